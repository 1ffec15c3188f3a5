"""A scanned page: no text without --ocr, and everywhere said to be so; with --ocr its printed number is read."""
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

danchieu = os.environ["DANCHIEU"]
corpus = pathlib.Path(os.environ["SOURCE"]) / "tests/fuzz/corpus"
if not shutil.which("pdftoppm"):
    print("pdftoppm is not here: there is nothing to scan with")
    sys.exit(77)
subprocess.run(["rm", "-rf", "s.db", "s.db-wal", "s.db-shm", "scans"], check=True)
pathlib.Path("scans").mkdir()
subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", corpus / "pdf/plan.pdf", "scans/plan"], check=True)


def run(*args, codes=(0,)):
    done = subprocess.run([danchieu, *args, "--db", "s.db"], capture_output=True, text=True)
    if done.returncode not in codes:
        sys.exit(f"{args}: {done.returncode} {done.stderr}")
    return done


def row():
    return sqlite3.connect("s.db").execute("SELECT status, ocr, encoding_confidence, key, date FROM documents").fetchone()


done = run("index", "scans")
assert "1 without text" in done.stderr and "--ocr recognises" in done.stderr, done.stderr
assert row() == ("no_text", 0, 0, "", ""), row()
assert "status,no_text,1" in run("stats", "--format", "csv").stdout
languages = shutil.which("tesseract") and subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout
if not languages or "vie" not in languages.split():
    print("tesseract with vie is not here: the page is not recognised")
    sys.exit(0)
run("index", "--ocr", "scans")
status, ocr, confidence, key, date = row()
assert (status, ocr, key, date) == ("ok", 1, "57/KH-UBND", "2025-03-14") and confidence > 70, row()
