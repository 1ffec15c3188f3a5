"""The order of indexing does not matter: all at once, piece by piece, changed and changed back, dropped and found
again, with one thread and with several, a corpus gives one and the same graph. Numbers of rows may differ; names,
texts and what refers to what may not.

The corpus is the sample, or with COUNT=N in the environment N of the real texts beside the checkout, drawn by SEED."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]
SAMPLE = Path(os.environ["SOURCE"]).resolve() / "corpus/sample"
REAL = Path(os.environ["SOURCE"]).resolve().parent / "shared/real/text.tar.xz"
SEED = int(os.environ.get("SEED", "20250701"))
COUNT = int(os.environ.get("COUNT", "0"))

# Everything that the index says, by names instead of numbers.
DUMP = {
    "works": "SELECT ident, name, key, type, date, issuer, unit, level, title FROM works",
    "documents": """SELECT d.path, d.status, d.key, d.type, d.date, d.unit, d.bytes, w.ident
                    FROM documents d LEFT JOIN works w ON w.id = d.work""",
    "refs": """SELECT d.path, f.id % 16777216, f.mentions, s.key, f.key, f.reason, w.ident FROM refs f
               JOIN documents d ON d.id = f.id / 16777216 LEFT JOIN symbols s ON s.id = f.symbol
               LEFT JOIN works w ON w.id = f.work""",
    "mentions": """SELECT d.path, m.id % 16777216, m.start, m."end", m.relation, m.container % 16777216
                   FROM mentions m JOIN documents d ON d.id = m.id / 16777216""",
    "candidates": """SELECT d.path, c.ref % 16777216, w.ident FROM candidates c JOIN works w ON w.id = c.work
                     JOIN documents d ON d.id = c.ref / 16777216""",
    "conflicts": """SELECT w.ident, c.field, c.value, d.path, c.ref % 16777216 FROM conflicts c
                    JOIN works w ON w.id = c.work JOIN documents d ON d.id = c.document""",
    "edges": """SELECT a.ident, b.ident, r.name, d.path, e.mention % 16777216, e.mentions, e.partial FROM edges e
                JOIN works a ON a.id = e.source JOIN works b ON b.id = e.target
                JOIN relations r ON r.id = e.relation JOIN documents d ON d.id = e.document""",
}


def index(db, *arguments):
    done = subprocess.run([PROGRAM, "index", "--db", db, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode == 2:
        sys.exit(f"index failed: {done.stderr}")


def dump(db):
    checked = subprocess.run([PROGRAM, "check", "--db", db], capture_output=True, text=True)
    if checked.returncode:
        sys.exit(f"{db} is not whole: {checked.stdout}{checked.stderr}")
    with sqlite3.connect(db) as connection:
        return {name: sorted(map(repr, connection.execute(sql))) for name, sql in DUMP.items()}


def compare(what, wanted, found):
    different = [name for name in DUMP if wanted[name] != found[name]]
    for name in different:
        print(f"{what}: {name} differ:")
        for row in sorted(set(wanted[name]) ^ set(found[name]))[:10]:
            print(f"  {'-' if row in wanted[name] else '+'} {row}")
    return len(different)


def fresh(name):
    for ending in ("", "-wal", "-shm", "-lock"):
        Path(name + ending).unlink(missing_ok=True)
    return name


def lay_out(corpus, chance):
    """The corpus in a folder of its own, where files can be changed."""
    shutil.rmtree(corpus, ignore_errors=True)
    if not COUNT:
        shutil.copytree(SAMPLE, corpus)
    elif not REAL.is_file():
        print(f"skipped: {REAL} is not there")
        sys.exit(77)
    else:
        with tarfile.open(REAL) as archive:
            members = sorted((m for m in archive.getmembers() if m.isfile()), key=lambda m: m.name)
            wanted = {m.name for m in chance.sample(members, min(COUNT, len(members)))}
            for member in members:
                if member.name in wanted:
                    path = corpus / member.name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(archive.extractfile(member).read())
    return sorted(path for path in corpus.rglob("*") if path.is_file())


def pieces(files, chance):
    """The files in a random order: one by one, or, when they are many, in pieces of random size."""
    order = chance.sample(files, len(files))
    while order:
        size = chance.randint(1, len(files) // 20) if len(files) > 100 else 1
        yield order[:size]
        del order[:size]


def main():
    chance = random.Random(SEED)
    corpus = Path("corpus").resolve()
    files = lay_out(corpus, chance)
    index(fresh("once.db"), "--jobs", 4, corpus)
    wanted = dump("once.db")
    if len(wanted["edges"]) < 50 or not wanted["candidates"] or not wanted["conflicts"]:
        sys.exit("the corpus is too plain for this test")

    failures = 0
    index(fresh("one.db"), "--jobs", 1, corpus)
    failures += compare("one thread", wanted, dump("one.db"))
    for turn in range(3):
        db = fresh(f"turn{turn}.db")
        for piece in pieces(files, chance):
            index(db, "--jobs", 1 + turn, *piece)
        failures += compare(f"piece by piece, turn {turn} of seed {SEED}", wanted, dump(db))

    # A third of the files gone, a third changed; then all as before.
    texts = {path: path.read_bytes() for path in files}
    order = chance.sample(files, len(files))
    third = len(files) // 3
    for path in order[:third]:
        path.unlink()
    for path in order[third : 2 * third]:
        path.write_bytes(texts[chance.choice(order)])
    index("one.db", "--prune", corpus)
    if dump("one.db") == wanted:
        sys.exit("the changes went unnoticed")
    for path, text in texts.items():
        path.write_bytes(text)
    index("one.db", corpus)
    failures += compare("changed and changed back", wanted, dump("one.db"))
    index("one.db", corpus)
    failures += compare("indexed again", wanted, dump("one.db"))
    return failures != 0


sys.exit(main())
