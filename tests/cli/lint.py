"""danchieu lint: each rule on a draft of a few lines, against the index of the sample corpus."""

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]
SAMPLE = Path(os.environ["SOURCE"]).resolve() / "corpus/sample"
DB = "lint.db"
DRAFT = Path("draft.txt")

HEAD = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN
Số:     /KH-UBND
Nghệ An, ngày 01 tháng 12 năm 2025

KẾ HOẠCH
{title}

"""
TITLE = "Chăm lo giáo dục vùng cao"
LINE = HEAD.count("\n") + 1

PLAN = "Kế hoạch số 130-KH/TU ngày 05/11/2024 của Tỉnh ủy Bắc Giang"
ENDED = ("not_in_force", 0, 18, "130-KH/TU", "8-KH/TU")

ENDED0 = ("not_in_force", 0, 13, "130-KH/TU", "8-KH/TU")

# What the draft says; the rule, line, column, text as written and suggestion of each finding; its title, if another.
CASES = [
    ("Thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị.", []),
    ("Theo Kế hoạch số 55-CTr/TU ngày 18/10/2024 của Tỉnh ủy Bình Thuận.",
     [("type", 0, 18, "55-CTr/TU", "Chương trình")]),
    ("Theo Kết luận số 91-KL/TW ngày 18/8/2024 của Bộ Chính trị.",
     [("date", 0, 18, "91-KL/TW", "12/08/2024")]),
    ("Theo Nghị định số 60/2025/NĐ-CP ngày 03/3/2024 của Chính phủ.",
     [("date", 0, 19, "60/2025/NĐ-CP", "03/03/2025")]),
    # Another year is another plan: the index cannot say that this one does not exist.
    ("Theo Kế hoạch số 43/KH-UBND ngày 20/01/2021 của UBND tỉnh.", []),
    ("Theo Kết luận số 19-KL/TW ngày 12/8/2024 của Bộ Chính trị về tiếp tục thực hiện Nghị quyết số 29-NQ/TW "
     "ngày 04/11/2013 của Ban Chấp hành Trung ương Đảng khóa XI về đổi mới căn bản, toàn diện giáo dục và đào tạo, "
     "đáp ứng yêu cầu công nghiệp hóa, hiện đại hóa trong điều kiện kinh tế thị trường định hướng xã hội chủ nghĩa "
     "và hội nhập quốc tế.", [("number", 0, 18, "19-KL/TW", "91-KL/TW")]),
    # The same day, but another subject: a second conclusion of that day may well exist.
    ("Theo Kết luận số 90-KL/TW ngày 12/8/2024 của Bộ Chính trị về phòng, chống thiên tai.", []),
    ("Theo Kết luận số 91-KL/TW ngày 12/8/2024 của Ban Bí thư.",
     [("issuer", 0, 18, "91-KL/TW", "Bộ Chính trị")]),
    (f"Theo {PLAN}.", [ENDED]),
    # The draft says itself that the act has ended, wherever it names it …
    (f"{PLAN} đã được thay thế.", []),
    (f"{PLAN} về thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị đã bị bãi bỏ.", []),
    (f"{PLAN} đã được thay thế.\nTheo {PLAN}.", [("not_in_force", 1, 18, "130-KH/TU", "8-KH/TU")]),
    (f"{PLAN} đã được thay thế.\nTheo Kế hoạch số 130-KH/TU của Tỉnh ủy Bắc Giang.",
     [("not_in_force", 1, 18, "130-KH/TU", "8-KH/TU")]),
    # … not that another one has, or that it has not.
    (f"Theo {PLAN} và các nhiệm vụ của Quyết định số 5/QĐ-UBND ngày 01/02/2020 của UBND tỉnh đã bị bãi bỏ.\n"
     f"Theo {PLAN}.", [ENDED]),
    (f"Theo {PLAN} và Quyết định số 5/QĐ-UBND ngày 01/02/2020 của UBND tỉnh đã hết hiệu lực.", [ENDED]),
    (f"{PLAN} và Quyết định số 5/QĐ-UBND ngày 01/02/2020 của UBND tỉnh đã hết hiệu lực.", []),
    (f"{PLAN}, Quyết định số 5/QĐ-UBND về phí và Quyết định số 6/QĐ-UBND của UBND tỉnh đã bị bãi bỏ.", []),
    (f"{PLAN} và nhiệm vụ của Quyết định số 5/QĐ-UBND ngày 01/02/2020 của UBND tỉnh đã hết hiệu lực.", [ENDED0]),
    (f"Theo {PLAN}; Quyết định số 5/QĐ-UBND ngày 01/02/2020 của UBND tỉnh đã bị bãi bỏ.", [ENDED]),
    (f"Quyết định số 5/QĐ-UBND của UBND tỉnh đã bị bãi bỏ.\nTheo {PLAN}. Các quy định trước đây đã bị bãi bỏ.",
     [("not_in_force", 1, 18, "130-KH/TU", "8-KH/TU")]),
    (f"Theo {PLAN} chưa hết hiệu lực.", [ENDED]),
    (f"Theo {PLAN} vẫn chưa hề bị bãi bỏ, không bị thay thế.", [ENDED]),
    (f"Theo {PLAN} không còn phù hợp và đã bị bãi bỏ.", []),
    # The title of a list of such acts says it of all of them; one that ends another act does not.
    (f"Theo {PLAN}.", [], "Công bố danh mục văn bản quy phạm pháp luật hết hiệu lực năm 2025"),
    (f"Theo {PLAN}.", [ENDED], "Công bố danh mục thủ tục hành chính được thay thế, bị bãi bỏ"),
    (f"Theo {PLAN}.", [ENDED], "Xử lý các quy định đã bị bãi bỏ"),
    (f"Theo {PLAN}.", [ENDED], "Công bố danh mục văn bản chưa hết hiệu lực"),
    ("Theo Quyết định số 775/QĐ-UBND ngày 12/5/2020 của UBND tỉnh Trà Vinh.", []),
    ("Theo Chỉ thị số 21-CT/TW ngày 04/5/2026 của Ban Bí thư.",
     [("date", 0, 17, "21-CT/TW", "04/05/2023"), ("later", 0, 17, "21-CT/TW", "")]),
    ("Theo Kết luận 91.\nTheo Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị.\nTheo Kết luận 91.",
     [("alias", 0, 15, "91", "")]),
    ("Theo Kết luận số 91- KL/TW ngày 12/8/2024.\nTheo Chỉ thị số 21--CT/TW.\nTheo Kết luận số 91-\nKL/TW.",
     [("malformed", 0, 18, "91- KL/TW", "91-KL/TW"), ("malformed", 1, 17, "21--CT/TW", "21-CT/TW")]),
    ("Theo Nghị quyết số 29-NQ-TW ngày 17/11/2022.", [("malformed", 0, 20, "29-NQ-TW", "29-NQ/TW")]),
    # The law of that name and year has another number; a name that several laws of the year bear says nothing.
    ("Căn cứ Luật Nhà ở số 72/2023/QH15 ngày 27/11/2023.", [("number", 0, 22, "72/2023/QH15", "27/2023/QH15")]),
    ("Căn cứ Luật Nhà ở số 27/2023/QH15; Luật sửa đổi, bổ sung một số điều của Luật Nhà ở số 5/2023/QH15; Luật số "
     "6/2023/QH15 sửa đổi, bổ sung một số điều của Luật Nhà ở số 65/2014/QH13; Luật Rừng xanh số 7/2023/QH15; "
     "Luật Ban hành văn bản quy phạm pháp luật số 87/2025/QH15.", []),
    # How English texts write it; in a Vietnamese one it is a slip.
    ("The procedures are stipulated in the Government of Vietnam's Decree No. 60/2025/ND-CP of March 3, 2025.", []),
    ("Theo Nghị định số 60/2025/ND-CP.", [("malformed", 0, 19, "60/2025/ND-CP", "60/2025/NĐ-CP")]),
    # What a portal shows beside the text is not the draft's.
    ("Văn bản liên quan 32/2026/NĐ-CP Ngày ban hành: 12/02/2026\nVăn bản dẫn chiếu [1] 91- KL/TW", [
        ("malformed", 1, 23, "91- KL/TW", "91-KL/TW")]),
    ("Căn cứ Thông tư số ...../2026/TT-BTC ngày.../.../2026 của Bộ Tài chính.", []),
    ("Theo Nghị quyết số 29-NQ/TW.", [("ambiguous", 0, 20, "29-NQ/TW", "")]),
    # Which one it is the index knows from the act that names it in its title.
    ("Theo Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị về tiếp tục thực hiện Nghị quyết số 29-NQ/TW.", []),
    ("Theo Nghị quyết số 29-NQ/TW ngày 17/11/2022. Theo Nghị quyết số 29-NQ/TW.", []),
]


def lint(*arguments):
    return subprocess.run([PROGRAM, "lint", "--db", DB, *arguments], capture_output=True, text=True,
                          encoding="utf-8")


def check(text, wanted, title=TITLE):
    DRAFT.write_text(HEAD.format(title=title) + text + "\n", encoding="utf-8")
    answer = lint("--format", "jsonl", str(DRAFT))
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    found = [(r["rule"], r["line"] - LINE, r["column"], r["text"], r["suggestion"]) for r in rows]
    raw = DRAFT.read_bytes()
    for row in rows:
        assert raw[row["start"]:row["end"]].decode("utf-8") == row["text"], row
        assert row["message"], row
    if found == wanted and answer.returncode == (1 if wanted else 0):
        return 0
    print(f"{text}\n  wanted {wanted}\n  found  {found}, exit {answer.returncode} {answer.stderr}")
    return 1


def main():
    Path(DB).unlink(missing_ok=True)
    subprocess.run([PROGRAM, "index", "--db", DB, str(SAMPLE)], check=True, capture_output=True)
    failed = sum(check(*case) for case in CASES)
    table = lint(str(DRAFT)).stdout
    assert table == "", table
    # Silence would not tell a good draft from one that names acts of which the index knows little.
    for acts, said in (("Kế hoạch số 188-KH/TU ngày 22/10/2024 của Tỉnh ủy Nghệ An", "checked, nothing found\n"),
                       ("Quyết định số 5/QĐ-UBND ngày 01/02/2020 của UBND tỉnh",
                        "checked, nothing found; the index has no text of 1 of the acts cited\n")):
        DRAFT.write_text(HEAD.format(title=TITLE) + f"Theo {acts}.\n", encoding="utf-8")
        answer = lint(str(DRAFT))
        assert answer.returncode == 0 and answer.stderr.endswith(said), answer.stderr
    assert lint("no-such-file.txt").returncode == 2
    if failed:
        sys.exit(f"{failed} of {len(CASES)} cases failed")


main()
