"""Resolution from files to edges: small documents, and the works and edges that must come of them."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH
Số: 12/KH-UBND
Hà Tĩnh, ngày 01 tháng 12 năm 2025

KẾ HOẠCH
Triển khai công tác văn thư

"""
CIRCULAR = """BỘ TÀI CHÍNH
Số: 12/2025/TT-BTC
Hà Nội, ngày 01 tháng 12 năm 2025

THÔNG TƯ
Quy định về phí

"""
PORTAL = CIRCULAR.replace("2025", "2015") + """Điều 1. Quy định chung.
Văn bản liên quan BỘ TÀI CHÍNH 20/2015/TT-BTC Ngày ban hành: 12/02/2015 Thông tư số 20/2015/TT-BTC về lệ phí.
Văn bản dẫn chiếu [2] 30/2016/TT-BTC Thông tư số 30/2016/TT-BTC về thuế. 40/2014/TT-BTC Thông tư số 40/2014/TT-BTC về thuế.
Văn bản hướng dẫn [1] 50/2015/TT-BTC Thông tư số 50/2015/TT-BTC về kế toán.
Văn bản căn cứ [1] 60/2010/NĐ-CP Nghị định số 60/2010/NĐ-CP về phí.
"""

# Name; files; wanted citations (as the symbol has it → the work that it means) and edges (source, relation, target).
CASES = [
    ("a decree with and without its year is one act, with a conflict on record",
     {"a": PLAN + "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;\n"
                  "Theo Nghị định số 30/NĐ-CP, các đơn vị thực hiện.\n"},
     [("30/2020/NĐ-CP", "30/2020/NĐ-CP@2020-03-05"), ("30/NĐ-CP", "30/2020/NĐ-CP@2020-03-05")],
     None, [("30/2020/NĐ-CP@2020-03-05", "symbol", "30/NĐ-CP")]),
    ("… but not when the document cites two decrees of that number",
     {"a": PLAN + "Căn cứ Nghị định số 30/2020/NĐ-CP và Nghị định số 30/2021/NĐ-CP;\nTheo Nghị định số 30/NĐ-CP.\n"},
     [("30/2020/NĐ-CP", "30/2020/NĐ-CP"), ("30/2021/NĐ-CP", "30/2021/NĐ-CP"), ("30/NĐ-CP", "30/NĐ-CP")], None, []),
    ("a slip in the symbol and a slip in the date",
     {"a": PLAN + "Thực hiện Nghị quyết số 72-NQ-TW ngày 09/9/2025 của Bộ Chính trị.\n",
      "b": PLAN.replace("12/KH", "13/KH") + "Thực hiện Nghị quyết số 72-NQ/TW ngày 09/9/2025 của Bộ Chính trị.\n",
      "c": PLAN.replace("12/KH", "14/KH") + "Thực hiện Nghị quyết số 72-NQ/TW ngày 19/9/2025 của Bộ Chính trị.\n"},
     [("72-NQ-TW", "72-NQ/TW@2025-09-09")] + [("72-NQ/TW", "72-NQ/TW@2025-09-09")] * 2, None,
     [("72-NQ/TW@2025-09-09", "date", "2025-09-19"), ("72-NQ/TW@2025-09-09", "symbol", "72-NQ-TW")]),
    ("a ministry that was merged: its circular under the old name and the new is one act, nothing contradicts",
     {"a": PLAN + "Căn cứ Thông tư số 6/2023/TT-BTNMT ngày 31/7/2023 của Bộ trưởng Bộ Tài nguyên và Môi trường;\n",
      "b": PLAN.replace("12/KH", "13/KH") +
           "Căn cứ Thông tư số 6/2023/TT-BTNMT ngày 31/7/2023 của Bộ trưởng Bộ Nông nghiệp và Môi trường;\n"},
     [("6/2023/TT-BTNMT", "6/2023/TT-BTNMT@2023-07-31")] * 2, None, []),
    ("a law and a resolution of one number",
     {"a": PLAN + "Căn cứ Luật An toàn thực phẩm số 55/2010/QH12 ngày 17/6/2010;\n"
                  "Căn cứ Nghị quyết số 55/2010/QH12 ngày 24/11/2010;\n"},
     [("55/2010/QH12", "55/2010/QH12@2010-06-17"), ("55/2010/QH12", "55/2010/QH12@2010-11-24")], None, []),
    ("what a portal shows beside the document",
     {"a": PORTAL}, None,
     [("12/2015/TT-BTC@2015-12-01", "cites", "40/2014/TT-BTC"),
      ("12/2015/TT-BTC@2015-12-01", "based_on", "60/2010/NĐ-CP")], []),
    ("parts that are repealed and replaced",
     {"a": CIRCULAR + "Bãi bỏ một phần Thông tư số 1/2011/TT-BTC.\n"
                      "Thay thế Mẫu số 10, 65 tại Phụ lục ban hành kèm theo Thông tư số 2/2012/TT-BTC.\n"
                      "Bãi bỏ thủ tục Sửa đổi giấy phép quy định tại Thông tư số 3/2013/TT-BTC.\n"
                      "Bãi bỏ Thông tư số 4/2014/TT-BTC.\n"
                      "Thông tư này thay thế Thông tư số 5/2015/TT-BTC quy định tại kho bạc.\n"}, None,
     [("12/2025/TT-BTC@2025-12-01", "repeals in part", "1/2011/TT-BTC"),
      ("12/2025/TT-BTC@2025-12-01", "replaces in part", "2/2012/TT-BTC"),
      ("12/2025/TT-BTC@2025-12-01", "repeals in part", "3/2013/TT-BTC"),
      ("12/2025/TT-BTC@2025-12-01", "repeals", "4/2014/TT-BTC"),
      ("12/2025/TT-BTC@2025-12-01", "replaces", "5/2015/TT-BTC")], []),
]

