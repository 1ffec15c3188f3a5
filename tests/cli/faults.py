"""What can go wrong with an index: crashes and a full disk at any moment of writing, two writers, readers beside a
writer, damage, foreign files, files that are no documents. Each has one defined answer."""

import fcntl
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]
SAMPLE = Path(os.environ["SOURCE"]).resolve() / "corpus/sample"
FAILURES = []


def expect(condition, what):
    if not condition:
        FAILURES.append(what)
        print(f"FAILED: {what}")


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, errors="replace", **options)


def fresh(name):
    for ending in ("", "-wal", "-shm", "-lock"):
        Path(name + ending).unlink(missing_ok=True)
    return name


def copy(source, target):
    fresh(target)
    shutil.copyfile(source, target)
    return target


def graph(db):
    """All that the index says of works, by name."""
    with sqlite3.connect(db) as connection:
        return sorted(map(repr, connection.execute("SELECT * FROM graph"))) + sorted(
            map(repr, connection.execute("SELECT path, bytes FROM documents")))


def is_whole(db):
    return run("check", "--db", db).returncode == 0


def limited(size, ignore):
    """No file may grow over `size`: the write that would do it kills the process, or (ignored) fails, as on a full
    disk."""
    def prepare():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN if ignore else signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return {"preexec_fn": prepare, "restore_signals": False}


