"""The report on the sample corpus: a page that needs nothing else, read as text, by a browser, and on paper."""

import csv
import html.parser
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]
SAMPLE = Path(os.environ["SOURCE"]).resolve() / "corpus/sample"
DB = "report.db"
PAGE = Path("report.html").resolve()


class Reader(html.parser.HTMLParser):
    """Checks that tags nest and gathers what is loaded from outside."""

    EMPTY = {"meta", "br", "link", "img", "rect"}

    def __init__(self):
        super().__init__()
        self.open, self.loaded, self.rows = [], [], 0

    def handle_starttag(self, tag, attributes):
        self.loaded += [v for k, v in attributes if k in ("src", "href", "data")]
        self.rows += tag == "tr"
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.loaded += [v for k, v in attributes if k in ("src", "href", "data")]

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()


def colours(png):
    """How many different colours a picture has (8-bit RGB or RGBA, as browsers write)."""
    at, data, width, kind = 8, b"", 0, 0
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at:at + 8])
        if name == b"IHDR":
            width, _, _, kind = struct.unpack(">IIBB", png[at + 8:at + 18])
        elif name == b"IDAT":
            data += png[at + 8:at + 8 + length]
        at += length + 12
    size = 4 if kind == 6 else 3
    raw, line, before, seen = zlib.decompress(data), width * size, bytes(width * size), set()
    for start in range(0, len(raw), line + 1):
        how, row = raw[start], bytearray(raw[start + 1:start + 1 + line])
        for i in range(line):
            left = row[i - size] if i >= size else 0
            up, corner = before[i], before[i - size] if i >= size else 0
            if how == 1:
                row[i] = (row[i] + left) & 255
            elif how == 2:
                row[i] = (row[i] + up) & 255
            elif how == 3:
                row[i] = (row[i] + (left + up) // 2) & 255
            elif how == 4:
                guess = left + up - corner
                row[i] = (row[i] + min((left, up, corner), key=lambda v: abs(guess - v))) & 255
        seen.update(bytes(row[i:i + 3]) for i in range(0, line, size * 5))
        before = bytes(row)
    return len(seen)


def browse(browser):
    base = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
            f"--user-data-dir={Path('browser').resolve()}"]
    page = PAGE.as_uri()
    dom = subprocess.run([*base, "--dump-dom", page], capture_output=True, text=True, timeout=120).stdout
    for word in ("Tình hình thực hiện Kết luận số 91-KL/TW", "188-KH/TU", "Kế hoạch chưa thấy viện dẫn", "<svg"):
        assert word in dom, f"the browser does not show: {word}"
    subprocess.run([*base, "--screenshot=report.png", "--window-size=900,1600", page], capture_output=True, timeout=120)
    assert colours(Path("report.png").read_bytes()) > 10, "the page looks empty"
    subprocess.run([*base, "--print-to-pdf=report.pdf", "--no-pdf-header-footer", page], capture_output=True,
                   timeout=120)
    pdf = Path("report.pdf").read_bytes()
    width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())
    assert abs(width - 595) < 2 and abs(height - 842) < 2, f"not A4: {width} × {height}"


def main():
    Path(DB).unlink(missing_ok=True)
    subprocess.run([PROGRAM, "index", "--db", DB, str(SAMPLE)], check=True, capture_output=True)
    made = subprocess.run([PROGRAM, "report", "91-KL/TW", "--db", DB, "--output", str(PAGE), "--table", "report.csv",
                           "--as-of", "2025-12-31", "--deadline", "90"], capture_output=True, text=True)
    assert made.returncode == 0 and not made.stderr and not made.stdout, made
    text = PAGE.read_text(encoding="utf-8")
    reader = Reader()
    reader.feed(text)
    assert not reader.open and not reader.loaded, (reader.open, reader.loaded)
    assert reader.rows > 30 and text.count("<svg") == 2 and "<script" not in text
    for word in ("Hải Phòng", "gồm Hải Dương", "130-KH/TU", "quá hạn", "18/08/2024", "Nam Đàn, Nghệ An", "7 trong 34 đơn vị", "Kho không có văn bản của: Hà Nội", "08-KH/TU", "Không có kế hoạch ban hành sau để xét"):
        assert word in text, word

    with open("report.csv", encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert {"implements", "indirect", "cites", "lacks", "predates", "undated"} <= {r["status"] for r in rows}
    assert all(r["evidence"] for r in rows if r["status"] in ("implements", "cites", "indirect"))

    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("no browser is here (Debian: chromium): the page was read as text alone")
        sys.exit(77)
    browse(browser)


main()
