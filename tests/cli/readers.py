"""One plan in every format that is read has one identity and the same citations (a PDF has its notes at the foot of the
page, so their order may differ), and what an archive holds is indexed under its name."""
import json
import os
import pathlib
import sqlite3
import subprocess
import sys

danchieu = os.environ["DANCHIEU"]
corpus = pathlib.Path(os.environ["SOURCE"]) / "tests/fuzz/corpus"


def run(*args):
    done = subprocess.run([danchieu, *map(str, args)], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{args}: {done.returncode}: {done.stderr}")
    return done.stdout


def extract(path):
    records = [json.loads(line) for line in run("extract", "--format", "jsonl", path).splitlines()]
    identity = {k: v for k, v in records[0].items() if k != "path"}
    citations = [{k: v for k, v in r.items() if k not in ("path", "start", "end")} for r in records[1:]]
    return identity, citations


wanted = extract(corpus / "text/plan.txt")
assert wanted[0]["key"] == "57/KH-UBND" and len(wanted[1]) == 7, wanted
failed = 0
for path in ["markdown/plan.md", "html/plan.html", "docx/plan.docx", "odt/plan.odt", "rtf/plan.rtf", "doc/plan.doc", "pdf/plan.pdf"]:
    identity, citations = extract(corpus / path)
    expected = wanted[1]
    if path.startswith("pdf"):
        citations, expected = ([c["key"], c["relation"], c["date"]] for c in citations), ([c["key"], c["relation"], c["date"]] for c in expected)
        citations, expected = sorted(citations), sorted(expected)
    if identity != wanted[0] or citations != expected:
        print(path, identity, citations, sep="\n", file=sys.stderr)
        failed += 1

subprocess.run(["rm", "-rf", "l.db", "l.db-wal", "l.db-shm"], check=True)
# The numbers of lists are text, whether the file has them as text or only says how to count.
for path in ["docx/plan.docx", "odt/plan.odt", "rtf/plan.rtf", "doc/plan.doc", "html/plan.html"]:
    run("index", "--db", "l.db", corpus / path)
    lines = run("show", "--db", "l.db", "--text", corpus / path).splitlines()
    labels = [line.split(" ")[0] for line in lines if line.endswith(("MỤC ĐÍCH, YÊU CẦU", "Chính phủ.", "15/6/2025.", "TỔ CHỨC THỰC HIỆN"))]
    if [l for l in labels if l != "Ban"] != ["I.", "1.", "a)", "II."]:
        print(path, "labels:", labels, file=sys.stderr)
        failed += 1

subprocess.run(["rm", "-rf", "f.db", "f.db-wal", "f.db-shm"], check=True)
run("index", "--db", "f.db", corpus / "archive")
run("index", "--db", "f.db", corpus / "pdf")
for member in ("plan.zip!/a/plan.txt", "plan.zip!/plan.rtf", "plan.tar.gz!/a/plan.txt", "plan.tar.gz!/plan.html"):
    text = run("show", "--db", "f.db", "--text", corpus / "archive" / member)
    if "57/KH-UBND" not in text:
        print(member, "is not in the index", file=sys.stderr)
        failed += 1
run("index", "--db", "f.db", corpus / "docx")
told = sqlite3.connect("f.db").execute("SELECT file_title, file_author, file_date FROM documents WHERE format = 'docx'").fetchall()
if told != [("Kế hoạch 57", "Văn phòng", "2025-03-14")]:
    print("what the file says of itself:", told, file=sys.stderr)
    failed += 1
(told,) = [json.loads(line) for line in run("show", "--db", "f.db", "--file", "--format", "jsonl", corpus / "docx/plan.docx").splitlines()
           if '"document"' in line]
wanted_file = {"format": "docx", "encoding": "UTF-8", "confidence": 100, "ocr": "no", "pages": 0, "file_title": "Kế hoạch 57",
               "file_author": "Văn phòng", "file_date": "2025-03-14", "status": "ok"}
if {k: told.get(k) for k in wanted_file} != wanted_file:
    print("show --file:", told, file=sys.stderr)
    failed += 1
pages = run("show", "--db", "f.db", "--pages", "--text", corpus / "pdf/plan.pdf")
if not pages.startswith("----- page 1 -----\n"):
    print("pages:", pages[:100], file=sys.stderr)
    failed += 1
sys.exit(failed)
