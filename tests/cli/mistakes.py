"""What people get wrong when they ask: the message says what to do, and the exit code is 2; 1 where nothing is found."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]
SAMPLE = Path(os.environ["SOURCE"]).resolve() / "corpus/sample"
KEY = "91-KL/TW"

# arguments, exit code, a part of what is said
CASES = [
    (["show", "999/QĐ-XYZ"], 1, "no document has that number or path"),
    (["citing", "999/QĐ-XYZ"], 1, "the index knows no “999/QĐ-XYZ”"),
    (["coverage", KEY, "999/QĐ-XYZ"], 0, "the index knows no “999/QĐ-XYZ”"),
    (["conflicts", "999/QĐ-XYZ"], 1, "the index knows no “999/QĐ-XYZ”"),
    (["path", KEY, "999/QĐ-XYZ"], 1, "the index knows no “999/QĐ-XYZ”"),
    (["path", KEY], 2, "give two symbols"),
    (["coverage"], 2, "of which work?"),
    (["implements", ""], 2, "which work? Give its symbol"),
    (["implements", "Kết luận 91"], 1, "is one of these meant? 91-KL/TW@2024-08-12"),
    (["implements", "91-KL"], 1, "is one of these meant? 91-KL/TW@2024-08-12"),
    (["implements", "91/KL-TW"], 1, "is one of these meant? 91-KL/TW@2024-08-12"),
    (["implements", "91"], 1, "is one of these meant? 91-KL/TW@2024-08-12"),
    (["implements", KEY, "--unit", "Hà Tĩnh"], 1, "--unit tells which act is meant"),
    (["implements", KEY, "--by", "Hà Tính"], 2, "“Hà Tĩnh”"),
    (["implements", KEY, "--by", "Đà Nẵng"], 1, ""),
    (["implments", KEY], 2, "is “implements” meant?"),
    (["citing", KEY, "--transitiv"], 2, "is --transitive meant?"),
    (["graph", KEY, "--relation", "implemets"], 2, "there are cites, "),
    (["path", "29-NQ/TW@2013", "188-KH/TU"], 1, "danchieu path '188-KH/TU' '29-NQ/TW@2013'"),
    (["path", "188-KH/TU", "55-CTr/TU"], 1, "no references lead from 188-KH/TU to 55-CTr/TU, nor back"),
    (["search", "kính gửi:giáo tương đương:dục"], 0, "“gửi:”, “đương:”: no such field; taken as words\n"),
    (["report", KEY, "-o", "nodir/x.html"], 2, "nodir/x.html could not be written: there is no folder nodir"),
    (["show", str(SAMPLE)], 1, "is a folder"),
    (["missing", KEY, "--unit", "Hà Tính"], 2, "“Hà Tĩnh”"),
    (["missing", KEY, "--type", "KHH"], 2, "plans are KH"),
    (["missing", KEY, "--level", "làng"], 2, "province, district or commune"),
    (["missing", KEY, "--from", "2025", "--to", "2024"], 2, "--from 2025 is later than --to 2024"),
    (["search", "--facet", "màu", "giáo"], 2, "--facet takes one of: unit, type"),
    (["missing", KEY, "--from", "31/02/2025"], 2, "a date is DD/MM/YYYY or YYYY-MM-DD"),
    (["missing", KEY, "--from", "1/1/25"], 2, "a date is DD/MM/YYYY or YYYY-MM-DD"),
    (["missing", KEY, "--from", "+1/8/2024"], 2, "a date is DD/MM/YYYY or YYYY-MM-DD"),
    (["coverage", KEY, "--as-of", "30/6/25"], 2, "give a whole date"),
    (["show", f"{KEY}@12/8/24"], 2, "after @ comes a date"),
    (["coverage", KEY, "--as-of", "2025"], 2, "give a whole date"),
    (["coverage", KEY, "--deadline", "-5"], 2, "--deadline -5: give a number from 0"),
    (["coverage", KEY, "--deadline", "-1"], 2, "--deadline -1: give a number from 0"),
    (["coverage", KEY, "--deadline", "2147483647"], 0, ""),
    (["coverage", "188-KH/TU"], 0, "asked about are the districts and communes of it"),
    (["coverage", KEY, "--unit", "Đà Nẵng"], 1, "no document of a district or commune of Đà Nẵng"),
    (["report", KEY, "--deadline", "-5"], 2, "--deadline -5: give a number from 0"),
    (["report", KEY, "--deadline", "9223372036854775808"], 2, "9223372036854775808"),
    (["search", "-n", "0", "giáo"], 2, "--limit 0: give a number from 1"),
    (["search", "--limit", "0", "giáo dục"], 2, "--limit 0: give a number from 1"),
    (["search", "-n", "0", "--facet", "unit", "giáo"], 2, "--limit 0: give a number from 1"),
    (["search", "-n", "-1", "giáo"], 2, "--limit -1: give a number from 1"),
    (["search", "-n", "2147483647", "giáo"], 2, "--limit 2147483647: give a number up to 100000"),
    (["search", "-n", "2147483648", "giáo"], 2, "2147483648"),
    (["search", "--offset", "-1", "giáo"], 2, "--offset -1: give a number from 0"),
    (["search", "--offset", "10000000", "giáo"], 1, "documents"),
    (["search", "--regex", "-C", "-1", "giáo"], 2, "--context -1: give a number from 0"),
    (["search", "--regex", "-n", "0", "giáo"], 2, "--limit 0: give a number from 1"),
    (["path", KEY, "29-NQ/TW", "-n", "0"], 2, "--limit 0: give a number from 1"),
    (["top", "-n", "-1"], 2, "--limit -1: give a number from 1"),
    (["top", "-n", "2147483647"], 0, ""),
    (["graph", KEY, "--depth", "-1"], 2, "--depth -1: give a number from 0"),
    (["graph", KEY, "--depth", "2147483647"], 0, ""),
    (["index", "--jobs", "-1", "."], 2, "--jobs -1: give a number from 0"),
    (["coverage", KEY, "--deadline", "ba"], 2, "Cannot parse integer value"),
    (["citing", KEY, "--fromat", "csv"], 2, "Unknown option --fromat"),
    (["citing", KEY, "-f", "xml"], 2, "table, jsonl, json, csv or tsv"),
    (["graph", KEY, "-f", "xml"], 2, "graphml"),
    (["report", KEY, "--as-of", "hôm nay"], 2, "give a whole date"),
    (["show", f"{KEY}@hôm nay"], 2, "after @ comes a date"),
    (["show", "--text", "--pages", "a.pdf"], 2, "--text wants the path of a document: danchieu show --text PATH --pages"),
    (["orphans", KEY], 2, "takes options alone"),
    (["frobnicate"], 2, "danchieu --help"),
]

# the same work however it is written; and dates as people write them
SAME = [
    (["implements", KEY], ["implements", KEY, "--transitive"]),
    (["citing", KEY], ["citing", "91 - kl / tw"], ["citing", "Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị"],
     ["citing", f"{KEY}@12/8/2024"], ["citing", f"{KEY}@2024"]),
    (["coverage", KEY, "--as-of", "2025-06-30"], ["coverage", KEY, "--as-of", "30/6/2025"]),
    (["missing", KEY, "--level", "district"], ["missing", KEY, "--level", "huyện"], ["missing", KEY, "--level", "cap huyen"]),
    (["search", "--facet", "type", "giáo dục"], ["search", "--facet", "loại", "giáo dục"]),
    (["implements", KEY, "--by", "Nghệ An"], ["implements", KEY, "--by", "nghe an"]),
    (["missing", KEY, "--from", "2025-01-01"], ["missing", KEY, "--from", "01/01/2025"], ["missing", KEY, "--from", "2025-1-1"]),
    (["timeline", KEY, "--as-of", "2024-12-31"], ["timeline", KEY, "--as-of", "31.12.2024"]),
]
failures = []


def run(arguments, db="mistakes.db"):
    answer = subprocess.run([PROGRAM, *arguments, "--db", db], capture_output=True, text=True, encoding="utf-8")
    return answer.returncode, answer.stdout, answer.stderr


Path("mistakes.db").unlink(missing_ok=True)
subprocess.run([PROGRAM, "index", "--db", "mistakes.db", str(SAMPLE)], check=True, capture_output=True)
Path("empty.db").write_bytes(b"")
cases = [("mistakes.db", *case) for case in CASES]
cases += [("empty.db", ["citing", KEY], 2, "danchieu index FOLDER"), ("none.db", ["citing", KEY], 2, "danchieu index FOLDER")]
for db, arguments, code, words in cases:
    found, out, said = run(arguments, db)
    if found != code or words not in said or (code == 2 and out):
        failures.append(f"{arguments}: {found}, {said or out[:200]!r} instead of {code}, {words!r}")
for first, *others in SAME:
    code, out, _ = run(first)
    for other in others:
        if code != 0 or run(other)[:2] != (code, out):
            failures.append(f"{other} is not answered as {first}")
if failures:
    sys.exit("\n".join(failures))
