"""Pages of PDF as offices print them: tables with ruled lines cell by cell, whatever stands beside what; turned pages;
letterheads of two columns; frames; running headers; words parted at line ends."""
import json
import os
import pathlib
import subprocess
import sys

import pdf_file

reader = os.environ["DANCHIEU_READER_PROGRAM"]
SIZE, LINE = 10, 12


def pdf(pages, rotate=0):
    """Each page is a list of drawing commands, in points from the lower left corner of a page of 600 by 800."""
    count = len(pages)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(count)), count),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"]
    for i, commands in enumerate(pages):
        content = "\n".join(commands).encode()
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate %d /Contents %d 0 R /Resources << /Font "
                       b"<< /F 3 0 R >> >> >>" % (rotate, 5 + 2 * i))
        objects.append(pdf_file.stream(content))
    return pdf_file.write(objects)


def text(x, y, words, matrix="1 0 0 1"):
    return f"BT /F {SIZE} Tf {matrix} {x} {y} Tm ({words}) Tj ET"


def lines(x, y, all_lines):
    return [text(x, y - LINE * i, line) for i, line in enumerate(all_lines)]


def rule(x1, y1, x2, y2):
    return f"0.5 w {x1} {y1} m {x2} {y2} l S"


def bar(x1, y1, x2, y2):
    """As Word draws a border: a box that is filled."""
    return f"{x1} {y1} {max(x2 - x1, 0.48)} {max(y2 - y1, 0.48)} re f"


def table(left, top, widths, rows, draw=rule):
    """Rows of cells, each a list of lines, in the middle of its row, as wide as its column."""
    out, y = [], top
    right = left + sum(widths)
    out.append(draw(left, top, right, top))
    for row in rows:
        height = LINE * max(len(cell) for cell in row) + 8
        x = left
        for width, cell in zip(widths, row):
            above = (height - LINE * len(cell)) / 2
            out += lines(x + 4, y - above - SIZE + 1, cell)
            out.append(draw(x, y - height, x, y))
            x += width
        out.append(draw(right, y - height, right, y))
        y -= height
        out.append(draw(left, y, right, y))
    return out


ROWS = [[["TT"], ["Nhiem vu"], ["Co quan"]],
        [["1"], ["Thuc hien Quyet dinh so", "1705/QD-TTg ngay 31/12/2024", "cua Thu tuong Chinh phu"], ["So Giao duc va Dao tao"]],
        [["2"], ["- Tong ket Chi thi so 05-", "CT/TW cua Bo Chinh tri", "- Bao cao"], ["Van phong"]],
        [["3"], ["Chuan bi nam hoc moi"], ["Cac truong trung hoc", "pho thong, cac phong", "cua huyen"]]]
CELLS = ["TT", "Nhiem vu", "Co quan",
         "1", "Thuc hien Quyet dinh so 1705/QD-TTg ngay 31/12/2024 cua Thu tuong Chinh phu", "So Giao duc va Dao tao",
         "2", "- Tong ket Chi thi so 05- CT/TW cua Bo Chinh tri", "- Bao cao", "Van phong",
         "3", "Chuan bi nam hoc moi", "Cac truong trung hoc pho thong, cac phong cua huyen"]
WIDTHS = [30, 175, 135]
FEW = ["Cau dau cua mot doan van ban du dai de het mot dong", "va sang dong thu hai."]
LEFT = ["UY BAN NHAN DAN", "TINH A", "So: 57/KH-UBND"]
RIGHT = ["CONG HOA XA HOI CHU NGHIA", "Doc lap - Tu do", "A, ngay 14/3/2025"]


frame = [rule(20, 20, 580, 20), rule(20, 780, 580, 780), rule(20, 20, 20, 780), rule(580, 20, 580, 780)]
cases = [
    ("table", [lines(50, 760, FEW) + table(50, 720, WIDTHS, ROWS) + lines(50, 500, ["Sau bang."])], 0, [*FEW, "", *CELLS, "Sau bang."]),
    ("table of bars", [table(50, 720, WIDTHS, ROWS, bar)], 0, CELLS),
    ("table in a frame", [frame + table(50, 720, WIDTHS, ROWS)], 0, CELLS),
    ("columns", [lines(50, 760, LEFT) + lines(320, 760, RIGHT) + lines(50, 680, FEW)], 0, [*LEFT, *RIGHT, "", *FEW]),
    ("line end", [lines(50, 760, ["Thuc hien Quyet dinh so 1705/QD-", "TTg ngay 31/12/2024"])], 0,
     ["Thuc hien Quyet dinh so 1705/QD-", "TTg ngay 31/12/2024"]),
    ("headers", [[text(300, 780, str(i))] + lines(50, 740, FEW) for i in (1, 2)], 0, ["1", "", *FEW, "", "2", "", *FEW]),
]


def read(name, data):
    path = pathlib.Path(name.replace(" ", "-") + ".pdf")
    path.write_bytes(data)
    done = subprocess.run([reader, str(path)], capture_output=True, text=True, check=True)
    path.unlink()
    return json.loads(done.stdout)["text"].splitlines()


failed = 0
for name, pages, rotate, wanted in cases:
    got = read(name, pdf(pages, rotate))
    if got != wanted:
        print(name, *got, sep="\n   ", file=sys.stderr)
        failed += 1
# A page on its side, as LibreOffice and Word make one: it is turned back by /Rotate.
side = [f"q 0 1 -1 0 600 0 cm {command} Q" for command in table(50, 500, WIDTHS, ROWS)]
got = read("landscape", pdf([side], 90))
if got != CELLS:
    print("landscape", *got, sep="\n   ", file=sys.stderr)
    failed += 1
sys.exit(failed)
