#!/usr/bin/env python3
"""How well files are read, against what their texts are known to be.

usage: score-readers.py READER REAL [legacy|pdf|docx|html|scan|speed]…

READER is build/…/tools/danchieu-reader, REAL a folder like ../shared/real. Prints one line a file and the
median of each kind: for legacy/ the character accuracy (1 - edit distance / length of the truth, white space
runs as one space; `folded` ignores case, since capital fonts come out in capitals and the truths have small
letters there), for pdf/ the word similarity, each with whether the symbols cited come in the same order. `speed` is of one core,
in megabytes of file, beside the peers that are installed.
"""
import json
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import unicodedata
import zipfile

SYMBOL = re.compile(r"\b\d+[a-zA-Z]?\s?(?:/\s?\d{4}\s?)?[-/]\s?[A-ZĐ][\w&Đ]*(?:\s?[-/]\s?[A-ZĐ][\w&Đ]*)*")


def read(reader, path, *options):
    out = subprocess.run([reader, *options, str(path)], capture_output=True, check=False).stdout
    return [json.loads(line) for line in out.decode("utf-8").splitlines()]


def distance(a, b):
    """Edit distance of two sequences, by bit vectors (Hyyrö 2003)."""
    if not a or not b:
        return max(len(a), len(b))
    places = {}
    for i, x in enumerate(a):
        places[x] = places.get(x, 0) | 1 << i
    mask, top = (1 << len(a)) - 1, 1 << (len(a) - 1)
    plus, minus, score = mask, 0, len(a)
    for x in b:
        match = places.get(x, 0)
        zero = (((match & plus) + plus) ^ plus) | match | minus
        up, down = minus | ~(zero | plus) & mask, plus & zero
        score += bool(up & top) - bool(down & top)
        up, down = (up << 1 | 1) & mask, (down << 1) & mask
        plus, minus = down | ~(zero | up) & mask, up & zero
    return score


def plain(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def accuracy(text, truth):
    return 1 - distance(text, truth) / max(len(truth), 1)


def symbols(text):
    return [re.sub(r"\s", "", s) for s in SYMBOL.findall(plain(text))]


def score_legacy(reader, folder):
    by_ending = {}
    for path in sorted(folder.glob("*.truth.txt")):
        source = path.with_name(path.name[: -len(".truth.txt")])
        got = read(reader, source)[0]
        text, truth = plain(got["text"]), plain(path.read_text("utf-8"))
        exact, folded = accuracy(text, truth), accuracy(text.lower(), truth.lower())
        by_ending.setdefault(source.suffix, []).append((exact, folded))
        print(f"{exact:.4f} {folded:.4f} {got['status']} {got['encoding']} {source.name}")
    for ending, values in sorted(by_ending.items()):
        print(f"legacy{ending}: {len(values)} files, median accuracy {statistics.median(v[0] for v in values):.4f}, "
              f"folded {statistics.median(v[1] for v in values):.4f}")


def score_pdf(reader, folder):
    ratios, order = [], 0
    for path in sorted(folder.glob("*.pdf")):
        got = read(reader, path)[0]
        truth = path.with_suffix(".txt").read_text("utf-8", "replace")
        words, wanted = plain(got["text"]).split(), plain(truth).split()
        ratio = 1 - distance(words, wanted) / max(len(words), len(wanted), 1)
        same = symbols(got["text"]) == symbols(truth)
        ratios.append(ratio)
        order += same
        print(f"{ratio:.4f} {'same' if same else 'other'} {got['status']} {len(got['pages'] or [])} pages {path.name}")
    print(f"pdf: {len(ratios)} files, median similarity {statistics.median(ratios):.4f}, symbols in the same order in {order}")


def score_docx(reader, folder):
    found = wanted = 0
    for path in sorted(folder.glob("*.docx")):
        got = symbols(read(reader, path)[0]["text"])
        with zipfile.ZipFile(path) as package:
            xml = package.read("word/document.xml").decode("utf-8")
        stripped = symbols(re.sub(r"<[^>]+>", "", xml.replace("</w:p>", "\n")))
        wanted += len(stripped)
        missing = list(stripped)
        for symbol in got:
            if symbol in missing:
                missing.remove(symbol)
        found += len(stripped) - len(missing)
        if missing:
            print(path.name, "lacks", missing[:5])
    print(f"docx: {found} of {wanted} symbols found")


def score_html(reader, folder):
    for path in sorted(folder.glob("*.htm*")):
        got = read(reader, path)[0]
        rubbish = re.findall(r"[ÃÂ][\x80-\xBF]|á[º»]|Ä[\x90\x91‘]", got["text"])
        chrome = [w for w in ("Đăng nhập", "Trang chủ", "Facebook", "MỤC LỤC VĂN BẢN") if w in got["text"]]
        print(f"{got['status']} {got['encoding']} rubbish {len(rubbish)} chrome {chrome} {path.name}")


def score_scan(reader, folder):
    for path in sorted(folder.glob("*.pdf")):
        got, seen = read(reader, path)[0], read(reader, path, "--ocr")[0]
        print(f"{got['status']}; with --ocr {seen['status']} {len(seen['text'])} bytes: {symbols(seen['text'])[:6]} {path.name}")


def processor_seconds(*command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def score_speed(reader, folder):
    """Each file many times over, so that the start of the program is nothing; peers are started once a file."""
    peers = {"pdf": ["pdftotext", "{}", "-"], "docx": ["docx2txt", "{}", "-"], "legacy": ["catdoc", "{}"]}
    for kind, pattern, times in (("docx", "*.docx", 10), ("html", "*.htm*", 10), ("pdf", "*.pdf", 1), ("legacy", "*.doc", 10)):
        files = [str(p) for p in sorted((folder.parent / kind).glob(pattern))]
        size = sum(pathlib.Path(f).stat().st_size for f in files) / 1e6
        ours = processor_seconds(reader, "--in-process", *(files * times)) / times
        line = f"{kind} ({pattern}): {size:.1f} MB, {size / ours:.1f} MB/s"
        peer = peers.get(kind)
        if peer and shutil.which(peer[0]):
            theirs = sum(processor_seconds(*[f if a == "{}" else a for a in peer]) for f in files)
            line += f", {ours / theirs:.2f} x the time of {peer[0]}"
        print(line)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    kinds = sys.argv[3:] or ["legacy", "pdf", "docx", "html", "scan"]
    for kind in kinds:
        globals()["score_" + kind](sys.argv[1], pathlib.Path(sys.argv[2]) / kind)


main()
