#!/usr/bin/env python3
"""An emulation of gitleaks: the rules of its own gitleaks.toml (path in GITLEAKS_TOML), made a redactor.

Keywords, entropy, secret groups, paths, allow lists and stop words are applied as its documentation tells; the decoders
and `required` companion rules are not.
"""

import collections
import math
import os
import tomllib

import regex

import common

with open(os.environ["GITLEAKS_TOML"], "rb") as file:
    CONFIG = tomllib.load(file)


def compiled(pattern):
    return regex.compile(pattern.replace(r"\z", r"\Z"), regex.VERSION1 | regex.ASCII)


def allow_list(table):
    return {
        "paths": [compiled(p) for p in table.get("paths", [])],
        "regexes": [compiled(p) for p in table.get("regexes", [])],
        "stop": [word.lower() for word in table.get("stopwords", [])],
        "target": table.get("regexTarget", "secret"),
        "all": table.get("condition", "OR").upper() == "AND",
    }


RULES = []
for rule in CONFIG["rules"]:
    if "regex" not in rule:
        continue
    RULES.append({
        "regex": compiled(rule["regex"]),
        "path": compiled(rule["path"]) if "path" in rule else None,
        "keywords": [word.lower() for word in rule.get("keywords", [])],
        "entropy": rule.get("entropy", 0),
        "group": rule.get("secretGroup", 0),
        "allow": [allow_list(table) for table in rule.get("allowlists", [])],
    })
GLOBAL = [allow_list(CONFIG["allowlist"])] if "allowlist" in CONFIG else [allow_list(t) for t in CONFIG.get("allowlists", [])]


def entropy(text):
    counts = collections.Counter(text)
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values()) if text else 0


def allowed(lists, name, secret, match, line):
    for table in lists:
        target = {"secret": secret, "match": match, "line": line}[table["target"]]
        checks = []
        if table["paths"]:
            checks.append(any(p.search(name) for p in table["paths"]))
        if table["regexes"]:
            checks.append(any(p.search(target) for p in table["regexes"]))
        if table["stop"]:
            checks.append(any(word in secret.lower() for word in table["stop"]))
        if checks and (all(checks) if table["all"] else any(checks)):
            return True
    return False


def redact(name, text):
    for table in GLOBAL:
        if any(p.search(name) for p in table["paths"]):
            return text
    lower, spans = text.lower(), []
    for rule in RULES:
        if rule["keywords"] and not any(word in lower for word in rule["keywords"]):
            continue
        if rule["path"] and not rule["path"].search(name):
            continue
        try:
            for match in rule["regex"].finditer(text, timeout=20):
                group = rule["group"] or next((i for i in range(1, len(match.groups()) + 1) if match[i]), 0)
                secret = match[group] or ""
                if rule["entropy"] and entropy(secret) <= rule["entropy"]:
                    continue
                start = text.rfind("\n", 0, match.start()) + 1
                line = text[start : text.find("\n", match.end()) if "\n" in text[match.end() :] else len(text)] if len(text) < 1_000_000 else match[0]
                if not allowed(rule["allow"] + GLOBAL, name, secret, match[0], line):
                    spans.append(match.span(group))
        except TimeoutError:
            continue
    out, place = [], 0
    for start, end in sorted(spans):
        if start >= place:
            out += [text[place:start], "[REDACTED]"]
        place = max(place, end)
    return "".join(out) + text[place:]


common.main(redact)
