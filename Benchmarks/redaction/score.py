#!/usr/bin/env python3
"""Score a redactor on the corpus.

    score.py CORPUS --filter 'supportkit redact --name {name}'     one process a file, stdin to stdout
    score.py CORPUS --batch 'peers/detect_secrets_filter.py'       one process for all: reads a list of name, input, output
                                                                   by tabs; an empty line ends a bundle

A secret counts as removed when at its place neither the whole of it remains nor a run of five bytes or more that is
longer than half of it (key blocks: a run of twenty). Places are found by comparing input and output line by line and
then byte by byte, with the labels of known redactors taken out first.
"""

import argparse
import collections
import configparser
import difflib
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time
import tomllib
import xml.parsers.expat

import yaml

LABEL = re.compile(rb"\[REDACTED[^\]\n]{0,40}\]|\*\*\*HIDDEN\*\*\*|<REDACTED>|REDACTED|\*{3,}|-----SCRUBBED[A-Z ]*")


def retained(before, after):
    """Ranges of `before` that are still in `after`, as a sorted list of (start, end)."""
    ranges = []
    left, right = before.split(b"\n"), after.split(b"\n")
    starts = [0]
    for line in left:
        starts.append(starts[-1] + len(line) + 1)

    def compare(i1, i2, j1, j2):
        offset = starts[i1]
        a = b"\n".join(left[i1:i2])
        b = b"\n".join(right[j1:j2])
        head = 0
        limit = min(len(a), len(b))
        if a[:limit] == b[:limit]:
            head = limit
        else:
            low, high = 0, limit
            while low < high:
                middle = (low + high + 1) // 2
                if a[:middle] == b[:middle]:
                    low = middle
                else:
                    high = middle - 1
            head = low
        tail, limit = 0, limit - head
        low, high = 0, limit
        while low < high:
            middle = (low + high + 1) // 2
            if a[len(a) - middle :] == b[len(b) - middle :]:
                low = middle
            else:
                high = middle - 1
        tail = low
        ranges.append((offset, offset + head))
        inner, other = a[head : len(a) - tail], b[head : len(b) - tail]
        if len(inner) * len(other) < 60_000_000:
            for block in difflib.SequenceMatcher(None, inner, other, autojunk=False).get_matching_blocks():
                if block.size >= 2:
                    ranges.append((offset + head + block.a, offset + head + block.a + block.size))
        if tail:
            ranges.append((offset + len(a) - tail, offset + len(a)))

    first = 0
    while first < min(len(left), len(right)) and left[first] == right[first]:
        first += 1
    last = 0
    while last < min(len(left), len(right)) - first and left[-1 - last] == right[-1 - last]:
        last += 1
    ranges.append((0, starts[first]))
    end, other_end = len(left) - last, len(right) - last
    if last:
        ranges.append((starts[end], len(before)))
    if end > first:
        if len(left) == len(right):
            for i in range(first, end):
                if left[i] == right[i]:
                    ranges.append((starts[i], starts[i + 1]))
                else:
                    compare(i, i + 1, i, i + 1)
        else:
            match = difflib.SequenceMatcher(None, left[first:end], right[first:other_end], autojunk=False)
            for tag, i1, i2, j1, j2 in match.get_opcodes():
                if tag == "equal":
                    ranges.append((starts[first + i1], starts[first + i2]))
                elif tag == "replace":
                    compare(first + i1, first + i2, first + j1, first + j2)
    merged = []
    for start, end in sorted(r for r in ranges if r[0] < r[1]):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged


def longest(ranges, start, end):
    return max((min(b, end) - max(a, start) for a, b in ranges if a < end and start < b), default=0)


def parses(kind, data):
    try:
        match kind:
            case "json":
                json.loads(data)
            case "jsonl":
                for line in data.splitlines():
                    if line.strip():
                        json.loads(line)
            case "yaml":
                list(yaml.load_all(data, yaml.BaseLoader))
            case "toml":
                tomllib.loads(data.decode())
            case "ini":
                configparser.ConfigParser(strict=False, interpolation=None, allow_no_value=True).read_string(data.decode())
            case "xml":
                xml.parsers.expat.ParserCreate().Parse(data, True)
        return True
    except Exception:
        return False


