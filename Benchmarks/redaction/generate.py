#!/usr/bin/env python3
"""Write the labelled corpus: `generate.py OUTPUT [--set public|heldout|context|all] [--seed N]`.

The same seed gives the same bytes. Templates are text with marks:

    ⟦generator⟧            a secret                    ⟦!generator⟧        an adversarial one
    ⟦=text⟧                a secret spelled out        ⟦generator@name⟧    the value of that name, made once a group
    ⟦generator|coding⟧     the value as it is written  ⟦generator#kind⟧    a kind other than the file's
    ‹text›                 must stay                   ¤text¤              may go or stay
    ≡                      five hyphens, so that no scanner takes a template for a key

In a file that bears secrets, every line without a mark of the first and last sort must stay as well. In a clean file
every line must stay.
"""

import argparse
import base64
import gzip
import json
import pathlib
import random
import re
import shutil
import urllib.parse
import xml.sax.saxutils

import tokens

MARK = re.compile(r"⟦(?P<secret>[^⟧]*)⟧|‹(?P<stay>[^›]*)›|¤(?P<free>[^¤]*)¤", re.S)
SECRET = re.compile(r"(?P<hard>!?)(?:=(?P<text>.*)|(?P<make>[a-z0-9:-]+))?(?:@(?P<name>\w+))?$", re.S)

PRIVATE = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY.*?(?:-----END[^\n\r]*|$)", re.S)

WEAK = ["123456", "tiger7", "changeit", "letmein", "qwerty12", "hunter2", "welcome1", "Summer2026", "admin123", "dragon9"]
WORDS = ["Copper", "Lantern", "Meadow", "Orbit", "Pebble", "Quartz", "Raven", "Saddle", "Thistle", "Umber", "Walnut", "Zephyr"]
SPECIAL = ['p@ss;w"o\'rd&<>', 'a"b\\c\'d{e}7', "x=y&z;#19k", 'it\'s "ok"\\100%', "<T&K>'\"9;zz"]
UNICODE = ["Grüße-Øl77", "пароль99x", "密码Abc12ü", "Ñandú#88é", "señal🔥2026"]


def coded(text, coding):
    match coding:
        case "url":
            return urllib.parse.quote(text, safe="")
        case "xml":
            return xml.sax.saxutils.escape(text, {'"': "&quot;"})
        case "xmlattribute":
            return xml.sax.saxutils.escape(text, {'"': "&quot;", "'": "&apos;"})
        case "json":
            return json.dumps(text, ensure_ascii=False)[1:-1]
        case "json2":
            return json.dumps(json.dumps(text, ensure_ascii=False)[1:-1], ensure_ascii=False)[1:-1]
        case "b64":
            return base64.b64encode(text.encode()).decode()
        case "single":
            return text.replace("'", "''")
        case "double":
            return text.replace("\\", "\\\\").replace('"', '\\"')
        case "csv":
            return text.replace('"', '""')
        case "shell":
            return text.replace("'", "'\\''")
        case "spaced":
            return " ".join(text)
        case "zerowidth":
            return text[:3] + "\u200b" + text[3:]
        case "wide":
            return "\\u" + "\\u".join(f"{ord(c):04x}" for c in text)
        case "upper":
            return text.upper()
    raise ValueError(coding)


