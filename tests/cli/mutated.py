"""Damaged files of every format are indexed beside whole ones: the run ends well, none takes longer than its limit,
and each has a status. DANCHIEU_MUTATED is how many (100), SEED which (7); real files are used where ../shared is."""
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import time

source = pathlib.Path(os.environ["SOURCE"])
count = int(os.environ.get("DANCHIEU_MUTATED", "100"))
known = {"ok", "empty", "no_text", "unreadable", "too_large", "binary", "encrypted", "malformed", "limit"}

# E-mail is told and not read: a folder's walk leaves it out.
seeds = sorted(p for p in (source / "tests/fuzz/corpus").rglob("*") if p.is_file() and p.suffix != ".eml")
real = source.parent / "shared/real"
if real.is_dir():
    for kind in ("docx/*.docx", "html/*.htm*", "legacy/*.doc", "legacy/*.rtf", "legacy/*.docx", "legacy/*.pdf", "seeds/*"):
        seeds += [p for p in sorted(real.glob(kind)) if p.stat().st_size < 400_000][:6]
    seeds += [p for p in sorted(real.glob("pdf/*.pdf")) if p.stat().st_size < 300_000][:4]
assert seeds, "no files to damage"
random.seed(int(os.environ.get("SEED", "7")))
whole = [p.read_bytes() for p in seeds]


def damage(data):
    data = bytearray(data)
    for _ in range(random.randint(1, 3)):
        kind = random.randrange(5)
        if not data:
            break
        if kind == 0:
            for _ in range(random.randint(1, 40)):
                data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        elif kind == 1:
            del data[random.randrange(len(data)):]
        elif kind == 2:
            at, n = random.randrange(len(data)), random.randint(1, 4000)
            data[at:at + n] = random.choice(whole)[at:at + n]
        elif kind == 3:
            at, n = random.randrange(len(data)), random.randint(1, 2000)
            data[at:at] = data[at:at + n] * random.randint(1, 20)
        else:
            at = random.randrange(len(data))
            data[at:at + 4] = random.choice([b"\xff\xff\xff\xff", b"\x00\x00\x00\x80", b"\x00\x00\x00\x00"])
    return bytes(data)


folder = pathlib.Path("files")
subprocess.run(["rm", "-rf", "files", "m.db", "m.db-wal", "m.db-shm"], check=True)
folder.mkdir()
for i in range(count):
    k = random.randrange(len(seeds))
    ending = ".tar.gz" if seeds[k].name.endswith(".tar.gz") else seeds[k].suffix
    (folder / f"{i:05d}{ending}").write_bytes(damage(whole[k]))
begun = time.time()
run = subprocess.run([os.environ["DANCHIEU"], "index", "--db", "m.db", "files"], capture_output=True, text=True)
took = time.time() - begun
if run.returncode not in (0, 1, 2) or run.returncode < 0:
    sys.exit(f"index ended with {run.returncode}: {run.stderr[-2000:]}")
rows = sqlite3.connect("m.db").execute("SELECT path, status FROM documents").fetchall()
files = {path.split("!/")[0] for path, _ in rows}
statuses = {}
for _, status in rows:
    statuses[status] = statuses.get(status, 0) + 1
print(f"{count} files, {len(rows)} documents in {took:.1f} s: {statuses}")
missing = {str((folder / name).resolve()) for name in os.listdir(folder)} - files
if missing:
    sys.exit(f"{len(missing)} files have no row: {sorted(missing)[:5]}\n{run.stderr[-1000:]}")
if not set(statuses) <= known:
    sys.exit("unknown status")
check = subprocess.run([os.environ["DANCHIEU"], "check", "--db", "m.db"], capture_output=True, text=True)
if check.returncode != 0:
    sys.exit(f"the index is not whole: {check.stdout}{check.stderr}")
