#!/usr/bin/env python3
"""An emulation of a redactor that is a list of regular expressions (RULES names the file extract_go_rules.py wrote)."""

import json
import os

import regex

import common

RULES = json.loads(open(os.environ["RULES"]).read())
for rule in RULES:
    for key in ("regex", "selector", "scan"):
        if key in rule:
            rule[key] = regex.compile(rule[key].replace(r"\z", r"\Z"), regex.VERSION0 | regex.ASCII)


def redact(name, text):
    lines = text.split("\n")
    for rule in RULES:
        if rule["sort"] == "whole":
            lines = rule["regex"].sub(rule["replace"], "\n".join(lines)).split("\n")
        elif rule["sort"] == "pair":
            for index in range(len(lines) - 1):
                if rule["selector"].search(lines[index]):
                    lines[index + 1] = rule["regex"].sub(rule["replace"], lines[index + 1])
        else:
            for index, line in enumerate(lines):
                # The expressions are linear in Go and not in Python: the corpus's lines of megabytes are left as they are.
                if len(line) > 100_000:
                    continue
                if rule.get("hints") and not any(hint in line for hint in rule["hints"]):
                    continue
                if "scan" in rule and not rule["scan"].search(line.lower()):
                    continue
                try:
                    lines[index] = rule["regex"].sub(rule["replace"], line, timeout=2)
                except TimeoutError:
                    pass
    return "\n".join(lines)


common.main(redact)
