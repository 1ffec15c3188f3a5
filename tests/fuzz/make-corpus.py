#!/usr/bin/env python3
"""Writes tests/fuzz/corpus: one invented plan in every format that is read, small, and with what the format is feared
for (numbering, notes, tables, deleted text, headers). PDF and DOC are made by LibreOffice from the others.

usage: make-corpus.py FOLDER
"""
import io
import pathlib
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib

LEFT = ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NINH", "Số: 57/KH-UBND"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Quảng Ninh, ngày 14 tháng 3 năm 2025"]
TITLE = ["KẾ HOẠCH", "Thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị"]
OPENING = ("Thực hiện Kết luận số 91-KL/TW ngày 12 tháng 8 năm 2024 của Bộ Chính trị về tiếp tục thực hiện Nghị quyết số "
           "29-NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương, Ủy ban nhân dân tỉnh Quảng Ninh ban hành Kế hoạch như sau:")
HEAD_1, HEAD_2 = "MỤC ĐÍCH, YÊU CẦU", "TỔ CHỨC THỰC HIỆN"
POINT = "Soạn thảo văn bản theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ."
NOTE = "Ban hành kèm theo Quyết định số 131/QĐ-TTg ngày 25/01/2022 của Thủ tướng Chính phủ."
SUB = "Các sở, ngành báo cáo trước ngày 15/6/2025."
CELLS = ["1", "Tham mưu thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị", "Sở Giáo dục và Đào tạo"]
END = ["Nơi nhận:", "- Như trên;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A"]
DELETED = "Chỉ thị số 99-CT/XX"

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def text_of():
    rest = ["I. " + HEAD_1, "1. " + POINT, NOTE, "a) " + SUB, "II. " + HEAD_2]
    return "\n".join(LEFT + RIGHT + TITLE + [OPENING] + rest + CELLS + END) + "\n"


def pack(parts, first=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        if first:
            package.writestr(zipfile.ZipInfo(first[0], (2025, 1, 1, 0, 0, 0)), first[1])
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(printed=False):
    def p(text, properties="", extra="", after=""):
        return (f"<w:p>{properties and '<w:pPr>' + properties + '</w:pPr>'}<w:r>{extra}<w:t xml:space=\"preserve\">{text}"
                f"</w:t></w:r>{after}</w:p>")

    def cells(*columns):
        row = "".join("<w:tc>" + "".join(p(t) for t in column) + "</w:tc>" for column in columns)
        return f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"

    def item(level):
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    deleted = "" if printed else f"<w:del><w:r><w:delText>{DELETED}</w:delText></w:r></w:del>"
    body = (cells(LEFT, RIGHT) + "".join(p(t) for t in TITLE) + p(OPENING, after=deleted) + p(HEAD_1, item(0))
            + p(POINT, item(1), after=note) + p(SUB, item(2)) + p(HEAD_2, item(0)) + cells(*[[c] for c in CELLS])
            + "".join(p(t) for t in END))
    levels = "".join(f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{t}"/></w:lvl>'
                     for i, (f, t) in enumerate([("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")]))
    ct = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    kinds = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{ct}{k}+xml"/>' for n, k in
                    [("document", "document.main"), ("numbering", "numbering"), ("footnotes", "footnotes"), ("header1", "header")])
    links = "".join(f'<Relationship Id="r{i}" Type="{REL}/{k}" Target="{k if k != "header" else "header1"}.xml"/>'
                    for i, k in enumerate(["numbering", "footnotes", "header"]))
    section = "" if printed else f'<w:sectPr><w:headerReference w:type="default" r:id="r2" xmlns:r="{REL}"/></w:sectPr>'
    return pack({
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' + kinds + "</Types>",
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        f'Id="r" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + links + "</Relationships>",
        "word/document.xml": f"<w:document {W}><w:body>{body}{section}</w:body></w:document>",
        "word/numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num '
        'w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2">{p(NOTE)}</w:footnote></w:footnotes>',
        "word/header1.xml": f"<w:hdr {W}>{p('Kế hoạch của tỉnh')}</w:hdr>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>'
        "Kế hoạch 57</dc:title><dc:creator>Văn phòng</dc:creator><dcterms:created>2025-03-14T01:02:03Z</dcterms:created>"
        "</cp:coreProperties>"})


