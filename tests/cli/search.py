"""Search from the command line: where a passage stands in a file with pages, how wide results are on a terminal, what
is said of questions that go wrong, and that any bytes are a question."""

import fcntl
import json
import os
import pty
import random
import struct
import subprocess
import sys
import termios
import unicodedata
from pathlib import Path

import pdf_file

PROGRAM = os.environ["DANCHIEU"]
SAMPLE = Path(os.environ["SOURCE"]).resolve() / "corpus/sample"
DB = "search.db"
failures = []


def expect(what, got, wanted):
    if got != wanted:
        failures.append(f"{what}: {got!r}, not {wanted!r}")


def search(*arguments):
    answer = subprocess.run([PROGRAM, "search", "--db", DB, *arguments], capture_output=True, timeout=60)
    return answer.returncode, answer.stdout.decode("utf-8"), answer.stderr.decode("utf-8")


def hits(*arguments):
    return [json.loads(line) for line in search("-f", "jsonl", *arguments)[1].splitlines()]


def pages(*texts):
    """A PDF with a page for each list of lines."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(texts))), len(texts)),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"]
    for i, lines in enumerate(texts):
        drawn = "\n".join(f"BT /F 10 Tf 50 {750 - 14 * n} Td ({line}) Tj ET" for n, line in enumerate(lines))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> >> >>"
                       % (5 + 2 * i))
        objects.append(pdf_file.stream(drawn.encode()))
    return pdf_file.write(objects)


folder = Path("texts")
folder.mkdir(exist_ok=True)
between = [f"Moi viec co mot noi lam, muc {n}, han chot va tien cong nhu da ban." for n in range(12)]
(folder / "ke-hoach.pdf").write_bytes(pages(
    ["UBND TINH HA TINH", "So: 43/KH-UBND", "KE HOACH", "Phat trien lang que", "I. MUC DICH", "Lang que la cua chung.", *between],
    ["II. NHIEM VU", *between, "1. Khao sat tung xa.", *between, "2. Lap danh muc.", *between,
     "3. Boi duong nghe nhan kim hoan.", "III. THUC HIEN"]))
Path(DB).unlink(missing_ok=True)
subprocess.run([PROGRAM, "index", "--db", DB, str(SAMPLE), str(folder)], check=True, capture_output=True)

# ---- where a passage stands ----

[hit] = [h for h in hits("nghe nhan kim hoan") if h["path"].endswith("ke-hoach.pdf")]
shown = subprocess.run([PROGRAM, "show", "--db", DB, "--text", hit["path"]], capture_output=True, text=True).stdout
line = next(n for n, text in enumerate(shown.splitlines(), 1) if "kim hoan" in text)
expect("page of the passage", hit["page"], 2)
expect("line of the passage", hit["line"], line)
expect("section of the passage", hit["place"], "mục II.3")
if f"(mục II.3, dòng {line}, trang 2)" not in search("nghe nhan kim hoan")[1]:
    failures.append(f"the place of a passage is not shown: {search('nghe nhan kim hoan')[1]}")
expect("page of another passage", [h["page"] for h in hits('"lang que la cua chung"')], [1])

# ---- what is marked ----

for question, mark in (('"Kết luận số 91-KL/TW"', "**Kết luận số 91-KL/TW**"), ("91-KL/TW", "**91-KL/TW**"),
                       ('"ngày 12/8/2024"', "**ngày 12/8/2024**")):
    if mark not in hits(question)[0]["snippet"]:
        failures.append(f"{question} is not marked as one: {hits(question)[0]['snippet']}")

# ---- on a terminal ----


def on_terminal(columns, *arguments):
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")} | {"TERM": "xterm"}
    run = subprocess.Popen([PROGRAM, "search", "--db", DB, *arguments], stdout=follower, stderr=subprocess.DEVNULL, env=environment)
    os.close(follower)
    out = b""
    while True:
        try:
            data = os.read(leader, 65536)
        except OSError:
            break
        if not data:
            break
        out += data
    run.wait()
    os.close(leader)
    return out.decode("utf-8").replace("\r\n", "\n")


def width(text):
    shown, at = 0, 0
    while at < len(text):
        if text[at] == "\033":
            at = text.index("m", at) + 1
            continue
        shown += 0 if unicodedata.combining(text[at]) else 2 if unicodedata.east_asian_width(text[at]) in "WF" else 1
        at += 1
    return shown


longest = {}
for columns in (60, 80, 120):
    shown = on_terminal(columns, "đổi mới căn bản, toàn diện giáo dục và đào tạo", "-n", "5").splitlines()
    text = [l for l in shown if "(dòng" not in l and ", dòng" not in l]  # paths are never cut
    longest[columns] = max(map(width, text))
    if longest[columns] > columns:
        failures.append(f"a line is wider than {columns} columns: {max(text, key=width)!r}")
    if not any("\033[1m" in l for l in text):
        failures.append(f"nothing is marked at {columns} columns")
if longest[120] <= 80:
    failures.append(f"a wide terminal is not used: {longest}")
if "\033" in search("giáo dục")[1]:
    failures.append("colours where there is no terminal")

# ---- what people type wrongly: what is said, and that something is found all the same ----

for question, said in (('gửi:"giáo dục"', "“gửi:”: no such field; taken as words"), ('"giáo dục', "a quotation mark is not closed"),
                       ("-giáo", "only words to leave out"), ("giáo dục date:32/13/2024", "date takes a day, month or year"),
                       ('giáo dục "không đâu có câu này"', "taken as words"),
                       ("giaos dục", "“giáo” was looked for"), ("giáo AND dục", "34 documents\n")):
    code, out, err = search("--", question)
    if said not in err:
        failures.append(f"{question}: nothing is said of it: {err!r}")
    expect(f"exit code of {question}", code, 0)
for question, said in (("giáo dục unit:Hà Tĩnh", 'no document has unit:Hà (several words go in quotation marks: unit:"… …")'),
                       ('unit:"Atlantis"', 'no document has unit:"Atlantis"\n'),
                       ('"không đâu có câu này"', "no document has what was asked for"),
                       ("giáo dục -giáo", "no document has what was asked for")):
    code, out, err = search(question)
    if said not in err:
        failures.append(f"{question}: nothing is said of it: {err!r}")
    expect(f"exit code of {question}", code, 1)
expect("a question of nothing", search("  ")[0], 1)

# ---- any bytes ----

PIECES = ['"', "“", "-", "OR", "*", "(", ":", "type:", "ngày:", "..", "😀", "\udcc3", "\udce1\udcba", "\u0301", " ", "giáo",
          "43/KH-UBND", "unit:\"", "cites:", "path:", "\x01", "nghị định 30", "|", "'", ";", "\\", "%"]
chance = random.Random(int(os.environ.get("SEED", "5")))
for n in range(int(os.environ.get("STRINGS", "150"))):
    question = os.fsencode("".join(chance.choice(PIECES) if chance.random() < 0.7 else chr(chance.randrange(1, 0xD7FF))
                                   for _ in range(chance.randrange(0, 14))))
    answer = subprocess.run([PROGRAM, "search", "--db", DB, "-f", "jsonl", "-n", "2", "--", question], capture_output=True)
    try:
        answer.stdout.decode("utf-8")
    except UnicodeDecodeError:
        failures.append(f"{question!r}: the answer is not UTF-8")
    if answer.returncode not in (0, 1):
        failures.append(f"{question!r}: exit code {answer.returncode}, {answer.stderr[-300:]!r}")

print("\n".join(failures))
sys.exit(1 if failures else 0)
