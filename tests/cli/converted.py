"""Documents of the sample as an office would have them: saved by LibreOffice as DOCX, DOC, ODT, RTF, HTML and PDF, they have the
identity and the citations that they have as texts."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile
from xml.sax.saxutils import escape

if not shutil.which("soffice"):
    print("LibreOffice is not here: nothing converts")
    sys.exit(77)
danchieu = os.environ["DANCHIEU"]
sample = pathlib.Path(os.environ["SOURCE"]) / "corpus/sample"
NAMES = ["nghe-an/ke-hoach-188-kh-tu", "lam-dong/ke-hoach-9120-kh-ubnd", "ben-tre/quyet-dinh-1102-qd-ubnd",
         "trung-uong/thong-tu-29-2024-tt-bgddt"]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = {"[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
         f'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{OFFICE}"/></Types>',
         "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/'
         'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'}


def paragraph(line):
    font = '<w:rPr><w:rFonts w:ascii="DejaVu Serif" w:hAnsi="DejaVu Serif"/></w:rPr>'
    return f'<w:p><w:r>{font}<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' if line.strip() else "<w:p/>"


def extract(path):
    done = subprocess.run([danchieu, "extract", "--format", "jsonl", str(path)], capture_output=True, text=True)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    if not records:
        sys.exit(f"{path}: {done.stderr}")
    return ({k: v for k, v in records[0].items() if k != "path"},
            [{k: v for k, v in r.items() if k not in ("path", "start", "end", "text")} for r in records[1:]])


subprocess.run(["rm", "-rf", "made"], check=True)
pathlib.Path("made").mkdir()
sources = {}
for name in NAMES:
    source = sample / (name + ".txt")
    made = pathlib.Path("made") / (source.stem + ".docx")
    sources[made] = source
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        body = "".join(map(paragraph, source.read_text("utf-8").splitlines()))
        for part, data in {**PARTS, "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}.items():
            package.writestr(part, data)
for kind in ("doc:MS Word 97", "odt", "rtf", "html:HTML (StarWriter)", "pdf"):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{os.getcwd()}/profile", "--headless", "--convert-to", kind,
                    "--outdir", "made", *map(str, sources)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
failed = 0
for made, source in sources.items():
    identity, citations = extract(source)
    assert identity["key"] and citations, source
    for ending in ("docx", "doc", "odt", "rtf", "html", "pdf"):
        got = extract(made.with_suffix("." + ending))
        if got != (identity, citations):
            failed += 1
            print(f"{made.stem}.{ending} is not what the text is:", file=sys.stderr)
            print({k: (identity[k], v) for k, v in got[0].items() if v != identity[k]}, file=sys.stderr)
            print([(a, b) for a, b in zip(citations, got[1]) if a != b][:2], len(citations), len(got[1]), file=sys.stderr)
sys.exit(failed)