def plain(data, truth):
    """The text as UTF-8, or the bytes as they are."""
    if truth["encoding"].startswith("utf-16"):
        return data[truth["bom"] :].decode(truth["encoding"], "replace").encode("utf-8", "replace")
    if truth["encoding"] == "latin-1":
        return data.decode("latin-1").encode()
    return data[truth["bom"] :] if data.startswith(b"\xef\xbb\xbf") else data


def run(options, corpus, truths, source, target):
    if options.batch:
        lines, group = [], None
        for t in truths:
            if group is not None and t["group"] != group:
                lines.append("")
            group = t["group"]
            (target / t["path"]).parent.mkdir(parents=True, exist_ok=True)
            lines.append("\t".join([t["name"], str(source / t["path"]), str(target / t["path"])]))
        with tempfile.NamedTemporaryFile("w", suffix=".list") as file:
            file.write("\n".join(lines))
            file.flush()
            subprocess.run(shlex.split(options.batch) + [file.name], check=True)
        return
    for t in truths:
        (target / t["path"]).parent.mkdir(parents=True, exist_ok=True)
        command = [part.replace("{name}", t["name"]) for part in shlex.split(options.filter)]
        with open(source / t["path"], "rb") as input, open(target / t["path"], "wb") as output:
            code = subprocess.run(command, stdin=input, stdout=output, stderr=subprocess.DEVNULL).returncode
        if code:
            print(f"exit {code}: {t['path']}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--filter")
    parser.add_argument("--batch")
    parser.add_argument("--output", type=pathlib.Path, help="keep the redacted files here")
    parser.add_argument("--misses", type=pathlib.Path, help="write every miss, over-redaction and broken file here")
    parser.add_argument("--json", type=pathlib.Path, help="write the figures here")
    parser.add_argument("--summary", action="store_true", help="one line only")
    parser.add_argument("--skip-second-run", action="store_true")
    options = parser.parse_args()
    corpus = options.corpus
    truths = json.loads((corpus / "truth.json").read_text())
    if options.filter:
        truths = [t for t in truths if t["kind"] != "learned"] + [t for t in truths if t["kind"] == "learned"]
    folder = tempfile.TemporaryDirectory()
    first = options.output or pathlib.Path(folder.name) / "first"
    second = pathlib.Path(folder.name) / "second"
    begun = time.monotonic()
    run(options, corpus, truths, corpus, first)
    seconds = time.monotonic() - begun
    if not options.skip_second_run:
        run(options, corpus, truths, first, second)

    kinds = collections.defaultdict(lambda: [0, 0])
    levels = collections.defaultdict(lambda: [0, 0])
    stays = collections.defaultdict(lambda: [0, 0])
    lines_total = lines_changed = parse_total = parse_broken = unstable = 0
    report = []
    for t in truths:
        original, redacted = (corpus / t["path"]).read_bytes(), (first / t["path"]).read_bytes()
        before, output = plain(original, t), plain(redacted, t)
        bare = LABEL.sub(b"\x01", output)

        def line_of(offset):
            start = before.rfind(b"\n", 0, offset) + 1
            end = before.find(b"\n", offset)
            text = before[start : end if end >= 0 else len(before)]
            shown = text[max(0, offset - start - 100) : offset - start + 120].decode(errors="replace")
            return f"{t['path']}:{before.count(bytes([10]), 0, offset) + 1}: {shown}"

        if t["clean"]:
            a, b = before.split(b"\n"), output.split(b"\n")
            lines_total += len(a)
            if a != b:
                pairs = zip(a, b) if len(a) == len(b) else [(x, None) for x in a if x not in set(b)] or [(b"(number of lines)", None)]
                for x, y in pairs:
                    if x != y:
                        lines_changed += 1
                        report.append(f"CLEAN CHANGED  {t['path']}: {x[:160].decode(errors='replace')}\n         became  {(y or b'?')[:200].decode(errors='replace')}")
        else:
            ranges = retained(before, bare) if before != bare else [[0, len(before)]]
            counts = collections.Counter(s["text"] for s in t["secrets"])
            for s in t["secrets"]:
                start, end = s["plainOffset"], s["plainOffset"] + s["plainLength"]
                rest = longest(ranges, start, end)
                if "skip" in s:
                    # A key whose lines carry the prefix of a log: the prefix may stay.
                    rest, at = 0, start
                    for index, line in enumerate(before[start:end].split(b"\n")):
                        skip = len(s["skip"].encode()) if index else 0
                        rest = max(rest, longest(ranges, at + skip, at + len(line)))
                        at += len(line) + 1
                limit = s["mayRemain"]
                left = rest >= end - start or (rest >= 5 and rest > limit)
                raw = s["text"].encode()
                if not left and len(raw) >= 8 and before.count(raw) == counts[s["text"]] and bare.count(raw):
                    left = True
                kinds[s["kind"]][1] += 1
                levels[s["difficulty"]][1] += 1
                if left:
                    report.append(f"MISSED  {s['kind']}/{s['difficulty']}  {line_of(start)}\n         secret  {s['text'][:120]!r} ({rest} of {end - start} bytes remain)")
                else:
                    kinds[s["kind"]][0] += 1
                    levels[s["difficulty"]][0] += 1
            for s in t["stays"]:
                start, end = s["plainOffset"], s["plainOffset"] + s["plainLength"]
                kept = longest(ranges, start, end) >= end - start
                if not kept:
                    raw = s["text"].encode()
                    kept = len(raw) >= 6 and output.count(raw) >= before.count(raw)
                stays[s["sort"]][1] += 1
                stays[s["sort"]][0] += kept
                if not kept:
                    report.append(f"OVER-REDACTED  {line_of(start)}\n         must stay  {s['text'][:160]!r}")
        if t["parse"] and parses(t["parse"], original):
            parse_total += 1
            if not parses(t["parse"], redacted):
                parse_broken += 1
                report.append(f"NO LONGER PARSES as {t['parse']}  {t['path']}")
        if not options.skip_second_run and (second / t["path"]).read_bytes() != redacted:
            unstable += 1
            report.append(f"SECOND RUN CHANGES  {t['path']}")

    found = sum(v[0] for v in levels.values())
    total = sum(v[1] for v in levels.values())
    kept = sum(v[0] for v in stays.values())
    must = sum(v[1] for v in stays.values())
    figures = {
        "removed": found, "secrets": total, "ordinary": levels["ordinary"], "adversarial": levels["adversarial"],
        "kept": kept, "mustStay": must, "cleanLinesChanged": lines_changed, "cleanLines": lines_total,
        "broken": parse_broken, "structured": parse_total, "unstable": unstable, "files": len(truths), "kinds": dict(kinds),
        "seconds": round(seconds, 2),
    }
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))
    if options.misses:
        options.misses.write_text("\n".join(sorted(report)) + "\n")
    percent = lambda a, b: f"{100 * a / b:.1f} %" if b else "-"
    print(f"{corpus.name}: removed {found}/{total} ({percent(found, total)}; ordinary {percent(*levels['ordinary'])}, adversarial "
          f"{percent(*levels['adversarial'])}), kept {kept}/{must} ({percent(kept, must)}), clean lines changed "
          f"{lines_changed}/{lines_total}, no longer parse {parse_broken}/{parse_total}, second run changes {unstable}, {seconds:.1f} s")
    if not options.summary:
        for kind, (a, b) in sorted(kinds.items()):
            print(f"  {kind:18} {a:4}/{b:<4} {percent(a, b)}")


if __name__ == "__main__":
    main()
