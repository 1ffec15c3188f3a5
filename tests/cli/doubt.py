"""Plans that must not be accused: each refers to a directive in a way that is hard to read, or cannot be told to lack
it. What `missing` and `coverage` say of each is written beside it."""

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]
CORPUS, DB = Path("doubt-corpus"), "doubt.db"
KEY = "91-KL/TW@2024-08-12"
DAY = "ngày 12 tháng 3 năm 2025"

DIRECTIVE = """BAN CHẤP HÀNH TRUNG ƯƠNG
*
Số 91-KL/TW
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày 12 tháng 8 năm 2024

KẾT LUẬN
CỦA BỘ CHÍNH TRỊ
về tiếp tục thực hiện Nghị quyết số 29-NQ/TW, ngày 04/11/2013 của Ban Chấp hành Trung ương Đảng khóa XI về đổi mới căn bản, toàn diện giáo dục và đào tạo

Bộ Chính trị yêu cầu các cấp ủy tiếp tục thực hiện.

T/M BỘ CHÍNH TRỊ
"""

PLAN = """ỦY BAN NHÂN DÂN
TỈNH {province}
-------
Số: {number}/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
{place}, {day}

KẾ HOẠCH
{title}

{body} Ủy ban nhân dân tỉnh ban hành kế hoạch.

I. MỤC ĐÍCH

1. Nâng cao chất lượng giáo dục.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""

# status, province, day, title, what the body says
CASES = [
    # words that are no citation
    ("ambiguous", "Lào Cai", DAY, "Giáo dục", "Quán triệt Kết luận 91 của Bộ Chính trị về giáo dục,"),
    ("ambiguous", "Lào Cai", DAY, "Giáo dục", "Quán triệt KL số 91 của Bộ Chính trị,"),
    ("ambiguous", "Sơn La", DAY, "Giáo dục", "Thực hiện Kết luận của Bộ Chính trị về tiếp tục thực hiện Nghị quyết số "
     "29-NQ/TW ngày 04/11/2013 về đổi mới căn bản, toàn diện giáo dục và đào tạo,"),
    ("ambiguous", "Lạng Sơn", DAY, "Giáo dục", "Thực hiện Kế hoạch của Ban Thường vụ Tỉnh ủy về thực hiện Kết luận của Bộ "
     "Chính trị về đổi mới căn bản, toàn diện giáo dục và đào tạo,"),
    ("ambiguous", "Thái Nguyên", DAY, "Giáo dục", "Thực hiện Kết luận ngày 12/8/2024 của Bộ Chính trị,"),
    ("ambiguous", "Thái Nguyên", DAY, "Giáo dục", "Thực hiện Kết luận ngày 12 tháng 8 năm 2024 của Bộ Chính trị,"),
    # damaged symbols
    ("implements", "Lai Châu", DAY, "Giáo dục", "Thực hiện Kết luận số 9l-KL/TW ngày 12/8/2024 của Bộ Chính trị,"),
    ("ambiguous", "Lai Châu", DAY, "Giáo dục", "Thực hiện Kết luận số 91 -KI/TW ngày 12/8/2024 của Bộ Chính trị,"),
    ("ambiguous", "Lai Châu", DAY, "Giáo dục", "Thực hiện Kết luận số 91KL/TW của Bộ Chính trị,"),
    ("ambiguous", "Lai Châu", DAY, "Giáo dục", "Thực hiện Kết luận số      -KL/TW ngày 12/8/2024 của Bộ Chính trị,"),
    # an act of another date that nobody has, one slip off; two slips are another act
    ("ambiguous", "Thái Bình", DAY, "Giáo dục", "Thực hiện Kết luận số 91-KL/TW ngày 12/8/2014 của Bộ Chính trị,"),
    ("lacks", "Thái Bình", DAY, "Giáo dục", "Thực hiện Kết luận số 91-KL/TW ngày 05/3/2009 của Bộ Chính trị,"),
    # through plans that nobody has
    ("indirect", "Hà Giang", DAY, "Giáo dục", "Thực hiện Kế hoạch số 10-KH/TU ngày 01/12/2024 của Ban Thường vụ Tỉnh ủy "
     "Hà Giang về thực hiện Kết luận số 91-KL/TW, ngày 12/8/2024 của Bộ Chính trị,"),
    ("indirect", "Hà Giang", DAY, "Giáo dục", "Thực hiện Kế hoạch số 10-KH/TU ngày 01/12/2024 của Ban Thường vụ Tỉnh ủy,"),
    ("indirect", "Tuyên Quang", "ngày 01 tháng 10 năm 2025", "Giáo dục",
     "Thực hiện Kế hoạch số 10-KH/TU ngày 01/12/2024 của Ban Thường vụ Tỉnh ủy,"),
    ("ambiguous", "Yên Bái", DAY, "Giáo dục", "Thực hiện Kế hoạch số 12-KH/TU ngày 01/12/2024 của Tỉnh ủy Yên Bái,"),
    ("lacks", "Yên Bái", DAY, "Giáo dục", "Thực hiện Kế hoạch số 15-KH/TU ngày 01/12/2020 của Tỉnh ủy Yên Bái,"),
    ("lacks", "Yên Bái", DAY, "Giáo dục", "Theo Quyết định số 7/QĐ-UBND ngày 01/12/2024 của UBND tỉnh Yên Bái,"),
    # a plan between, by its number alone; and what only looks like one
    ("ambiguous", "Hà Giang", DAY, "Giáo dục", "Thực hiện Kế hoạch số 10 của Tỉnh ủy,"),
    ("ambiguous", "Hà Giang", DAY, "Giáo dục", "Thực hiện Kế hoạch 10 của Ban Thường vụ Tỉnh ủy,"),
    ("ambiguous", "Hà Giang", DAY, "Giáo dục", "Thực hiện kế hoạch số 10 ngày 01/12/2024 của Tỉnh ủy Hà Giang,"),
    ("ambiguous", "Hà Giang", DAY, "Giáo dục", "Thực hiện KH số 10 của Tỉnh ủy,"),
    ("ambiguous", "Tuyên Quang", "ngày 01 tháng 10 năm 2025", "Giáo dục",
     "Thực hiện Kế hoạch số 10 của Tỉnh ủy Hà Giang (cũ),"),
    ("lacks", "Hà Giang", DAY, "Cấp nước sạch", "Thực hiện Kế hoạch số 100 của Tỉnh ủy,"),
    ("lacks", "Hà Giang", DAY, "Cấp nước sạch", "Thực hiện Kế hoạch số 10 của Bộ Y tế,"),
    ("lacks", "Hà Giang", DAY, "Cấp nước sạch", "Thực hiện kế hoạch 10 năm,"),
    ("lacks", "Hà Giang", DAY, "Cấp nước sạch", "Thực hiện Chương trình số 10 của Tỉnh ủy,"),
    ("lacks", "Hà Giang", "ngày 20 tháng 11 năm 2024", "Cấp nước sạch", "Thực hiện Kế hoạch số 10 của Tỉnh ủy,"),
    ("lacks", "Quảng Ngãi", DAY, "Cấp nước sạch", "Thực hiện Kế hoạch số 10 của Tỉnh ủy,"),
    # a plan between, by its subject or by what it carries out
    ("ambiguous", "Hà Giang", DAY, "Giáo dục", "Thực hiện Kế hoạch của Tỉnh ủy về đổi mới căn bản, toàn diện giáo dục và "
     "đào tạo,"),
    ("ambiguous", "Cao Bằng", DAY, "Giáo dục", "Thực hiện Chương trình hành động của Ban Thường vụ Tỉnh ủy về tiếp tục đổi "
     "mới căn bản, toàn diện giáo dục và đào tạo,"),
    ("ambiguous", "Cao Bằng", DAY, "Giáo dục", "Thực hiện Chương trình hành động của Tỉnh ủy thực hiện Kết luận 91,"),
    ("ambiguous", "Cao Bằng", DAY, "Giáo dục", "Thực hiện Kết luận số 91 khóa XIII của Bộ Chính trị,"),
    ("ambiguous", "Cao Bằng", DAY, "Giáo dục", "Triển khai Kết luận 91 trên địa bàn tỉnh,"),
    ("lacks", "Cao Bằng", DAY, "Cấp nước sạch", "Thực hiện Kế hoạch của Tỉnh ủy về phát triển kinh tế biển,"),
    # the directive in the plan's own title, by its subject; the subject alone is what `missing` is asked for
    ("ambiguous", "Bắc Giang", DAY, "Triển khai Kết luận về tiếp tục thực hiện Nghị quyết số 29-NQ/TW về đổi mới căn bản, "
     "toàn diện giáo dục và đào tạo", "Theo nhiệm vụ,"),
    ("ambiguous", "Bắc Giang", DAY, "Thực hiện Kết luận của Bộ Chính trị về đổi mới căn bản, toàn diện giáo dục và đào tạo",
     "Theo nhiệm vụ,"),
    ("lacks", "Bắc Giang", DAY, "Đổi mới căn bản, toàn diện giáo dục và đào tạo", "Theo nhiệm vụ,"),
    # numbers with zeros before them, as they are often written
    ("ambiguous", "Cao Bằng", DAY, "Giáo dục", "Triển khai Kết luận số 091 trên địa bàn tỉnh,"),
    ("ambiguous", "Cao Bằng", DAY, "Giáo dục", "Triển khai KL 0091 trên địa bàn tỉnh,"),
    ("ambiguous", "Cao Bằng", DAY, "Giáo dục", "Triển khai 091KL/TW trên địa bàn tỉnh,"),
    ("lacks", "Cao Bằng", DAY, "Cấp nước sạch", "Triển khai Kết luận số 0910 trên địa bàn tỉnh,"),
    ("indirect", "Hà Giang", DAY, "Giáo dục", "Thực hiện Kế hoạch số 05-KH/TU ngày 02/12/2024 của Tỉnh ủy Hà Giang về "
     "thực hiện Kết luận số 91-KL/TW, ngày 12/8/2024 của Bộ Chính trị,"),
    ("ambiguous", "Hà Giang", DAY, "Giáo dục", "Thực hiện Kế hoạch số 5 của Tỉnh ủy,"),
    ("ambiguous", "Hà Giang", DAY, "Giáo dục", "Thực hiện Kế hoạch số 05 của Tỉnh ủy,"),
    ("ambiguous", "Hà Giang", DAY, "Giáo dục", "Thực hiện KH 005 của Tỉnh ủy,"),
    ("lacks", "Hà Giang", DAY, "Cấp nước sạch", "Thực hiện Kế hoạch số 050 của Tỉnh ủy,"),
    # a plan between by another name of its type
    ("ambiguous", "Hà Giang", DAY, "Giáo dục", "Thực hiện Kế hoạch công tác số 10 của Tỉnh ủy,"),
    ("indirect", "Hà Giang", DAY, "Giáo dục", "Thực hiện Chương trình hành động số 77-CTr/TU ngày 02/12/2024 của Tỉnh ủy "
     "Hà Giang về thực hiện Kết luận số 91-KL/TW, ngày 12/8/2024 của Bộ Chính trị,"),
    ("ambiguous", "Hà Giang", DAY, "Giáo dục", "Thực hiện CTHĐ số 77 của Tỉnh ủy,"),
    # a short name in brackets between a plan and its title
    ("indirect", "Hòa Bình", DAY, "Giáo dục", "Thực hiện Kế hoạch số 33-KH/TU ngày 01/12/2024 của Ban Thường vụ Tỉnh ủy "
     "(sau đây gọi tắt là Kế hoạch 33) về thực hiện Kết luận số 91-KL/TW, ngày 12/8/2024 của Bộ Chính trị,"),
    ("indirect", "Hòa Bình", DAY, "Giáo dục", "Thực hiện Kế hoạch số 33-KH/TU ngày 01/12/2024 của Tỉnh ủy,"),
    ("indirect", "Hòa Bình", DAY, "Giáo dục", "Thực hiện Kế hoạch số 35-KH/TU ngày 03/12/2024 của Ban Thường vụ Tỉnh ủy "
     "(sau đây gọi tắt là Kế hoạch của Tỉnh ủy) về thực hiện Kết luận số 91-KL/TW, ngày 12/8/2024 của Bộ Chính trị,"),
    ("indirect", "Hòa Bình", DAY, "Giáo dục", "Thực hiện Kế hoạch số 34-KH/TU ngày 02/12/2024 của Ban Thường vụ Tỉnh ủy về "
     "thực hiện Kết luận số 91-KL/TW, ngày 12/8/2024 của Bộ Chính trị (sau đây viết tắt là Kế hoạch số 34-KH/TU),"),
    # dates
    ("predates", "Nam Định", "ngày 12 tháng 8 năm 2024", "Giáo dục", "Theo nhiệm vụ,"),
    ("undated", "Bắc Kạn", "ngày    tháng 8 năm 2024", "Giáo dục", "Theo nhiệm vụ,"),
    ("undated", "Bắc Kạn", "ngày    tháng    năm 2024", "Giáo dục", "Theo nhiệm vụ,"),
    ("undated", "Bắc Kạn", "ngày    tháng    năm", "Giáo dục", "Theo nhiệm vụ,"),
    # and those that do lack it: another number, another issuer, a plan of so many years, a longer number
    ("lacks", "Quảng Nam", DAY, "Cấp nước sạch", "Theo nhiệm vụ,"),
    ("lacks", "Quảng Nam", DAY, "Cấp nước sạch", "Thực hiện Kết luận số 91/KL-TTCP ngày 01/02/2025 của Thanh tra Chính "
     "phủ,"),
    ("lacks", "Quảng Nam", DAY, "Cấp nước sạch", "Thực hiện Kết luận 912 của Tỉnh ủy,"),
    ("lacks", "Quảng Nam", DAY, "Cấp nước sạch", "Thực hiện Kết luận của Bộ Chính trị về phát triển kinh tế biển,"),
    ("lacks", "Quảng Nam", DAY, "Cấp nước sạch", "Theo kết luận kiểm tra 91 công trình,"),
]


OTHERS = 600  # plans that lack it: among so many the full-text index is asked instead of reading each
BETWEEN = 150  # plans that carry it out, each with a number that others may name it by


def missing():
    answer = subprocess.run([PROGRAM, "missing", KEY, "--db", DB, "--all", "--format", "jsonl"], capture_output=True,
                            text=True, encoding="utf-8")
    assert answer.returncode == 0, answer.stderr
    return {Path(row["path"]).name: row for row in map(json.loads, answer.stdout.splitlines())}


def index():
    subprocess.run([PROGRAM, "index", "--db", DB, "--prune", str(CORPUS)], check=True, capture_output=True)


def compare(rows):
    wrong = 0
    for i, (status, *_, body) in enumerate(CASES):
        row = rows.pop(f"{i:02}.txt", {"status": "(not listed)", "evidence": []})
        shown = status not in ("implements", "indirect", "ambiguous") or row["evidence"]
        if row["status"] != status or not shown:
            wrong += 1
            print(f"{i:02}: {row['status']} instead of {status}, evidence {row['evidence']}: {body}")
    assert not rows, rows.keys()
    return wrong


def main():
    CORPUS.mkdir(exist_ok=True)
    (CORPUS / "directive.txt").write_text(DIRECTIVE, encoding="utf-8")
    for i, (_, province, day, title, body) in enumerate(CASES):
        (CORPUS / f"{i:02}.txt").write_text(
            PLAN.format(province=province.upper(), place=province, number=i + 1, day=day, title=title, body=body),
            encoding="utf-8")
    for old in [Path(DB), *CORPUS.glob("other*")]:
        old.unlink(missing_ok=True)
    index()
    wrong = compare(missing())
    for i in range(OTHERS):
        (CORPUS / f"other{i:03}.txt").write_text(
            PLAN.format(province="QUẢNG NGÃI", place="Quảng Ngãi", number=1000 + i, day=DAY, title="Cấp nước sạch",
                        body=f"Theo nhiệm vụ {i},"), encoding="utf-8")
    index()
    wrong += compare({name: row for name, row in missing().items() if not name.startswith("other")})
    for i in range(BETWEEN):
        (CORPUS / f"other-between{i:03}.txt").write_text(
            PLAN.format(province="HÀ TĨNH", place="Hà Tĩnh", number=2000 + i, day=DAY, title="Giáo dục",
                        body="Thực hiện Kết luận số 91-KL/TW, ngày 12/8/2024 của Bộ Chính trị,"), encoding="utf-8")
    index()
    wrong += compare({name: row for name, row in missing().items() if not name.startswith("other")})
    answer = subprocess.run([PROGRAM, "coverage", KEY, "--db", DB, "--as-of", "2025-06-30", "--format", "jsonl"],
                            capture_output=True, text=True, encoding="utf-8", check=True)
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    units = {row["unit"]: row["status"] for row in rows}
    for row in rows:
        if row["status"] == "ambiguous" and not (row["evidence"] and row["key"] and row["date"]):
            wrong += 1
            print(f"coverage: {row['unit']} is ambiguous without evidence: {row}")
    for unit, status in (("Lào Cai", "ambiguous"), ("Sơn La", "ambiguous"), ("Lạng Sơn", "ambiguous"),
                         ("Thái Bình", "ambiguous"), ("Lai Châu", "implements"), ("Quảng Nam", "nothing"),
                         ("Nam Định", "predates"), ("Bắc Kạn", "undated"), ("Hà Nội", "no_document"),
                         ("Cao Bằng", "ambiguous"), ("Bắc Giang", "ambiguous"), ("Quảng Ngãi", "nothing")):
        if units[unit] != status:
            wrong += 1
            print(f"coverage: {unit}: {units[unit]} instead of {status}")
    if wrong:
        sys.exit(f"{wrong} wrong")


main()
