"""Acts that are no longer in force: every list marks them, --in-force leaves them out, --as-of shows them as they stood.
And names of acts that have no number are shown as people know them."""

import json
import os
import re
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
    # what a plan that is only cited refers to is known from a document that came later than both
    ("50/KH-UBND", 9, 6, 2025, "KẾ HOẠCH", "Y tế giai đoạn 2025-2027",
     "Thực hiện Kế hoạch số 15/KH-UBND ngày 01/3/2023 của Ủy ban nhân dân tỉnh về thực hiện Nghị quyết số 20-NQ/TW ngày "
     "25/10/2017 của Ban Chấp hành Trung ương, Ủy ban nhân dân tỉnh ban hành kế hoạch."),
    # as a list of ended acts grows, no line grows with it
    *((f"{number}/KH-UBND", 1, 7, 2025, "KẾ HOẠCH", f"Giáo dục năm thứ {number}",
       "Thực hiện Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương.") for number in range(60, 67)),
    ("70/KH-UBND", 2, 8, 2025, "KẾ HOẠCH", "Xử lý văn bản",
     "Kế hoạch này thay thế " + ", ".join(f"Kế hoạch số {number}/KH-UBND ngày 01/7/2025" for number in range(60, 67))
     + " của Ủy ban nhân dân tỉnh."),
    # what has effect only later, by its own words; those of a part say nothing of the whole
    ("80/QĐ-UBND", 8, 1, 2024, "QUYẾT ĐỊNH", "Văn hóa", "Theo nhiệm vụ."),
    ("81/QĐ-UBND", 5, 5, 2024, "QUYẾT ĐỊNH", "Văn hóa giai đoạn mới",
     "1. Điều 2 Quyết định này có hiệu lực từ ngày 01/8/2024.\n2. Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm "
     "2025 và thay thế Quyết định số 80/QĐ-UBND ngày 08/01/2024 của Ủy ban nhân dân tỉnh."),
    ("82/QĐ-UBND", 9, 1, 2024, "QUYẾT ĐỊNH", "Thể thao", "Theo nhiệm vụ."),
    ("83/QĐ-UBND", 5, 5, 2024, "QUYẾT ĐỊNH", "Thể thao giai đoạn mới",
     "Quyết định này có hiệu lực từ ngày 01/01/2099, thay thế Quyết định số 82/QĐ-UBND ngày 09/01/2024 của Ủy ban nhân dân tỉnh."),
    # who suspends, and is ended
    ("84/QĐ-UBND", 1, 2, 2024, "QUYẾT ĐỊNH", "Du lịch", "Theo nhiệm vụ."),
    ("85/QĐ-UBND", 1, 3, 2024, "QUYẾT ĐỊNH", "Xử lý văn bản",
     "Đình chỉ Quyết định số 84/QĐ-UBND ngày 01/02/2024 của Ủy ban nhân dân tỉnh."),
    ("86/QĐ-UBND", 1, 6, 2024, "QUYẾT ĐỊNH", "Xử lý văn bản lần hai",
     "Bãi bỏ Quyết định số 85/QĐ-UBND ngày 01/3/2024 của Ủy ban nhân dân tỉnh."),
]
OLD, NEW, TOP = "10/KH-UBND@2023-02-05", "20/KH-UBND@2024-03-06", "29-NQ/TW@2013-11-04"
WORDS = "replaced by 30/KH-UBND@2025-04-07, issued 2025-04-07"
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


def counts(*arguments):
    return [(row["in"], row["out"]) for row in ask("show", *arguments) if row["record"] == "work"]


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
    # what a later document says did not stand in the corpus yet; nothing is left, so there is no heading either
    expect("show, said later", set(references("15/KH-UBND")), {"20-NQ/TW", "50/KH-UBND"})
    expect("show --as-of, said later", references("15/KH-UBND", "--as-of", "2024-12-31"), {})
    expect("show --as-of, all left out", [word in ask("show", "15/KH-UBND", *day, form="table")
                                          for day in ([], ["--as-of", "2024-12-31"]) for word in ("refers to", "refer")],
           [True, True, False, False])
    expect("counts", counts(OLD), [(2, 2)])
    expect("counts with references", counts(OLD, "--references"), [(2, 2)])
    expect("counts --as-of", counts(OLD, "--as-of", "2024-12-31"), [(1, 2)])
    expect("counts --as-of before all", counts(OLD, "--as-of", "2023-01-01"), [(0, 0)])
    expect("counts --in-force", counts(NEW, "--in-force"), [(0, 0)])
    expect("changed", [row["force"] for row in ask("show", OLD)], ["replaced"])
    expect("not changed yet", [row["force"] for row in ask("show", OLD, "--as-of", "2024-12-31")], [""])
    for key, day, wanted in (("80/QĐ-UBND", "2024-12-31", ""), ("80/QĐ-UBND", "2025-01-01", "replaced"),
                             ("80/QĐ-UBND", None, "replaced"), ("82/QĐ-UBND", None, ""), ("82/QĐ-UBND", "2099-01-01", "replaced"),
                             ("84/QĐ-UBND", "2024-04-01", "suspended"), ("84/QĐ-UBND", "2024-06-01", ""),
                             ("84/QĐ-UBND", None, ""), ("85/QĐ-UBND", None, "repealed")):
        expect(f"{key} on {day}", [row["force"] for row in ask("show", key, *(["--as-of", day] if day else []))], [wanted])
    expect("since it has effect", "replaced by 81/QĐ-UBND@2024-05-05 since 2025-01-01" in ask("show", "80/QĐ-UBND", form="table"),
           True)
    expect("of lower rank", [row["force"] for row in ask("show", "5/2020/NĐ-CP")], [""])

    expect("timeline", months(), {"2023-02": 1, "2024-03": 1, "2025-04": 1})
    expect("timeline as a table", f"No longer in force (1): {OLD}; --in-force" in ask("timeline", TOP, form="table"), True)
    expect("timeline, many ended", re.findall(r"No longer in force (.*);", ask("timeline", "18-NQ/TW", form="table")),
           ["(7): " + ", ".join(f"{number}/KH-UBND@2025-07-01" for number in range(60, 65)) + " and 2 more"])
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
