"""Every output format, read by an independent reader: what one says, all say."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]
CORPUS = Path("corpus")
DB = "formats.db"
# A title that every format must escape: quotes, brackets, backslashes, entities, braces, a formula.
NASTY = '=1+1 "ngoặc" <b>đậm</b> & &amp; \\n \\ \'đơn\' ]]> {x} ` #1; [y](z)'
PLANS = {
    "ha-tinh/ke-hoach-11.txt": ("ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH", "Số: 11/KH-UBND", "Hà Tĩnh, ngày 05 tháng 11 năm 2024",
                                f"Thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị {NASTY}"),
    "lao-cai/ke-hoach-12.txt": ("ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI", "Số: 12/KH-UBND", "Lào Cai, ngày 06 tháng 12 năm 2024",
                                "Thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị về giáo dục"),
    "lao-cai/ke-hoach-13.txt": ("ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI", "Số: 13/KH-UBND", "Lào Cai, ngày 07 tháng 01 năm 2025",
                                "Cấp nước sạch nông thôn"),
}


def write_corpus():
    for name, (issuer, number, place, title) in PLANS.items():
        path = CORPUS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{issuer}\n-------\n{number}\n{place}\n\nKẾ HOẠCH\n{title}\n\n{title.split(' của ')[0]}, Ủy ban "
                        "nhân dân tỉnh ban hành Kế hoạch như sau:\n\nI. MỤC ĐÍCH\n\n1. Nâng cao chất lượng.\n",
                        encoding="utf-8")


def run(*arguments, ok=(0,)):
    answer = subprocess.run([PROGRAM, *arguments, "--db", DB], capture_output=True)
    if answer.returncode not in ok or answer.stderr:
        sys.exit(f"{arguments}: exit {answer.returncode}: {answer.stderr.decode()}")
    return answer.stdout


def text(*arguments):
    return run(*arguments).decode("utf-8")


def untab(value):
    """A value of a tab-separated line: \\t, \\n, \\r and \\\\ stand for what they say."""
    out, escaped = [], False
    for c in value:
        if escaped:
            out.append({"t": "\t", "n": "\n", "r": "\r"}.get(c, c))
        elif c != "\\":
            out.append(c)
        escaped = c == "\\" and not escaped
    return "".join(out)


def flat(row):
    def value(name, v):
        if isinstance(v, list):
            return ("\n" if name in ("evidence", "parts", "copies", "candidates") else " ").join(v)
        return str(v)
    return {name: value(name, v) for name, v in row.items()}


def same_rows(*command):
    """jsonl, json, csv and tsv of a command say the same; jq reads what is JSON."""
    lines = [flat(json.loads(line)) for line in text(*command, "--format", "jsonl").splitlines()]
    whole = [flat(row) for row in json.loads(text(*command, "--format", "json"))]
    commas = list(csv.DictReader(io.StringIO(text(*command, "--format", "csv"), newline="")))
    head, *tabs = text(*command, "--format", "tsv").splitlines()
    tabs = [dict(zip(head.split("\t"), map(untab, line.split("\t")))) for line in tabs]
    assert lines, command
    for name, rows in (("json", whole), ("csv", commas), ("tsv", tabs)):
        assert rows == lines, f"{command}: {name}\n{rows}\n{lines}"
    if shutil.which("jq"):
        out = subprocess.run(["jq", "-s", "length"], input=run(*command, "--format", "jsonl"), capture_output=True,
                             check=True).stdout
        assert int(out) == len(lines), command
    return lines


def graph():
    data = json.loads(text("graph", "--format", "json"))
    nodes, links = data["nodes"], data["links"]
    titles = {n["label"]: n["title"] for n in nodes}
    assert NASTY in titles["11/KH-UBND"], titles
    assert len(links) == 2 and {link["relation"] for link in links} == {"implements"}, links

    rows = list(csv.DictReader(io.StringIO(text("graph", "--format", "csv-nodes"), newline="")))
    assert {r["label"]: r["title"] for r in rows} == titles
    rows = list(csv.DictReader(io.StringIO(text("graph", "--format", "csv"), newline="")))
    assert [(int(r["source"]), int(r["target"])) for r in rows] == [(e["source"], e["target"]) for e in links]

    spaces = {"g": "http://graphml.graphdrawing.org/xmlns", "x": "http://gexf.net/1.3"}
    root = ET.fromstring(text("graph", "--format", "graphml"))
    found = {n.find("g:data[@key='label']", spaces).text: n.findtext("g:data[@key='title']", "", spaces)
             for n in root.iterfind(".//g:node", spaces)}
    assert found == titles, found
    declared = {k.get("id") for k in root.iterfind("g:key", spaces)}
    assert all(d.get("key") in declared for d in root.iterfind(".//g:data", spaces))
    ids = {n.get("id") for n in root.iterfind(".//g:node", spaces)}
    edges = root.findall(".//g:edge", spaces)
    assert len(edges) == len(links) and all(e.get("source") in ids and e.get("target") in ids for e in edges)

    root = ET.fromstring(text("graph", "--format", "gexf"))
    assert [n.get("label") for n in root.iterfind(".//x:node", spaces)] == [n["label"] for n in nodes]
    declared = {a.get("id") for a in root.iterfind(".//x:attribute", spaces)}
    assert all(v.get("for") in declared for v in root.iterfind(".//x:attvalue", spaces))

    try:
        import networkx
    except ImportError:
        print("networkx is not here: GraphML and GEXF were read as XML alone")
    else:
        for name, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
            Path(f"graph.{name}").write_text(text("graph", "--format", name), encoding="utf-8")
            read_graph = read(f"graph.{name}")
            assert (len(read_graph), read_graph.number_of_edges()) == (len(nodes), len(links)), name

    mermaid = text("graph", "--format", "mermaid")
    assert mermaid.startswith("flowchart RL\n") and "-->|implements|" in mermaid
    assert "<b>" not in mermaid and '"ngoặc"' not in mermaid
    collapsed = json.loads(text("graph", "--collapse", "--format", "json"))
    assert "Lào Cai: 1 work" in {n["label"] for n in collapsed["nodes"]}, collapsed


def pictures():
    if not shutil.which("dot"):
        print("Graphviz is not here: no pictures were drawn")
        return
    dot = run("graph", "--format", "dot")
    names = subprocess.run(["dot", "-Tplain"], input=dot, capture_output=True, check=True)
    assert not names.stderr, names.stderr
    svg = ET.fromstring(run("graph", "91-KL/TW", "--format", "svg"))
    words = " ".join(e.text or "" for e in svg.iter("{http://www.w3.org/2000/svg}text"))
    for word in ("91-KL/TW", "11/KH-UBND", "implements", "centre", "province", "Legend"):
        assert word in words, (word, words)
    tooltips = " ".join(v for e in svg.iter() for k, v in e.attrib.items() if k.endswith("title"))
    assert NASTY in tooltips, tooltips
    run("graph", "--format", "png", "--output", "graph.png")
    assert Path("graph.png").read_bytes().startswith(b"\x89PNG\r\n")


def stubborn_graphviz():
    """A dot that bends no arrows, and one that draws nothing at all."""
    folder = Path("stubborn").resolve()
    folder.mkdir(exist_ok=True)
    program, words = folder / "dot", ["graph", "91-KL/TW", "--format", "png", "--output", "stubborn.png", "--db", DB]
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    for able, expected in (("*splines=line*) echo drawn; exit 0;;", 0), ("", 2)):
        program.write_text(f'#!/bin/sh\ncat >/dev/null\ncase "$*" in {able} *) echo "Error: lost n6 n4 edge" >&2; exit 1;; esac\n')
        program.chmod(0o755)
        Path("stubborn.png").unlink(missing_ok=True)
        answer = subprocess.run([PROGRAM, *words], capture_output=True, text=True, env=environment)
        assert answer.returncode == expected, (able, answer)
        assert Path("stubborn.png").exists() == (expected == 0), "no empty file is left behind"
        assert expected == 0 or "dot failed: Error: lost n6 n4 edge" in answer.stderr, answer.stderr


def main():
    write_corpus()
    Path(DB).unlink(missing_ok=True)
    subprocess.run([PROGRAM, "index", "--db", DB, str(CORPUS)], check=True, capture_output=True)
    implements = same_rows("implements", "91-KL/TW")
    assert [r["unit"] for r in implements] == ["Hà Tĩnh", "Lào Cai"], implements
    assert NASTY in implements[0]["title"] and "91-KL/TW" in implements[0]["evidence"]
    assert [r["key"] for r in same_rows("missing", "91-KL/TW")] == ["13/KH-UBND"]
    for command in (("citing", "91-KL/TW", "--transitive"), ("show", "91-KL/TW"), ("top",), ("orphans",),
                    ("coverage", "91-KL/TW", "--as-of", "2025-07-01"), ("timeline", "91-KL/TW"),
                    ("path", "11/KH-UBND", "91-KL/TW"), ("citing", "11/KH-UBND", "--up")):
        same_rows(*command)
    graph()
    pictures()
    stubborn_graphviz()


main()
