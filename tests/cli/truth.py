"""Answers over a made-up corpus against the truth that its maker wrote beside it: implements, citing, missing, coverage
and chains must be equal: the one that is shown with an answer is a shortest one of the truth, and `path` shows all of
those.

    truth.py [DOCUMENTS [WORKS]]     how many documents to make, and of how many works to ask

The truth is walked here again, by other code than the program's. What may differ, and is counted apart: a plan whose
text has no date is `undated` unless other documents date it; what the program calls ambiguous is an abstention."""

import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

PROGRAM = os.environ["DANCHIEU"]
GENERATOR = Path(PROGRAM).with_name("danchieu-gen")
DOCUMENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
WORKS = int(sys.argv[2]) if len(sys.argv) > 2 else 25
CORPUS, DB = Path("truth-corpus").resolve(), "truth.db"


class Truth:
    def __init__(self, path):
        self.works, self.into, self.implementers = {}, defaultdict(dict), defaultdict(set)
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                self.works[(row["key"], row["unit"], row["date"])] = row
        for name, row in self.works.items():
            if row["path"]:
                self.assert_edges(name, row["edges"])
        for target, sources in self.into.items():
            self.implementers[target] = {s for s, relations in sources.items() if "implements" in relations}

    def assert_edges(self, name, edges):
        """What a text says: its own edges, and in its title what that which it carries out carries out in turn. Of a
        work without a file no more is known."""
        for edge in edges:
            target = (edge["key"], edge["unit"], edge["date"])
            if target != name:
                self.into[target].setdefault(name, set()).add(edge["relation"])
            if edge["relation"] == "implements":
                below = self.works[target]["edges"]
                self.assert_edges(target, [e for e in below if e["relation"] == "implements"])

    def distances(self, root, neighbours):
        """Breadth first from the root over what refers to each work."""
        seen, frontier, distance = {root: 0}, [root], 0
        while frontier:
            distance += 1
            following = []
            for work in frontier:
                for source in neighbours(work):
                    if source not in seen:
                        seen[source] = distance
                        following.append(source)
            frontier = following
        return seen

    def status(self, work, root, reach):
        """Of a plan: its status and distance."""
        if work in reach:
            relations = self.into[root].get(work, ())
            if not relations:
                return "indirect", reach[work]
            return "implements" if "implements" in relations else "cites", 1
        return "predates" if work[2] <= root[2] else "lacks", 0


def run(*arguments):
    answer = subprocess.run([PROGRAM, *arguments, "--db", DB, "--format", "jsonl"], capture_output=True, text=True,
                            encoding="utf-8")
    assert answer.returncode in (0, 1), (arguments, answer.stderr)
    return [json.loads(line) for line in answer.stdout.splitlines()]


