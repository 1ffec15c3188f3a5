"""The answers over the five plans that the project started from, where ../shared/real/seeds is at hand."""

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]
SEEDS = Path(os.environ["SOURCE"]).resolve().parent / "shared/real/seeds"
DB = "seeds.db"

DIRECT = {("", "Hà Tĩnh", "implements"), ("171-KH/HU", "Hưng Yên/Kim Động", "implements"),
          ("364-KH/TU", "Hưng Yên", "implements")}
INDIRECT = {(key, unit, "indirect") for key, unit, _ in DIRECT}
LAM_DONG = ("", "Lâm Đồng")
LANG_SON = ("43/KH-UBND", "Lạng Sơn")
SON_LA = ("1646/QĐ-UBND", "Sơn La")


def ask(command, *arguments):
    answer = subprocess.run([PROGRAM, command, "--db", DB, "--format", "jsonl", *arguments], capture_output=True,
                            text=True, encoding="utf-8")
    assert answer.returncode in (0, 1), answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


def local(rows):
    """What local plans answer: key, unit, status."""
    return {(row["key"], row["unit"], row["status"]) for row in rows if row["unit"] != "TW"}


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}:\n  wanted {sorted(wanted)}\n  found  {sorted(found)}")


def main():
    if not SEEDS.is_dir():
        print(f"skipped: {SEEDS} is not there")
        sys.exit(77)
    Path(DB).unlink(missing_ok=True)
    subprocess.run([PROGRAM, "index", "--db", DB, str(SEEDS)], check=True, capture_output=True)

    expect("implements 91-KL/TW", {row for row in local(ask("implements", "91-KL/TW")) if row[2] != "indirect"}, DIRECT)
    expect("citing 91-KL/TW", local(ask("citing", "91-KL/TW")), DIRECT | {(*LAM_DONG, "cites")})
    expect("missing 91-KL/TW", local(ask("missing", "91-KL/TW")), {(*LANG_SON, "predates"), (*SON_LA, "predates")})
    expect("implements 29-NQ/TW", local(ask("implements", "29-NQ/TW@2013-11-04")), INDIRECT)
    expect("implements 63-NQ/TU", local(ask("implements", "63-NQ/TU")), {(*LANG_SON, "implements")})
    expect("implements 71-NQ/TW", local(ask("implements", "71-NQ/TW")), {(*LAM_DONG, "implements")})
    expect("show 43/KH-UBND",
           {(row["unit"], row["date"], row["path"] != "") for row in ask("show", "43/KH-UBND") if row["record"] == "work"},
           {("Lạng Sơn", "2022-02-23", True), ("Hà Tĩnh", "2022-02-24", False)})
    expect("show 1646/QĐ-UBND",
           {(row["unit"], row["date"], row["path"] != "") for row in ask("show", "1646/QĐ-UBND") if row["record"] == "work"},
           {("Sơn La", "2023-08-31", True)})
    chain = {(row["key"], tuple(row["via"])) for row in ask("implements", "91-KL/TW") + ask("implements", "29-NQ/TW@2013")
             if row["key"] == "171-KH/HU"}
    expect("chain of 171-KH/HU", chain, {("171-KH/HU", ()), ("171-KH/HU", ("91-KL/TW",))})


main()