class Maker:
    """Values, by one seeded generator."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.turn = self.random.randrange(100)

    def cycle(self, values):
        self.turn += 1
        return values[self.turn % len(values)]

    def value(self, make):
        r = self.random
        name, _, argument = make.partition(":")
        match name:
            case "pw":
                return self.value(self.cycle(["strong", "words", "strong", "punct"]))
            case "weak":
                return self.cycle(WEAK)
            case "strong":
                return tokens.pick(r, tokens.ALNUM, r.randrange(12, 19)) + str(r.randrange(10))
            case "words":
                return r.choice(WORDS) + r.choice(WORDS) + str(r.randrange(10, 999))
            case "punct":
                return r.choice(WORDS) + r.choice("!+^~") + tokens.pick(r, tokens.ALNUM, 4) + r.choice("-_.") + tokens.pick(r, tokens.LOWER, 3)
            case "phrase":
                return " ".join(r.choice(WORDS).lower() for _ in range(4)) + f" {r.randrange(99)}"
            case "special":
                return self.cycle(SPECIAL)
            case "unicode":
                return self.cycle(UNICODE)
            case "short":
                return tokens.pick(r, tokens.LOWER, r.randrange(4, 6)) + str(r.randrange(10))
            case "number":
                return str(r.randrange(10**7, 10**8))
            case "hex":
                return tokens.pick(r, tokens.HEX, int(argument))
            case "alnum":
                return tokens.pick(r, tokens.ALNUM, int(argument))
            case "base":
                return base64.b64encode(r.randbytes(int(argument))).decode()
            case "guid":
                return tokens.guid(r)
            case "tok":
                return tokens.FORMS[argument](r)
            case "body":
                text = base64.b64encode(r.randbytes(int(argument))).decode()
                return "\n".join(text[i : i + 64] for i in range(0, len(text), 64))
        raise ValueError(make)


class Case:
    """One file of the corpus."""

    def __init__(self, name, kind, text, *, parse=None, encoding="utf-8", bom=b"", eol="\n", group=None, clean=False, hard=False,
                 prefix="", lines=True):
        self.name, self.kind, self.text, self.parse = name, kind, text, parse
        self.encoding, self.bom, self.eol, self.group = encoding, bom, eol, group
        self.clean, self.hard, self.prefix, self.lines = clean, hard, prefix, lines


def render(case, maker, names):
    """The file's bytes and its truth."""
    text = case.text.lstrip("\n").replace("≡", "-----")
    pieces = []
    place = 0
    for mark in MARK.finditer(text):
        pieces.append(("text", text[place : mark.start()], None))
        place = mark.end()
        if mark["stay"] is not None:
            pieces.append(("stay", mark["stay"], None))
        elif mark["free"] is not None:
            pieces.append(("free", mark["free"], None))
        else:
            body = mark["secret"]
            if body.lstrip("!").startswith("="):
                make, coding, kind = body, None, None
                if "#" in body and body.rsplit("#", 1)[1] in KINDS:
                    make, kind = body.rsplit("#", 1)
            else:
                make, _, kind = body.partition("#")
                make, _, coding = make.partition("|")
            parts = SECRET.match(make)
            if parts["text"] is not None and not parts["make"]:
                value = parts["text"] + (("@" + parts["name"]) if parts["name"] else "")
            elif parts["name"] and parts["name"] in names:
                value = names[parts["name"]]
            else:
                value = maker.value(parts["make"])
                if parts["name"]:
                    names[parts["name"]] = value
            for step in (coding or "").split("+"):
                value = coded(value, step) if step else value
            block = (parts["make"] or "").startswith("body")
            pieces.append(("secret", value, (kind or case.kind, "adversarial" if parts["hard"] or case.hard else "ordinary", block)))
    pieces.append(("text", text[place:], None))
    if case.prefix:
        whole = []
        for sort, value, note in pieces:
            whole.append((sort, value.replace("\n", "\n" + case.prefix), note))
        pieces = [("text", case.prefix, None)] + whole

    data, plain, secrets, stays, taken = bytearray(case.bom), bytearray(), [], [], []
    for sort, value, note in pieces:
        value = value.replace("\n", case.eol) if case.eol != "\n" else value
        raw, utf8 = value.encode(case.encoding), value.encode()
        start = len(plain)
        if sort == "secret":
            kind, difficulty, block = note
            secret = {"text": value, "offset": len(data), "length": len(raw), "plainOffset": start, "plainLength": len(utf8),
                      "kind": kind, "difficulty": difficulty, "mayRemain": 20 if block else max(4, len(utf8) // 2)}
            if case.prefix and "\n" in value:
                secret["skip"] = case.prefix
            secrets.append(secret)
        if sort in ("secret", "free"):
            taken.append((start, start + len(utf8)))
        if sort == "stay" and value:
            stays.append({"text": value, "plainOffset": start, "plainLength": len(utf8), "sort": "marked"})
        data += raw
        plain += utf8
    if case.lines and not case.clean:
        start = 0
        separator = case.eol.encode()
        bounds = taken + [block.span() for block in PRIVATE.finditer(bytes(plain))]
        for line in bytes(plain).split(separator):
            end = start + len(line)
            if len(line.strip()) >= 6 and len(line) < 4000 and not any(a < end and start < b for a, b in bounds):
                stays.append({"text": line.decode(), "plainOffset": start, "plainLength": len(line), "sort": "line"})
            start = end + len(separator)
    return bytes(data), {"secrets": secrets, "stays": stays}


KINDS = set()


def write(cases, folder, seed):
    truth = []
    names_of_group, count = {}, {}
    for index, case in enumerate(cases):
        KINDS.add(case.kind)
    for index, case in enumerate(cases):
        group = case.group or f"{index:03d}"
        names = names_of_group.setdefault(group, {})
        maker = Maker(f"{seed}/{case.group}/{case.name}")
        data, facts = render(case, maker, names)
        path = pathlib.Path(group) / case.name
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        truth.append({"path": str(path), "name": case.name, "group": group, "kind": case.kind, "clean": case.clean, "parse": case.parse,
                      "encoding": case.encoding, "bom": len(case.bom), **facts})
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1))
    secrets = [s for t in truth for s in t["secrets"]]
    stays = [s for t in truth for s in t["stays"]]
    print(f"{folder.name}: {sum(bool(t['secrets']) for t in truth)} files with {len(secrets)} secrets "
          f"({sum(s['difficulty'] == 'adversarial' for s in secrets)} adversarial), "
          f"{sum(t['clean'] for t in truth)} clean files, {len(stays)} strings that must stay "
          f"({sum(s['sort'] == 'marked' for s in stays)} marked)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--set", choices=["public", "heldout", "context", "all"], default="all")
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()
    for name, seed in (("public", 20261121), ("heldout", 77003), ("context", 5150)):
        if options.set in (name, "all"):
            module = __import__(f"templates_{name}")
            folder = options.output / name
            if folder.exists():
                shutil.rmtree(folder)
            folder.mkdir(parents=True)
            write(module.cases(Case), folder, options.seed or seed)


if __name__ == "__main__":
    main()
