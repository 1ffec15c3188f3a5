"""The graph and the answers of the sample corpus against what a careful reader finds (corpus/sample-expected)."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]
SAMPLE = Path(os.environ["SOURCE"]).resolve() / "corpus/sample"
EXPECTED = SAMPLE.parent / "sample-expected"
DB = "sample.db"


def expected(name):
    with open(EXPECTED / name, newline="", encoding="utf-8") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, encoding="utf-8")


def compare(what, wanted, found):
    """Prints the rows that only one side has; returns how many."""
    for mark, rows in (("not found", wanted - found), ("not expected", found - wanted)):
        for row in sorted(rows):
            print(f"{what}: {mark}: {' | '.join(row)}")
    return len(wanted ^ found)


def query(sql):
    with sqlite3.connect(DB) as db:
        return db.execute(sql).fetchall()


def relative(path):
    return os.path.relpath(path, SAMPLE)


def edges():
    wanted = {(r["document"], r["key"], r["unit"], r["date"], r["relation"], r["to_key"], r["to_unit"], r["to_date"])
              for r in expected("edges.tsv")}
    undated = {(row[0], row[5]) for row in wanted if not row[7]}
    found = set()
    for path, *row, named in query(
            """SELECT d.path, a.key, a.unit, a.date, r.name, b.key, b.unit, b.date, s.key LIKE 'named:%'
               FROM edges e JOIN works a ON a.id = e.source JOIN works b ON b.id = e.target
               JOIN symbols s ON s.id = b.symbol
               JOIN relations r ON r.id = e.relation JOIN documents d ON d.id = e.document"""):
        # Works known by name alone are not in the tables; a date that the corpus does not state may be known.
        if not named:
            date = "" if (relative(path), row[4]) in undated else row[6]
            found.add((relative(path), *row[:6], date))
    return compare("edge", wanted, found)


def ambiguous():
    wanted = {(r["document"], r["key"], r["candidate_unit"], r["candidate_date"]) for r in expected("ambiguous.tsv")}
    found = {(relative(path), *row) for path, *row in query(
        """SELECT d.path, w.key, w.unit, w.date FROM candidates c JOIN works w ON w.id = c.work
           JOIN refs f ON f.id = c.ref JOIN documents d ON d.id = f.id / 16777216""")}
    return compare("ambiguous", wanted, found)


def conflicts():
    wanted = {tuple(r.values()) for r in expected("conflicts.tsv")}
    found = {(*row, relative(path)) for *row, path in query(
        """SELECT w.key, w.unit, w.date, c.field, c.value, d.path FROM conflicts c
           JOIN works w ON w.id = c.work JOIN documents d ON d.id = c.document""")}
    return compare("conflict", wanted, found)


def statuses(command):
    wanted = {tuple(r.values())[1:] for r in expected("statuses.tsv") if r["command"] == command}
    options = ["--all"] if command == "missing" else ["--cited"]
    answer = run(command, "--db", DB, "--format", "jsonl", *options, "91-KL/TW")
    if answer.returncode != 0:
        print(f"{command} ended with {answer.returncode}: {answer.stderr}")
        return 1
    found = set()
    for line in answer.stdout.splitlines():
        row = json.loads(line)
        assert row["work"] == "91-KL/TW@2024-08-12", row
        found.add((row["key"], row["unit"], row["date"], row["status"], row["relation"],
                   str(row["distance"] or ""), " ".join(row["via"])))
    return compare(command, wanted, found)


def undecided():
    """An answer that cannot be told says by which citation, and what that may mean."""
    wanted, found = {("29-NQ/TW@2013-11-04", "29-NQ/TW@2022-11-17")}, set()
    for command in (["coverage", "--unit", "Thanh Hóa"], ["citing"], ["missing"]):
        answer = run(*command, "29-NQ/TW@2022-11-17", "--db", DB, "--format", "jsonl")
        for row in map(json.loads, answer.stdout.splitlines()):
            if row["key"] == "88/KH-UBND" and row["status"] == "ambiguous" and "29-NQ/TW" in row["evidence"][-1]:
                found.add(tuple(row["candidates"]))
    return compare("undecided", wanted, found)


def main():
    Path(DB).unlink(missing_ok=True)
    index = run("index", "--db", DB, str(SAMPLE))
    if index.returncode != 0:
        sys.exit(f"index ended with {index.returncode}: {index.stderr}")
    differences = edges() + ambiguous() + conflicts()
    differences += undecided()
    differences += sum(statuses(command) for command in ("implements", "citing", "missing"))
    if differences:
        sys.exit(f"{differences} differences")


main()
