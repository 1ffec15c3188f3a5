"""A folder as an office has it: names with spaces and Vietnamese, lock files, tables and films among the documents, links that
lead nowhere or round, damaged files by the dozen. Every document has a row, and what index prints stays readable."""
import csv
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

danchieu = os.environ["DANCHIEU"]
corpus = pathlib.Path(os.environ["SOURCE"]) / "tests/fuzz/corpus"
folder = pathlib.Path("van-ban")
subprocess.run(["rm", "-rf", "van-ban", "o.db", "o.db-wal", "o.db-shm"], check=True)


def put(name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def run(*args, code=0):
    done = subprocess.run([danchieu, *args, "--db", "o.db"], capture_output=True, text=True)
    if done.returncode != code:
        sys.exit(f"{args}: exit {done.returncode}, not {code}: {done.stderr}")
    return done


put("Công văn đến/Kế hoạch 57 (bản ký).docx", (corpus / "docx/plan.docx").read_bytes())
put("Công văn đến/bản quét.png", b"\x89PNG\r\n\x1a\n" + bytes(20))
for name in ("~$ế hoạch 57.docx", ".DS_Store", ".ẩn/x.txt"):
    put(name, b"x")
others = ["Thumbs.db", "bảng.xls", "bảng.xlsx", "trình chiếu.pptx", "phim.mp4", "thư.eml", "lối tắt.lnk"]
for name in others:
    put(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
(folder / "vòng").symlink_to("..")
damaged = 60
for i in range(damaged):
    put(f"hỏng/tệp {i}.docx", (corpus / "docx/plan.docx").read_bytes()[:200 + i])

done = run("index", str(folder), code=1)
lines = done.stderr.splitlines()
named = [line for line in lines if "hỏng/tệp" in line or "bản quét" in line]
assert len(named) == 40, done.stderr
assert f"{damaged + 1 - 40} more are not named here; “danchieu stats --unread” lists them all" in done.stderr, done.stderr
assert f"1 without text, {damaged} not readable, {len(others)} of other kinds left out;" in lines[-1], lines[-1]
unread = list(csv.DictReader(run("stats", "--unread", "--format", "csv").stdout.splitlines()))
assert len(unread) == damaged + 1 and all(row["message"] for row in unread), unread
assert {row["status"] for row in unread} == {"malformed", "no_text"}, unread
rows = sqlite3.connect("o.db").execute("SELECT path, key FROM documents WHERE status = 'ok'").fetchall()
assert [(pathlib.Path(path).name, key) for path, key in rows] == [("Kế hoạch 57 (bản ký).docx", "57/KH-UBND")], rows

# A file that is named is told what it is, whatever its kind.
for name, word in (("bảng.xls", "damaged office file"), ("phim.mp4", "damaged office file")):
    assert word in run("extract", str(folder / name), code=2).stderr, name
shutil.rmtree(folder / "hỏng")
assert "0 not readable" not in run("index", str(folder), "--prune").stderr
assert run("stats", "--unread", "--format", "csv").stdout.count("\n") == 2
