"""50 MB of text made to trip a parser: near-citations, lists, nesting, cue words, open brackets. The program has to
end, with the citations that are there; a quadratic step would run into the test's time limit."""
import json, os, resource, sqlite3, subprocess, sys

program = os.environ["DANCHIEU"]
MB = 1000 * 1000

# name, piece, bytes, citations per piece
TEXTS = [
    ("near-citations", "12/AB-cd 13- 14/ 15/2020/ 16/2020/N ", 20 * MB, 0),
    ("cue words", "thực hiện sửa đổi, bổ sung hướng dẫn thi hành ", 14 * MB, 0),
    ("numbers of a list", "1, 2, 3, 4 và 5, ", 6 * MB, 0),
    ("one long number", "1", 2 * MB, 0),
    ("one long line of dots", "......./", 2 * MB, 0),
    ("dates", "ngày … tháng … năm ", 2 * MB, 0),
    ("nested titles", "Kế hoạch số 43/KH-UBND về thực hiện Nghị quyết số 5-NQ/TU ", MB, 2),
    ("open brackets", "(((sau đây gọi tắt là Kết luận số 91-KL/TW, ", MB, 1),
    ("elided lists", "57, 59 và 68-NQ/TW; số ", MB, 3),
    ("preambles", "Căn cứ Luật số 1/2019/QH14;\n", MB, 1),
]

for name, piece, size, citations in TEXTS:
    pieces = size // len(piece.encode())
    with open("hostile.txt", "w", encoding="utf8") as file:
        file.write("số " + piece * pieces)
    with subprocess.Popen([program, "extract", "--format", "jsonl", "hostile.txt"], stdout=subprocess.PIPE) as run:
        found = sum(json.loads(line)["record"] == "citation" for line in run.stdout)
    if run.returncode not in (0, 1):
        sys.exit("%s: exit %d" % (name, run.returncode))
    if abs(found - citations * pieces) > 3:
        sys.exit("%s: %d citations, expected %d" % (name, found, citations * pieces))
    print("%s: %d citations in %d bytes" % (name, found, size))

# What one document may take, on one line, without a citation and of nothing else: 512 MiB for the longest text
# that is read, 128 MiB. Here a quarter of that text; of the memory, 128 MiB do not grow with it (the mentions that
# are kept, what the writer gathers). What is left out is said, by extract and by index alike. Sanitizers take memory
# of their own, and time: there less text does.
size, limit = 33 * MB, (128 << 20) + (384 << 20) // 4
if "-fsanitize" in os.environ.get("CFLAGS", ""):
    size, limit = 5 * MB, 1 << 40
KEPT = 1 << 18
for name, piece, citations in [("one line", "Ủy ban nhân dân tỉnh tổ chức thực hiện nhiệm vụ, ", 0),
                               ("dense", "1/KH-UB ", min(size // 8, KEPT))]:
    with open("hostile.txt", "w", encoding="utf8") as file:
        file.write(piece * (size // len(piece.encode())))
    for run in (["extract", "--format", "jsonl"], ["index", "--db", "hostile.db"]):
        said = subprocess.run([program, *run, "hostile.txt"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE).stderr
        if (b"cut off" in said) != (citations == KEPT):
            sys.exit("%s: %s said: %s" % (name, run[0], said.decode()))
    store = sqlite3.connect("hostile.db")
    kept, hits, message = store.execute(
        "SELECT (SELECT count(*) FROM mentions), limit_hits, message FROM documents").fetchone()
    store.close()
    if kept != citations or (hits > 0) != (citations == KEPT) or ("cut off" in (message or "")) != (hits > 0):
        sys.exit("%s: %d citations, %d limits, %s" % (name, kept, hits, message))
    os.remove("hostile.db")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10
    if most > limit:
        sys.exit("%s: %d MB of memory" % (name, most >> 20))
    print("%s: %d citations, %d MB of memory" % (name, kept, most >> 20))
os.remove("hostile.txt")
