"""The same text written otherwise has the same citations: decomposed, with tones on the other vowel, with spaced
dashes, with lines broken at every tenth space, in capitals. Over the sample corpus, and over the annotated documents
where they are there.

Keys are compared in order; the share of keys in common may fall by at most 0.01 in all (0.02 in capitals, where
"CTr" and "CTR" are one)."""
import difflib, json, os, re, subprocess, sys, unicodedata

program, source = os.environ["DANCHIEU"], os.environ["SOURCE"]
TONES = "\u0300\u0309\u0303\u0301\u0323"


def old_tones(text):
    """hóa → hoá, khỏe → khoẻ, thúy → thuý: the tone on the second vowel."""
    text = unicodedata.normalize("NFD", text)
    text = re.sub("(?<![qQ])([oO])([%s])([aeAE])(?![\\w%s])" % (TONES, TONES), r"\1\3\2", text)
    text = re.sub("(?<![qQ])([uU])([%s])([yY])(?![\\w%s])" % (TONES, TONES), r"\1\3\2", text)
    return unicodedata.normalize("NFC", text)


def break_lines(text):
    count = 0

    def space(_):
        nonlocal count
        count += 1
        return "\n" if count % 10 == 0 else " "

    return re.sub(" ", space, text)


REWRITES = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "old tones": old_tones,
    "spaced dashes": lambda text: re.sub(r"(?<=\w)-(?=\w)", " - ", text),
    "broken lines": break_lines,
    "capitals": str.upper,
}


def keys(paths):
    run = subprocess.run([program, "extract", "--format", "jsonl", *paths], capture_output=True, timeout=120)
    if run.returncode not in (0, 1):
        sys.exit("extract: exit %d: %s" % (run.returncode, run.stderr.decode()[-300:]))
    found = {path: [] for path in paths}
    for line in run.stdout.decode().splitlines():
        record = json.loads(line)
        if record["record"] == "citation" and record["class"] != "named":
            found[record["path"]].append(record["key"].casefold())
    return found


def is_utf8(path):
    with open(path, "rb") as file:
        start = file.read(3)
    return not start.startswith((b"\xff\xfe", b"\xfe\xff"))


def documents(folder):
    for path, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if name.endswith(".txt") and is_utf8(os.path.join(path, name)):
                yield os.path.join(path, name)


def main():
    paths = list(documents(os.path.join(source, "corpus", "sample")))
    gold = os.path.join(source, "..", "shared", "gold", "docs")
    if os.path.isdir(gold):
        paths += documents(gold)
    else:
        print("no annotated documents: the sample corpus alone")
    clean = keys(paths)
    total = sum(map(len, clean.values()))
    if total < 100:
        sys.exit("only %d citations in the clean texts" % total)
    failed = False
    for name, rewrite in REWRITES.items():
        written = {}
        for number, path in enumerate(paths):
            with open(path, encoding="utf8", newline="") as file:
                text = rewrite(file.read())
            copy = "%d.txt" % number
            with open(copy, "w", encoding="utf8", newline="") as file:
                file.write(text)
            written[copy] = path
        common = rewritten = 0
        for copy, found in keys(list(written)).items():
            match = difflib.SequenceMatcher(None, clean[written[copy]], found, autojunk=False)
            common += sum(block.size for block in match.get_matching_blocks())
            rewritten += len(found)
            for op, a, b, c, d in match.get_opcodes():
                if op != "equal":
                    print(name, written[copy], clean[written[copy]][a:b], "→", found[c:d])
        score = 2 * common / (total + rewritten)
        print("%s: %.4f of %d" % (name, score, total))
        failed |= score < 0.99
    sys.exit(failed)


main()
