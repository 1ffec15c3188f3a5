"""What a parser does to itself is one failed file: a worker that crashes, hangs, or answers rubbish, beside one that works."""
import json
import os
import pathlib
import subprocess
import sys
import time

source = pathlib.Path(os.environ["SOURCE"])
reader = os.environ["DANCHIEU_READER_PROGRAM"]
files = [str(source / "tests/fuzz/corpus/docx/plan.docx"), str(source / "tests/fuzz/corpus/text/plan.txt")]


def worker(name, body):
    path = pathlib.Path(name).resolve()
    path.write_text("#!/bin/sh\n" + body)
    path.chmod(0o755)
    return str(path)


def read(program, *options):
    env = dict(os.environ, DANCHIEU_READER=program)
    done = subprocess.run([reader, *options, *files], capture_output=True, text=True, env=env, timeout=60)
    if done.returncode != 0:
        sys.exit(f"{program}: {done.returncode} {done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


cases = [
    ("crash", "kill -SEGV $$", "malformed"),
    ("exit", "exit 3", "malformed"),
    ("hang", "exec sleep 50", "limit"),
    ("rubbish", "exec cat /dev/zero >&0", "malformed"),
    ("gone", None, "unreadable"),
    ("none", "", "unreadable"),
    ("real", None, "ok"),
]
for name, body, status in cases:
    program = worker(name + ".sh", body) if body else {"gone": "/nonexistent/reader", "none": "", "real": reader}[name]
    begun = time.time()
    first, second = read(program, "--seconds", "2")
    if first["status"] != status or second["status"] != "ok" or time.time() - begun > 30:
        sys.exit(f"{name}: {first['status']} {first['message']}, then {second['status']}")
    if status != "ok" and not first["message"]:
        sys.exit(f"{name}: no message")