def odt():
    names = ("office", "text", "table", "style", "fo")
    ns = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n if n != "fo" else "xsl-fo-compatible"}:1.0"' for n in names)

    def p(text):
        return f"<text:p>{text}</text:p>"

    def cells(*columns):
        row = "".join("<table:table-cell>" + "".join(p(t) for t in c) + "</table:table-cell>" for c in columns)
        return f"<table:table><table:table-row>{row}</table:table-row></table:table>"
    note = (f'<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>{p(NOTE)}'
            "</text:note-body></text:note>")
    lists = (f'<text:list text:style-name="L"><text:list-item>{p(HEAD_1)}<text:list><text:list-item>{p(POINT + note)}'
             f"<text:list><text:list-item>{p(SUB)}</text:list-item></text:list></text:list-item></text:list></text:list-item>"
             f"<text:list-item>{p(HEAD_2)}</text:list-item></text:list>")
    levels = "".join(f'<text:list-level-style-number text:level="{i}" style:num-format="{f}" style:num-suffix="{s}"/>'
                     for i, f, s in [(1, "I", "."), (2, "1", "."), (3, "a", ")")])
    gone = f'<text:tracked-changes><text:changed-region><text:deletion>{p(DELETED)}</text:deletion></text:changed-region></text:tracked-changes>'
    body = (gone + cells(LEFT, RIGHT) + "".join(p(t) for t in TITLE) + p(OPENING) + lists + cells(*[[c] for c in CELLS])
            + "".join(p(t) for t in END))
    kind = "application/vnd.oasis.opendocument.text"
    return pack({
        "content.xml": f'<office:document-content {ns} office:version="1.2"><office:automatic-styles><text:list-style '
        f'style:name="L">{levels}</text:list-style></office:automatic-styles><office:body><office:text>{body}</office:text>'
        "</office:body></office:document-content>",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'}, ("mimetype", kind))


def rtf():
    def code(text):
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)

    def row(columns):
        edges = "".join(f"\\cellx{3000 * (i + 1)}" for i in range(len(columns)))
        return "\\trowd" + edges + "".join("\\intbl " + "\\par ".join(code(t) for t in c) + "\\cell" for c in columns) + "\\row\n\\pard "

    def item(label, text):
        return "{\\listtext " + label + "\\tab}" + code(text)
    note = "{\\footnote " + code(NOTE) + "}"
    lines = [code(t) for t in TITLE + [OPENING]] + [item("I.", HEAD_1), item("1.", POINT) + note, item("a)", SUB), item("II.", HEAD_2)]
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times New Roman;}}{\\info{\\title Ke hoach 57}}{\\header "
            + code("Kế hoạch của tỉnh") + "\\par}" + row([LEFT, RIGHT]) + "\\par\n".join(lines) + "\\par\n"
            + row([[c] for c in CELLS]) + "\\par\n".join(code(t) for t in END) + "\\par}").encode()


def html():
    def cells(*columns):
        return "<table><tr>" + "".join("<td>" + "<br>".join(c) + "</td>" for c in columns) + "</tr></table>"
    lists = (f'<ol type="I"><li>{HEAD_1}<ol><li>{POINT}<p>{NOTE}</p><ol type="a"><li>{SUB}</li></ol></li></ol></li><li>{HEAD_2}</li></ol>')
    page = (cells(LEFT, RIGHT) + "".join(f"<p>{t}</p>" for t in TITLE) + f"<p>{OPENING}<del>{DELETED}</del></p>" + lists
            + cells(*[[c] for c in CELLS]) + "".join(f"<p>{t}</p>" for t in END))
    coded = "".join(c if ord(c) < 128 else f"&#{ord(c)};" for c in page)
    return ("<html><head><meta charset=windows-1252><title>K57</title></head><body>" + coded + "</body></html>").encode()


def archive_zip(parts):
    return pack(parts)


def archive_tar(parts):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, data in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def convert(source, ending, choice):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / ("plan" + source[0])
        path.write_bytes(source[1])
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", choice,
                        "--outdir", folder, str(path)], check=True, stdout=subprocess.DEVNULL)
        return path.with_suffix(ending).read_bytes()


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    text = text_of()
    made = {"text/plan.txt": text.encode(), "markdown/plan.md": text.encode(), "html/plan.html": html(), "docx/plan.docx": docx(),
            "odt/plan.odt": odt(), "rtf/plan.rtf": rtf()}
    made["archive/plan.zip"] = archive_zip({"a/plan.txt": text.encode(), "plan.rtf": made["rtf/plan.rtf"], "note.bin": b"x"})
    made["archive/plan.tar.gz"] = archive_tar({"a/plan.txt": text.encode(), "plan.html": made["html/plan.html"]})
    made["mail/plan.eml"] = b"From: a@example.vn\r\nTo: b@example.vn\r\nSubject: KH 57\r\nMIME-Version: 1.0\r\n\r\n" + text.encode()
    made["image/plan.png"] = png()
    if shutil.which("soffice"):
        made["pdf/plan.pdf"] = convert((".docx", docx(printed=True)), ".pdf", "pdf")
        made["doc/plan.doc"] = convert((".docx", made["docx/plan.docx"]), ".doc", "doc:MS Word 97")
    for name, data in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(len(data), path)


main()