CITATIONS = """SELECT c.key, c.work FROM citations c JOIN documents d ON d.path = c.path
               WHERE c.reason <> 'own' ORDER BY c.path, c.start"""
EDGES = """SELECT a.name, r.name || CASE e.partial WHEN 1 THEN ' in part' ELSE '' END, b.name FROM edges e
           JOIN works a ON a.id = e.source JOIN works b ON b.id = e.target JOIN relations r ON r.id = e.relation"""
CONFLICTS = "SELECT w.name, c.field, c.value FROM conflicts c JOIN works w ON w.id = c.work"


def ask(files):
    folder, db = Path("files"), Path("resolve.db")
    shutil.rmtree(folder, ignore_errors=True)
    for old in Path().glob("resolve.db*"):
        old.unlink(missing_ok=True)
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    subprocess.run([PROGRAM, "index", "--db", str(db), str(folder)], check=True, capture_output=True)
    with closing(sqlite3.connect(db)) as connection:
        return [connection.execute(sql).fetchall() for sql in (CITATIONS, EDGES, CONFLICTS)]


def statuses(*arguments):
    made = subprocess.run([PROGRAM, *arguments, "--db", "resolve.db", "--format", "jsonl"], capture_output=True,
                          encoding="utf-8")
    rows = [json.loads(line) for line in made.stdout.splitlines()]
    return [(row["key"], row["date"], row.get("status") or row.get("relation")) for row in rows
            if row.get("record") != "work"]


def undecided():
    """A number of two acts: shown with what it could be, and left out when that is asked for."""
    ask({"a": PLAN + "Thực hiện Nghị quyết số 29-NQ/TW ngày 04/11/2013;\nThực hiện Nghị quyết số 29-NQ/TW ngày 17/11/2022.\n",
         "b": PLAN.replace("12/KH", "13/KH") + "Đơn vị bám sát mục tiêu của Nghị quyết số 29-NQ/TW.\n"})
    first, plan = ("12/KH-UBND", "2025-12-01", "implements"), ("13/KH-UBND", "2025-12-01", "ambiguous")
    both = [("29-NQ/TW", "2013-11-04", "ambiguous"), ("29-NQ/TW", "2022-11-17", "ambiguous")]
    wanted = [
        (("citing", "29-NQ/TW@2013"), [first, plan]),
        (("citing", "29-NQ/TW@2013", "--strict"), [first]),
        (("citing", "--up", "13/KH-UBND"), both),
        (("citing", "--up", "--strict", "13/KH-UBND"), []),
        (("missing", "29-NQ/TW@2022"), [plan]),
        (("missing", "--strict", "29-NQ/TW@2022"), []),
        (("show", "--references", "13/KH-UBND"), both),
        (("show", "--references", "--strict", "13/KH-UBND"), []),
    ]
    return compare(wanted)


def compare(wanted):
    failed = 0
    for arguments, rows in wanted:
        found = statuses(*arguments)
        if found != rows:
            failed += 1
            print(f"{' '.join(arguments)}\n  wanted {rows}\n  found  {found}")
    return failed


def short_forms():
    """"Nghị quyết 35" where the text names two: it refers to both, and which it carries out is not told."""
    ask({"a": PLAN.replace("Triển khai công tác văn thư", "Thực hiện Nghị quyết 35") +
         "Căn cứ Nghị quyết số 35-NQ/TW ngày 01/3/2025;\nCăn cứ Nghị quyết số 35/NQ-CP ngày 05/3/2025;\n"})
    plan, day = "12/KH-UBND", "2025-12-01"
    return compare([
        (("citing", "35-NQ/TW"), [(plan, day, "cites"), (plan, day, "ambiguous")]),
        (("citing", "35/NQ-CP", "--strict"), [(plan, day, "cites")]),
        (("show", "--references", "12/KH-UBND"),
         [("35-NQ/TW", "2025-03-01", "based_on"), ("35/NQ-CP", "2025-03-05", "based_on"),
          ("35-NQ/TW", "2025-03-01", "ambiguous"), ("35/NQ-CP", "2025-03-05", "ambiguous")]),
        (("implements", "35-NQ/TW"), []),
        (("missing", "35-NQ/TW"), []),
    ])


def main():
    failed = undecided() + short_forms()
    for name, files, *wanted in CASES:
        found = ask(files)
        for what, want, got in zip(("citations", "edges", "conflicts"), wanted, found):
            if want is not None and sorted(want) != sorted(got):
                failed += 1
                print(f"{name}: {what}\n  wanted {sorted(want)}\n  found  {sorted(got)}")
    return failed != 0


sys.exit(main())