def test_crash_and_full_disk(corpus):
    half = corpus / "trung-uong"
    run("index", "--db", fresh("half.db"), half)
    run("index", "--db", fresh("whole.db"), corpus)
    before, after = graph("half.db"), graph("whole.db")
    size = os.path.getsize("whole.db")
    outcomes = set()
    for ignore in (False, True):
        for limit in range(2048, 3 * size, max(4096, size // 8)):
            db = copy("half.db", "crash.db")
            done = run("index", "--db", db, corpus, **limited(limit, ignore))
            what = f"{'full disk' if ignore else 'crash'} at {limit} bytes of {size}"
            outcomes.add((ignore, done.returncode))
            if ignore and done.returncode:
                expect(done.returncode == 2 and db in done.stderr, f"{what}: says so: {done.stderr}")
            elif done.returncode:
                expect(done.returncode == -signal.SIGXFSZ, f"{what}: killed ({done.returncode})")
            expect(is_whole(db), f"{what}: the index is whole")
            expect(graph(db) in (before, after), f"{what}: the index is the former or the new one")
            again = run("index", "--db", db, corpus)
            expect(again.returncode == 0, f"{what}: the next run goes on: {again.stderr}")
            expect(graph(db) == after, f"{what}: … to the end")
    expect({(False, -signal.SIGXFSZ), (True, 2), (False, 0), (True, 0)} <= outcomes, f"all outcomes seen: {outcomes}")


def test_crash_of_a_new_index(corpus):
    for limit in (0, 1024, 8192, 40000):
        db = fresh("new.db")
        run("index", "--db", db, corpus, **limited(limit, False))
        again = run("index", "--db", db, corpus)
        expect(again.returncode == 0 and is_whole(db), f"a new index that crashed at {limit} bytes: {again.stderr}")


def test_two_writers(corpus):
    db = copy("half.db", "busy.db")
    with open(db + "-lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run("index", "--db", db, corpus)
        expect(done.returncode == 2 and "another danchieu" in done.stderr, f"a second writer is told: {done.stderr}")
        expect(run("stats", "--db", db).returncode == 0, "a reader beside a writer")
    expect(run("index", "--db", db, corpus).returncode == 0, "the lock goes with its holder")


def test_reader_during_write(corpus):
    db = copy("half.db", "read.db")
    reader = sqlite3.connect(db, isolation_level=None)
    reader.execute("BEGIN")
    before = reader.execute("SELECT count(*) FROM edges").fetchone()
    done = run("index", "--db", db, corpus)
    expect(done.returncode == 0, f"indexing beside a reader: {done.stderr}")
    expect(reader.execute("SELECT count(*) FROM edges").fetchone() == before, "the reader sees what it began with")
    reader.execute("COMMIT")
    expect(reader.execute("SELECT count(*) FROM edges").fetchone() != before, "… and then what is new")
    reader.close()
    expect(graph(db) == graph("whole.db"), "the index is complete")


def test_damage(corpus):
    chance = random.Random(1)
    size = os.path.getsize("whole.db")
    noticed = 0
    for turn in range(24):
        db = copy("whole.db", "damaged.db")
        with open(db, "r+b") as file:
            if turn % 4 == 3:
                file.truncate(chance.randrange(100, size))
            for _ in range(1 + turn // 4 * 8 if turn % 4 < 3 else 0):
                file.seek(chance.randrange(100, size - 64))
                file.write(chance.randbytes(64))
        done = run("check", "--db", db)
        expect(done.returncode in (0, 1, 2), f"check of damage {turn} ends ({done.returncode})")
        expect(done.returncode == 0 or db in done.stderr, f"check of damage {turn} names the file: {done.stderr}")
        noticed += done.returncode != 0
        for command in (["stats"], ["search", "giáo dục"], ["show", "91-KL/TW"], ["implements", "91-KL/TW"],
                        ["top"], ["graph"], ["missing", "91-KL/TW"], ["index", corpus]):
            done = run(command[0], "--db", db, *command[1:])
            expect(done.returncode in (0, 1, 2), f"{command[0]} on damage {turn} ends ({done.returncode})")
    expect(noticed >= 18, f"damage is noticed ({noticed} of 24)")
    for table, commands in (("fulltext_pages SET data = x'00'", ("search", "missing", "coverage", "check")),
                            ("referrers SET packed = x'00'", ("citing", "missing", "coverage", "check")),
                            ("work_units SET packed = x'00'", ("coverage", "check")),
                            ("work_units SET packed = zeroblob(4096)", ("check",))):
        with sqlite3.connect(copy("whole.db", "damaged.db")) as damaged:
            damaged.execute(f"UPDATE {table}")
        damaged.close()
        for command in commands:
            done = run(command, "--db", "damaged.db", *(["91-KL/TW"] if command != "check" else []))
            expect(done.returncode in (1, 2) and "damaged" in done.stderr,
                   f"{command} on damaged {table} says so ({done.returncode}): {done.stderr}")


def test_foreign_files(corpus):
    Path("letter.db").write_text("a letter, not an index\n" * 100)
    with sqlite3.connect(fresh("recipes.db")) as foreign:
        foreign.execute("CREATE TABLE recipes(name)")
    copy("half.db", "newer.db")
    with sqlite3.connect("newer.db") as newer:
        newer.execute("PRAGMA user_version = 1000")
    newer.close()
    copy("half.db", "older.db")
    with sqlite3.connect("older.db") as older:
        older.execute("PRAGMA user_version = 1")
    older.close()
    Path("folder.db").mkdir(exist_ok=True)
    for name in ("letter.db", "recipes.db", "newer.db", "older.db", "folder.db"):
        before = Path(name).read_bytes() if Path(name).is_file() else None
        for command in (["index", corpus], ["stats"], ["check"], ["search", "x"]):
            done = run(command[0], "--db", name, *command[1:])
            expect(done.returncode == 2 and name in done.stderr, f"{command[0]} of {name}: {done.stderr}")
        expect(before is None or Path(name).read_bytes() == before, f"{name} is left as it is")
    done = run("stats", "--db", "nowhere.db")
    expect(done.returncode == 2 and "danchieu index" in done.stderr, f"no index: what to do: {done.stderr}")


def test_no_such_folder():
    done = run("index", "--db", fresh("none.db"), "no-such-folder")
    expect(done.returncode == 2 and "no-such-folder" in done.stderr, f"no such folder: {done.stderr}")
    expect(not Path("none.db").exists(), "no such folder: no index is made")


def test_gone():
    folder, db = Path("moving"), fresh("moving.db")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SAMPLE, folder)
    run("index", "--db", db, folder)
    before = graph(db)
    folder.rename("moved")
    done = run("index", "--db", db, "--prune", folder)
    expect(done.returncode == 1 and "files are kept, though not found" in done.stderr and " 0 dropped" in done.stderr,
           f"a moved folder loses nothing: {done.stderr}")
    expect(run("index", "--db", db, "--prune").returncode == 1 and graph(db) == before, "… nor without a name")
    Path("moved").rename(folder)
    next(folder.rglob("*.txt")).unlink()
    done = run("index", "--db", db)
    expect("1 file is gone and still answers: --prune takes it out" in done.stderr, f"what is gone is said: {done.stderr}")
    done = run("index", "--db", db, "--prune")
    expect("1 dropped" in done.stderr and "gone" not in done.stderr, f"… and dropped: {done.stderr}")
    shutil.rmtree(folder)
    folder.mkdir()
    done = run("index", "--db", fresh("nothing.db"), folder)
    expect(done.returncode == 1 and "there is no document in what was named" in done.stderr, f"an empty folder: {done.stderr}")


def test_bad_input():
    folder = Path("bad").resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    good = SAMPLE / "trung-uong/ket-luan-91-kl-tw.txt"
    shutil.copyfile(good, folder / "good.txt")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(random.Random(2).randbytes(5000))
    (folder / "cut.txt").write_bytes("Kế hoạch số 43/KH-UBND thực hiện Kết luận".encode()[:-1])
    (folder / "line.txt").write_bytes("Kế hoạch số 43/KH-UBND ngày 24/02/2022 của UBND tỉnh Hà Tĩnh; ".encode() * 4000)
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nothing")
    os.mkfifo(folder / "pipe.txt")
    name = os.fsencode(folder) + b"/t\xean.txt"
    Path(os.fsdecode(name)).write_text("Kế hoạch số 7/KH-UBND ngày 01/02/2023 của UBND tỉnh Sơn La")
    secret = folder / "secret.txt"
    secret.write_text("x")
    secret.chmod(0)
    done = run("index", "--db", fresh("bad.db"), folder, folder / "no-such-file.txt")
    expect(done.returncode == 1, f"bad files: the exit code says so ({done.returncode})")
    for named in ("empty.txt", "binary.txt", "no-such-file.txt"):
        expect(sum(named in line for line in done.stderr.splitlines()) == 1, f"one message for {named}: {done.stderr}")
    expect(is_whole("bad.db"), "bad files: the index is whole")
    with sqlite3.connect("bad.db") as db:
        rows = dict(db.execute("SELECT replace(path, ?, ''), status FROM documents", (str(folder) + "/",)))
        edges = db.execute("SELECT count(*) FROM edges").fetchone()[0]
    for path, status in (("good.txt", "ok"), ("empty.txt", "empty"), ("binary.txt", "binary"), ("line.txt", "ok"),
                         ("cut.txt", "ok"), ("t\\xEAn.txt", "ok")):
        expect(rows.get(path) == status, f"{path} has the status {status}: {rows.get(path)}")
    if os.geteuid() != 0:
        expect(rows.get("secret.txt") == "unreadable", f"secret.txt: {rows.get('secret.txt')}")
    expect(edges > 0, "bad files: the good one is indexed")
    (folder / "gone.txt").unlink()
    again = run("index", "--db", "bad.db", folder)
    expect(again.returncode == 0 and " 0 new, 0 changed" in " " + again.stderr, f"unchanged: {again.stderr}")
    Path(os.fsdecode(name)).unlink()
    (folder / "empty.txt").unlink()
    pruned = run("index", "--db", "bad.db", "--prune", folder)
    expect("2 dropped" in pruned.stderr, f"what is gone is dropped, and only that: {pruned.stderr}")


def main():
    corpus = Path("corpus").resolve()
    shutil.rmtree(corpus, ignore_errors=True)
    shutil.copytree(SAMPLE, corpus)
    test_crash_and_full_disk(corpus)
    test_crash_of_a_new_index(corpus)
    test_two_writers(corpus)
    test_reader_during_write(corpus)
    test_damage(corpus)
    test_foreign_files(corpus)
    test_no_such_folder()
    test_gone()
    test_bad_input()
    return len(FAILURES) != 0


sys.exit(main())
