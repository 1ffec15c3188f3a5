"""A folder of traps: bombs, depths, loops, secrets, ways out, what never ends. Each costs one message that names it and
one row with its status; what is whole beside them is indexed; nothing is written outside, and the end comes soon."""
import hashlib
import io
import json
import os
import pathlib
import shutil
import sqlite3
import struct
import subprocess
import sys
import tarfile
import time
import zipfile
import zlib

import pdf_file

danchieu = os.environ["DANCHIEU"]
folder = pathlib.Path("bẫy").resolve()
shutil.rmtree(folder, ignore_errors=True)
subprocess.run(["rm", "-f", "t.db", "t.db-wal", "t.db-shm", "t.db-lock"], check=True)
folder.mkdir()
MB = 1 << 20
wanted = {}  # name → status


def put(name, data, status):
    (folder / name).write_bytes(data)
    wanted[name] = status


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SECRET = "sổ tay của người khác"
secret = folder.parent / "secret.txt"
secret.write_text(SECRET)


def docx(xml, *more):
    return zipped([("[Content_Types].xml", "<Types/>"), ("word/document.xml", xml), *more])


def body(inner, head=""):
    return f"{head}<w:document {W}><w:body>{inner}</w:body></w:document>"


def p(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


# ---- what is whole ----
put("nguyên vẹn.docx", docx(body(p("Kế hoạch số 57/KH-UBND"))), "ok")

# ---- office files and XML ----
put("bom.docx", docx(body(p("x" * 40 * MB))), "limit")
put("nhiều phần.docx", docx(body(p("a")), *[(f"word/x{i}.bin", "") for i in range(20001)]), "limit")
put("sâu.docx", docx(body("<w:x>" * 100000)), "malformed")
entities = "".join(f'<!ENTITY l{i} "{("&l%d;" % (i - 1)) * 10 if i else "ha"}">' for i in range(12))
put("cười.docx", docx(body(p("&l11;"), f"<!DOCTYPE x [{entities}]>")), "malformed")
put("lấy trộm.docx", docx(body(p("&s;"), f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]>')), "malformed")
odt_entities = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]><office:x xmlns:office="o">&s;</office:x>'
put("lấy trộm.odt", zipped([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", odt_entities)]), "malformed")
put("cụt.docx", docx(body(p("a")))[:150], "malformed")
put("sâu.html", b"<html><body>" + b"<div>" * 500000 + "Số 1".encode(), "ok")
put("lấy trộm.html", f'<!DOCTYPE html [<!ENTITY s SYSTEM "file://{secret}">]><html><p>a &s; b'.encode(), "ok")
put("sâu.rtf", b"{\\rtf1 " + b"{" * 1000000 + b"a", "ok")
put("dài.rtf", b"{\\rtf1 a\\bin2147483647 x}", "ok")
put("cụt.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "malformed")

# ---- archives ----
put("bom.zip", zipped([("a.txt", bytes(100 * MB))]), "limit")
nested = zipped([("a.txt", "Số 1")])
for _ in range(3):
    nested = zipped([("trong.zip", nested)])
put("lồng.zip", nested, "limit")
put("ra ngoài.zip", zipped([("../../ra-ngoai.txt", "Số 1"), ("/etc/ra-ngoai.txt", "Số 2")]), "ok")
out = io.BytesIO()
with tarfile.open(fileobj=out, mode="w:gz") as tar:
    for name, kind, link in [("m.txt", tarfile.SYMTYPE, "/etc/passwd"), ("h.txt", tarfile.LNKTYPE, "m.txt"),
                             ("d.txt", tarfile.CHRTYPE, ""), ("f.txt", tarfile.FIFOTYPE, "")]:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, link
        tar.addfile(info)
put("liên kết.tar.gz", out.getvalue(), "empty")
locked = bytearray(zipped([("a.txt", "Số 1")]))
locked[6] |= 1
locked[locked.index(b"PK\1\2") + 8] |= 1
put("khóa.zip", bytes(locked), "encrypted")
put("rỗng.7z", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(24), "empty")


# ---- PDF ----
TEXT = b"BT /F 12 Tf 72 700 Td (Ke hoach so 57/KH-UBND ngay 14/3/2025) Tj ET"


def page_objects(content, box="0 0 595 842", kids="[3 0 R]", count="1"):
    return [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids {kids} /Count {count} >>".encode(),
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".encode(),
            content, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]


def rc4(key, data):
    s, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) & 255
        s[i], s[j] = s[j], s[i]
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + s[i]) & 255
        s[i], s[j] = s[j], s[i]
        out.append(byte ^ s[(s[i] + s[j]) & 255])
    return bytes(out)


def protected(user, owner):
    """With the oldest of the standard ways (40 bits), which every reader still knows."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded = [(word.encode() + pad)[:32] for word in (user, owner)]
    o = rc4(hashlib.md5(padded[1]).digest()[:5], padded[0])
    key = hashlib.md5(padded[0] + o + struct.pack("<i", -4) + b"0123456789abcdef").digest()[:5]
    content = rc4(hashlib.md5(key + b"\4\0\0\0\0").digest()[:10], TEXT)
    lock = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{o.hex()}> /U <{rc4(key, pad).hex()}> >>".encode()
    identity = b"0123456789abcdef".hex()
    return pdf_file.write(page_objects(pdf_file.stream(content)) + [lock], f"/Encrypt 6 0 R /ID [<{identity}> <{identity}>]".encode())


whole = pdf_file.write(page_objects(pdf_file.stream(TEXT)))
put("thường.pdf", whole, "ok")
put("khóa.pdf", protected("bí mật", "chủ"), "encrypted")
put("chỉ khóa in.pdf", protected("", "chủ"), "ok")
put("cụt.pdf", whole[:200], "malformed")
put("trang lớn.pdf", pdf_file.write(page_objects(pdf_file.stream(TEXT), box="0 0 1e9 1e9")), "ok")
put("vòng.pdf", pdf_file.write(page_objects(pdf_file.stream(TEXT), kids="[2 0 R 3 0 R]", count="2")), "ok")
put("tỷ trang.pdf", pdf_file.write(page_objects(pdf_file.stream(TEXT), count="1000000000")), "no_text")

# ---- no files at all ----
os.mkfifo(folder / "ống.txt")
(folder / "vô tận.txt").symlink_to("/dev/zero")
(folder / "vòng").symlink_to(".")
(folder / "gãy.txt").symlink_to("không-có")
with open(folder / "thưa.txt", "wb") as sparse:
    sparse.truncate(10 << 30)
wanted["thưa.txt"] = "too_large"
put("xấu \x1b[31m\n tên.docx", b"PK\3\4" + b"x" * 30, "malformed")

begun = time.time()
done = subprocess.run([danchieu, "index", "--db", "t.db", str(folder)], capture_output=True, text=True, timeout=280)
took = time.time() - begun
rows = sqlite3.connect("t.db").execute("SELECT path, status, message FROM documents").fetchall()
failed = 0


def complain(*what):
    global failed
    failed += 1
    print(*what, file=sys.stderr)


if done.returncode != 1 or "\x1b" in done.stderr:
    complain("exit", done.returncode, repr(done.stderr))
by_file = {}
members = {}
for path, status, message in rows:
    name, _, member = path.partition("!/")
    by_file.setdefault(name, []).append((status, message))
    members.setdefault(name, set()).add(member)
for name, status in wanted.items():
    got = by_file.get(str(folder / name))
    if got is None:
        complain(name, "has no row")
    elif {one for one, _ in got} != {status}:
        complain(name, got, "instead of", status)
    elif any(one != "ok" and not message for one, message in got):
        complain(name, "does not say why")
# What leads out of an archive stays in it, also by its name.
if members[str(folder / "ra ngoài.zip")] != {"__/__/ra-ngoai.txt", "etc/ra-ngoai.txt"}:
    complain("ra ngoài.zip", members[str(folder / "ra ngoài.zip")])
for name in ("bom.docx", "khóa.pdf", "sâu.docx", "thưa.txt", "gãy.txt"):
    if sum(f"/{name}:" in line for line in done.stderr.splitlines()) != 1:
        complain(name, "is not named once in", done.stderr)
texts = {}
for path, status, message in rows:
    if status == "ok":
        texts[path] = subprocess.run([danchieu, "show", "--db", "t.db", "--text", path], capture_output=True, text=True, check=True).stdout
    if SECRET in texts.get(path, "") or SECRET in (message or ""):
        complain(path, "tells a secret")
for name in ("nguyên vẹn.docx", "thường.pdf", "chỉ khóa in.pdf", "trang lớn.pdf"):
    if "57/KH-UBND" not in texts[str(folder / name)]:
        complain(name, "was not read:", texts[str(folder / name)])
# What would take minutes, with a limit of two seconds: a page with forty million words, packed twice.
bomb = zlib.compress(zlib.compress(b"(a) Tj " * (40 * MB), 9), 9)
(folder / "bom.pdf").write_bytes(pdf_file.write(page_objects(pdf_file.stream(bomb, b"/Filter [/FlateDecode /FlateDecode]"))))
slow = subprocess.run([os.environ["DANCHIEU_READER_PROGRAM"], "--seconds", "2", str(folder / "bom.pdf")], capture_output=True,
                      text=True, timeout=60)
if json.loads(slow.stdout)["status"] != "limit":
    complain("bom.pdf", slow.stdout[:300])
(folder / "bom.pdf").unlink()
for name in ("/dev/zero", str(folder / "ống.txt")):
    one = subprocess.run([danchieu, "extract", name], capture_output=True, text=True, timeout=20)
    if one.returncode != 2 or "not a regular file" not in one.stderr:
        complain(name, one.returncode, one.stderr)
again = subprocess.run([danchieu, "index", "--db", "t.db", str(folder)], capture_output=True, text=True, timeout=280)
if "0 new, 0 changed" not in again.stderr:
    complain("again:", again.stderr)
counts = {}
for _, status, _ in rows:
    counts[status] = counts.get(status, 0) + 1
print(f"{len(wanted)} traps in {took:.1f} s: {counts}")
for path, status, message in rows if failed else []:
    print(status, path.replace(str(folder), ""), "-", message)
shutil.rmtree(folder)
secret.unlink()
sys.exit(failed)
