"""The examples of the READMEs: every ```console block is run, and its output must be what stands there.

A line "$ COMMAND" is run by sh in a folder that holds the checkout's corpus/, with danchieu in the PATH and a
terminal of 100 columns; the lines up to the next command are its output. A line "…" stands for any lines.
The blocks of one file share the folder and the index. README_WRITE=1 writes the true output into the files, with as
many lines before and after a "…" as there were. A ```mermaid block is the output of the command in the comment above it,
and so is a drawn picture (compared by its words and arrows: versions of Graphviz place them differently).
"""

import difflib
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

SOURCE = Path(os.environ["SOURCE"]).resolve()
FILES = ["README.md", "corpus/README.md", "indexer/README.md", "query/README.md", "tools/README.md", "docs/answers.md"]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"^<!-- (\$ .*?) -->\n\n```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)


DRAWN = re.compile(r"^<!-- (\$ .*? --output (\S+\.svg)) -->\n\n!\[", re.MULTILINE)


def place(name):
    folder = Path(name.replace("/", "-") + ".run").absolute()
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "bin").mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "corpus").symlink_to(SOURCE / "corpus")
    (folder / "bin/danchieu").symlink_to(os.environ["DANCHIEU"])
    return folder


def run(command, folder):
    environment = {**os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1",
                   "TERM": "xterm", "DANCHIEU_DB": f"{folder}/index.db"}
    master, slave = pty.openpty()
    process = subprocess.Popen(["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                               stdout=slave, stderr=subprocess.DEVNULL)
    os.close(slave)
    output = b""
    try:
        while chunk := os.read(master, 65536):
            output += chunk
    except OSError:  # the other end of the terminal is closed
        pass
    process.wait()
    os.close(master)
    text = output.decode("utf-8", "replace").replace("\r\n", "\n").replace(f"{folder}/", "").replace(f"{SOURCE}/", "")
    return text if text == "" or text.endswith("\n") else text + "\n"


def matches(wanted, found):
    pattern = "\n".join(".*?" if line == "…" else re.escape(line.rstrip()) for line in wanted.split("\n"))
    text = "\n".join(line.rstrip() for line in found.split("\n"))
    return re.fullmatch(pattern, text, re.DOTALL) is not None


def shortened(wanted, found):
    lines = wanted.split("\n")
    if "…" not in lines:
        return found
    true = found.split("\n")
    after = len(lines) - 1 - max(i for i, line in enumerate(lines) if line == "…")
    return "\n".join(true[:lines.index("…")] + ["…"] + true[len(true) - after:])


def check_block(name, block, folder):
    """Runs the block's commands; returns the block with their output, and how many differed."""
    parts, differing = [], 0
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        if not part.startswith("$ "):
            assert part == "", f"{name}: a console block must begin with a command: {part}"
            continue
        command, _, wanted = part[2:].partition("\n")
        found = "\n".join(line.rstrip() for line in run(command, folder).split("\n"))
        if not matches(wanted, found):
            differing += 1
            print(f"{name}: $ {command}")
            print("\n".join(difflib.unified_diff(wanted.split("\n"), found.split("\n"), "README", "output", lineterm="")))
            wanted = shortened(wanted, found)
        parts.append(f"$ {command}\n{wanted}")
    return "".join(parts), differing


def words_of(picture):
    """What a picture says, wherever it stands: the texts, and the ends of the arrows."""
    names = ("{http://www.w3.org/2000/svg}text", "{http://www.w3.org/2000/svg}title")
    return sorted((e.tag, e.text or "") for e in ElementTree.parse(picture).iter() if e.tag in names)


def check_drawing(name, command, path, folder):
    """Draws the picture again; 1 when it says something else than the one that stands beside the file."""
    if not shutil.which("dot"):
        print(f"{name}: Graphviz is not here: {path} was not drawn")
        return 0
    kept, drawn = SOURCE / path, folder / path
    run(command.removeprefix("$ "), folder)
    if drawn.exists() and kept.exists() and words_of(drawn) == words_of(kept):
        return 0
    print(f"{name}: {path} is not what the command draws")
    if drawn.exists() and os.environ.get("README_WRITE"):
        shutil.copyfile(drawn, kept)
    return 1


def check_file(name):
    path, folder, differing = SOURCE / name, place(name), 0
    text = path.read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    assert blocks, f"{name} has no example"
    for block in blocks:
        true, count = check_block(name, block, folder)
        differing += count
        text = text.replace(f"```console\n{block}```", f"```console\n{true}```", 1)
    for command, picture in PICTURE.findall(text):
        true, count = check_block(name, f"{command}\n{picture}", folder)
        differing += count
        text = text.replace(f"```mermaid\n{picture}```", "```mermaid\n" + true.partition("\n")[2] + "```", 1)
    differing += sum(check_drawing(name, command, picture, folder) for command, picture in DRAWN.findall(text))
    if differing and os.environ.get("README_WRITE"):
        path.write_text(text, encoding="utf-8")
    return differing


def main():
    try:
        for end in pty.openpty():
            os.close(end)
    except OSError as error:
        print(f"skipped: this machine gives no terminal ({error})")
        sys.exit(77)
    differing = sum(check_file(name) for name in FILES)
    if differing:
        sys.exit(f"{differing} examples differ from what the program prints")


main()