class Comparison:
    def __init__(self, truth):
        self.truth, self.differences, self.counts = truth, 0, Counter()
        self.by_path = {row["path"]: name for name, row in truth.works.items() if row["path"]}

    def name(self, row):
        if row["path"]:
            return self.by_path[str(Path(row["path"]).relative_to(CORPUS))]
        return (row["key"], row["unit"], row["date"])

    def differ(self, what, *more):
        self.differences += 1
        if self.differences <= 20:
            print(what, *more)

    def chain_holds(self, row, root, edge):
        """Whether the acts that a row names between are a chain of the truth from the plan to the root."""
        at = {self.name(row)}
        for key in row["via"]:
            at = {w for w in self.truth.works if w[0] == key and any(edge(source, w) for source in at)}
        return len(row["via"]) + 1 == row["distance"] and any(edge(source, root) for source in at)

    def paths(self, root, key):
        """All shortest chains of carrying out, from some plans to the root, by the names of their works."""
        truth, names = self.truth, Counter((w[0], w[2]) for w in self.truth.works)
        chain = truth.distances(root, lambda w: truth.implementers[w])
        plans = sorted(w for w, d in chain.items() if d >= 2 and names[w[0], w[2]] == 1 and truth.works[w]["dated"])
        for plan in plans[::max(1, len(plans) // 3)][:3]:
            wanted, open_chains, dated = set(), [(plan,)], True
            while open_chains:
                way = open_chains.pop()
                dated = dated and truth.works[way[-1]]["dated"]
                if way[-1] == root:
                    wanted.add(tuple(f"{w[0]}@{w[2]}" for w in way))
                    continue
                open_chains += [(*way, w) for w in chain if way[-1] in truth.implementers[w]
                                and chain[w] == chain[way[-1]] - 1]
            steps = {}
            for row in run("path", f"{plan[0]}@{plan[2]}", key):
                steps.setdefault(row["chain"], [row["source"]]).append(row["target"])
            self.counts["path"] += len(wanted) if dated else 0
            found = {tuple(way) for way in steps.values()}
            if found != wanted and dated:
                self.differ(f"path {plan} {key}", "wanted", wanted, "found", found)

    def same(self, what, wanted, rows, root=None):
        found = {self.name(row): (row["status"], row["distance"]) for row in rows}
        for row in rows if root else ():
            if row["status"] == "indirect":
                self.counts["chain"] += 1
                if not self.chain_holds(row, root, lambda s, t: s in self.truth.implementers[t]):
                    self.differ(what, self.name(row), "no chain", row["via"])
        self.counts[what.split()[0]] += len(wanted)
        for name in wanted.keys() | found.keys():
            if wanted.get(name) != found.get(name):
                self.differ(what, name, "wanted", wanted.get(name), "found", found.get(name))

    def references(self, root, key):
        truth = self.truth
        chain = truth.distances(root, lambda w: truth.implementers[w])
        wanted = {w: ("implements" if d == 1 else "indirect", d) for w, d in chain.items() if d > 0}
        self.same(f"implements {key}", wanted, run("implements", key, "--unit", root[1], "--cited"), root)
        wanted = {w: ("implements" if "implements" in r else "cites", 1) for w, r in truth.into[root].items()}
        self.same(f"citing {key}", wanted, run("citing", key, "--unit", root[1], "--cited"))

    def missing(self, root, key):
        truth = self.truth
        reach = truth.distances(root, lambda w: truth.into[w])
        rows = {self.name(row): (row["status"], row["distance"])
                for row in run("missing", key, "--of", root[1], "--all")}
        for name, work in truth.works.items():
            if not work["path"] or work["level"] == "central" or name == root:
                continue
            self.counts["missing"] += 1
            wanted, found = truth.status(name, root, reach), rows.pop(name, None)
            if found and found[0] == "ambiguous" and wanted[0] in ("indirect", "cites", "lacks"):
                self.counts["abstained: ambiguous"] += 1
            elif found and found[0] == "undated" and not work["dated"] and wanted[0] in ("lacks", "predates"):
                self.counts["abstained: undated"] += 1
            elif found != wanted:
                self.differ(f"missing {key}", name, "wanted", wanted, "found", found)
        for name in rows:
            self.differ(f"missing {key}", name, "is no plan that is asked about")

    def coverage(self, root, key):
        truth = self.truth
        reach = truth.distances(root, lambda w: truth.into[w])
        order = ["implements", "cites", "indirect", "nothing", "predates", "no_document"]
        for row in run("coverage", key, "--of", root[1], "--as-of", "2099-12-31"):
            units = {row["unit"], *row["parts"]}
            found = [truth.status(w, root, reach)[0] for w in reach if w[1] in units and w != root]
            if not found:
                dates = [w[2] for w, data in truth.works.items() if w[1] in units and data["path"] and data["dated"]]
                found = ["nothing" if max(dates) > root[2] else "predates"] if dates else ["no_document"]
            wanted = min(found, key=order.index)
            self.counts["coverage"] += 1
            if row["status"] in ("ambiguous", "undated") and order.index(wanted) > 2:
                self.counts["abstained: coverage"] += 1
            elif row["status"] != wanted:
                self.differ(f"coverage {key}", row["unit"], "wanted", wanted, "found", row["status"])


def main():
    subprocess.run([GENERATOR, "--documents", str(DOCUMENTS), str(CORPUS)], check=True, capture_output=True)
    Path(DB).unlink(missing_ok=True)
    subprocess.run([PROGRAM, "index", "--db", DB, "--prune", str(CORPUS)], check=True, capture_output=True)
    comparison = Comparison(Truth(CORPUS / "truth.jsonl"))
    roots = sorted((w for w, row in comparison.truth.works.items() if comparison.truth.into[w]),
                   key=lambda w: (w[1] != "TW", -len(comparison.truth.into[w]), w))
    central = [w for w in roots if w[1] == "TW"]
    step = max(1, len(central) // WORKS)
    for root in central[::step]:
        key = f"{root[0]}@{root[2]}"
        comparison.references(root, key)
        comparison.missing(root, key)
        comparison.coverage(root, key)
        comparison.paths(root, key)
    local = [w for w in roots if w[1] != "TW"]
    for root in local[::max(1, len(local) // WORKS)]:
        comparison.references(root, f"{root[0]}@{root[2]}")
    print(dict(comparison.counts))
    if comparison.differences:
        sys.exit(f"{comparison.differences} differences")


if not GENERATOR.exists():
    print(f"skipped: {GENERATOR} was not built")
    sys.exit(77)
main()
