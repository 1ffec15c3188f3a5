"""Texts in the encodings from before Unicode, written by iconv: its tables are not ours. Detected and forced."""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

if not shutil.which("iconv"):
    print("iconv is not here: nothing writes the encodings")
    sys.exit(77)
danchieu = os.environ["DANCHIEU"]
vowels = "á à ả ã ạ ă ắ ằ ẳ ẵ ặ â ấ ầ ẩ ẫ ậ é è ẻ ẽ ẹ ê ế ề ể ễ ệ í ì ỉ ĩ ị ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ ơ ớ ờ ở ỡ ợ ú ù ủ ũ ụ ư ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ đ"
text = "Ủy ban nhân dân tỉnh ban hành Quyết định số 15/QĐ-UBND ngày 05/3/2023 về việc giữ gìn, phát triển, đổi mới.\n" + vowels + "\n"
# The ABC fonts (TCVN3) have no capital with a tone, and what stands for them in TCVN 5712-1 is not in any of them.
cases = [("VISCII", "VISCII", text + vowels.upper() + "\n"), ("windows-1258", "CP1258", text + vowels.upper() + "\n"),
         ("TCVN3", "TCVN5712-1", text.replace("Ủy", "ủy"))]
for name, theirs, wanted in cases:
    done = subprocess.run(["iconv", "-f", "UTF-8", "-t", theirs], input=wanted.encode(), capture_output=True)
    if done.returncode:
        print("iconv does not know", theirs)
        continue
    pathlib.Path("old.txt").write_bytes(done.stdout)
    for options in ([], ["--encoding", name]):
        subprocess.run(["rm", "-f", "e.db", "e.db-wal", "e.db-shm"], check=True)
        subprocess.run([danchieu, "index", "--db", "e.db", *options, "old.txt"], check=True, capture_output=True)
        shown = subprocess.run([danchieu, "show", "--db", "e.db", "--text", "old.txt"], capture_output=True, text=True, check=True)
        (row,) = sqlite3.connect("e.db").execute("SELECT encoding, encoding_confidence, key FROM documents").fetchall()
        counted = subprocess.run([danchieu, "stats", "--db", "e.db", "--format", "csv"], capture_output=True, text=True, check=True)
        assert f"encoding,{name},1" in counted.stdout or f'encoding,"{name}, not sure",1' in counted.stdout, counted.stdout
        assert shown.stdout == wanted, (name, options, shown.stdout)
        assert row[0] == name and (row[1] == 100 if options else 75 <= row[1] < 100), (name, options, row)
os.remove("old.txt")
