"""The five real plans that the project started from: what the answers must say of them."""

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]
SEEDS = Path(os.environ["SOURCE"]).resolve().parent / "shared/real/seeds"
DB = "seeds.db"
failures = []


def ask(*arguments, code=0):
    answer = subprocess.run([PROGRAM, *arguments, "--db", DB, "--format", "jsonl"], capture_output=True, text=True,
                            encoding="utf-8")
    expect(f"{' '.join(arguments)}: exit code", answer.returncode, code)
    expect(f"{' '.join(arguments)}: stderr", answer.stderr if code == 0 else "", "")
    return [json.loads(line) for line in answer.stdout.splitlines()]


def expect(what, found, wanted):
    if found != wanted:
        failures.append(f"{what}:\n  found  {found}\n  wanted {wanted}")


def brief(rows, *fields):
    """Unit, date and key of each row stand for the plan; the Hà Tĩnh plan has no number of its own."""
    return sorted(tuple(" ".join(row[f]) if isinstance(row[f], list) else row[f] for f in fields) for row in rows)


if not SEEDS.is_dir():
    print(f"skipped: {SEEDS} is not there")
    sys.exit(77)
Path(DB).unlink(missing_ok=True)
subprocess.run([PROGRAM, "index", "--db", DB, str(SEEDS)], check=True, capture_output=True)

HA_TINH = ("Hà Tĩnh", "", "")
KIM_DONG = ("Hưng Yên/Kim Động", "2024-12-02", "171-KH/HU")
LANG_SON = ("Lạng Sơn", "2022-02-23", "43/KH-UBND")
SON_LA = ("Sơn La", "2023-08-31", "1646/QĐ-UBND")

expect("implements 91-KL/TW", brief(ask("implements", "91-KL/TW"), "unit", "date", "key"), [HA_TINH, KIM_DONG])
rows = ask("implements", "91-KL/TW", "--cited")
expect("91-KL/TW: works without a document", brief([r for r in rows if not r["path"]], "unit", "date", "key", "status"),
       [("Hưng Yên", "2024-11-14", "364-KH/TU", "implements")])
expect("evidence of 364-KH/TU", [Path(r["evidence"][0].split(":")[0]).name[:3] for r in rows if r["key"] == "364-KH/TU"],
       ["001"])

rows = ask("citing", "91-KL/TW")
expect("citing 91-KL/TW", brief(rows, "unit", "status"),
       [("Hà Tĩnh", "implements"), ("Hưng Yên/Kim Động", "implements"), ("Lâm Đồng", "cites")])

rows = ask("missing", "91-KL/TW")
expect("missing 91-KL/TW", brief(rows, "unit", "date", "key", "status"),
       [(*LANG_SON, "predates"), (*SON_LA, "predates")])

rows = ask("implements", "29-NQ/TW")
expect("implements 29-NQ/TW", brief(rows, "unit", "date", "key", "status", "via"),
       [(*HA_TINH, "indirect", "91-KL/TW"), (*KIM_DONG, "indirect", "91-KL/TW")])

rows = ask("show", "43/KH-UBND")
expect("show 43/KH-UBND", brief(rows, "record", "unit", "date"),
       [("work", "Hà Tĩnh", "2022-02-24"), ("work", "Lạng Sơn", "2022-02-23")])
expect("43/KH-UBND in the corpus", [r["unit"] for r in rows if r["path"]], ["Lạng Sơn"])

expect("implements 63-NQ/TU", brief(ask("implements", "63-NQ/TU"), "unit", "date", "key"), [LANG_SON])
expect("implements 71-NQ/TW", brief(ask("implements", "71-NQ/TW"), "unit"), [("Lâm Đồng",)])

rows = ask("show", "1646/QĐ-UBND")
expect("show 1646/QĐ-UBND", brief(rows, "unit", "date", "key"), [SON_LA])
expect("the annex of 1646/QĐ-UBND", [Path(r["path"]).name[:3] for r in rows], ["004"])

chains = {}
for row in ask("path", "171-KH/HU", "29-NQ/TW", "--all"):
    chains.setdefault(row["chain"], []).append(row)
wanted = ["171-KH/HU@2024-12-02", "364-KH/TU@2024-11-14", "91-KL/TW@2024-08-12"]
found = [c for c in chains.values() if [r["source"] for r in c] == wanted]
expect("the chain through 364-KH/TU", len(found), 1)
expect("its sentences", all(row["target"].split("@")[0] in row["evidence"] for chain in found for row in chain), True)

for command in ("show", "implements", "citing", "missing", "coverage", "graph"):
    for key in ("91-KL/TW", "43/KH-UBND"):
        answer = subprocess.run([PROGRAM, command, key, "--db", DB], capture_output=True, text=True, encoding="utf-8")
        expect(f"{command} {key} as a table: stderr", answer.stderr, "")

expect("implements of an unknown work", ask("implements", "9999-KL/TW", code=1), [])

if failures:
    sys.exit("\n".join(failures))
