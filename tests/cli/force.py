"""Acts that are no longer in force: every list marks them, --in-force leaves them out, --as-of shows them as they stood.
And names of acts that have no number are shown as people know them."""

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]
CORPUS, DB = Path("force-corpus"), "force.db"

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH
-------
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Hà Tĩnh, ngày {day} tháng {month} năm {year}

{kind}
{title}

{body}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""

TEXTS = [
    ("10/KH-UBND", 5, 2, 2023, "KẾ HOẠCH", "Giáo dục giai đoạn 2023-2025",
     "Thực hiện Nghị quyết số 29-NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương; căn cứ Hiến pháp, Ủy ban nhân "
     "dân tỉnh ban hành kế hoạch."),
    ("20/KH-UBND", 6, 3, 2024, "KẾ HOẠCH", "Giáo dục giai đoạn 2024-2026",
     "Thực hiện Kế hoạch số 10/KH-UBND ngày 05/02/2023 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân tỉnh ban hành kế hoạch."),
    ("30/KH-UBND", 7, 4, 2025, "KẾ HOẠCH", "Giáo dục giai đoạn 2025-2027",
     "Kế hoạch này thay thế Kế hoạch số 10/KH-UBND ngày 05/02/2023 của Ủy ban nhân dân tỉnh."),
    # an act of lower rank does not change one of the Government
    ("40/KH-UBND", 8, 5, 2025, "KẾ HOẠCH", "Rà soát văn bản",
     "Bãi bỏ Nghị định số 5/2020/NĐ-CP ngày 01/01/2020 của Chính phủ."),
]
OLD, NEW, TOP = "10/KH-UBND@2023-02-05", "20/KH-UBND@2024-03-06", "29-NQ/TW@2013-11-04"
WORDS = "replaced by 30/KH-UBND@2025-04-07 since 2025-04-07"
failures = []


def ask(*arguments, form="jsonl"):
    answer = subprocess.run([PROGRAM, *arguments, "--db", DB, "--format", form], capture_output=True, text=True, encoding="utf-8")
    if answer.returncode > 1:
        failures.append(f"{arguments}: {answer.stderr}")
    return [json.loads(line) for line in answer.stdout.splitlines()] if form == "jsonl" else answer.stdout


def expect(what, found, wanted):
    if found != wanted:
        failures.append(f"{what}:\n  found  {found}\n  wanted {wanted}")


def references(*arguments):
    return {row["key"]: row["force"] for row in ask("show", *arguments, "--references") if row["record"] == "reference"}


def months(*arguments):
    return {row["month"]: row["implements"] + row["indirect"] for row in ask("timeline", TOP, *arguments)
            if row["implements"] + row["indirect"] > 0}


def main():
    CORPUS.mkdir(exist_ok=True)
    for i, (number, day, month, year, kind, title, body) in enumerate(TEXTS):
        (CORPUS / f"{i}.txt").write_text(
            PLAN.format(number=number, day=f"{day:02}", month=f"{month:02}", year=year, kind=kind, title=title, body=body), encoding="utf-8")
    Path(DB).unlink(missing_ok=True)
    subprocess.run([PROGRAM, "index", "--db", DB, "--prune", str(CORPUS)], check=True, capture_output=True)

    expect("path", [(row["target"], row["force"]) for row in ask("path", NEW, TOP)], [(OLD, WORDS), (TOP, "")])
    expect("path as a table", f"{OLD}: {WORDS}" in ask("path", NEW, TOP, form="table"), True)

    expect("show", references(NEW), {"10/KH-UBND": WORDS})
    expect("show as a table", f"    {WORDS}\n" in ask("show", NEW, form="table"), True)
    expect("show --in-force", references(NEW, "--in-force"), {})
    expect("show --as-of", references(NEW, "--as-of", "2024-12-31"), {"10/KH-UBND": ""})
    expect("show --as-of before", references(OLD, "--as-of", "2024-01-01").get("20/KH-UBND"), None)
    expect("changed", [row["force"] for row in ask("show", OLD)], ["replaced"])
    expect("not changed yet", [row["force"] for row in ask("show", OLD, "--as-of", "2024-12-31")], [""])
    expect("of lower rank", [row["force"] for row in ask("show", "5/2020/NĐ-CP")], [""])

    expect("timeline", months(), {"2023-02": 1, "2024-03": 1, "2025-04": 1})
    expect("timeline as a table", f"No longer in force: {OLD}" in ask("timeline", TOP, form="table"), True)
    expect("timeline --in-force", months("--in-force"), {"2024-03": 1, "2025-04": 1})
    expect("timeline --in-force --as-of", months("--in-force", "--as-of", "2024-12-31"), {"2023-02": 1, "2024-03": 1})
    expect("timeline --as-of", months("--as-of", "2023-12-31"), {"2023-02": 1})

    for command in (["top"], ["show", "Hiến pháp"], ["show", OLD]):
        table = ask(*command, form="table")
        expect(f"{command}: a name as people know it", ("Hiến pháp" in table, "named:" in table), (True, False))
    expect("top, for programs", any(row["key"].startswith("named:") for row in ask("top")), True)
    if failures:
        sys.exit("\n".join(failures))


main()
