#!/usr/bin/env python3
"""Read the regular expressions out of another tool's Go source, for regex_rules.py:

    extract_go_rules.py troubleshoot pkg/redact/redact.go      > troubleshoot.json
    extract_go_rules.py datadog pkg/util/scrubber/default.go   > datadog.json
    extract_go_rules.py hcdiag product/tfe.go redact/redact.go > hcdiag.json

Each rule: {"regex", "replace", "hints", "sort": "line" | "whole" | "pair", "selector"}.
"""

import json
import re
import sys

tool = sys.argv[1]
source = "\n".join(open(path).read() for path in sys.argv[2:])
rules = []


def groups_to_replacement(pattern, mask):
    """troubleshoot: the group `mask` is masked, `drop` dropped, every other group kept, the rest of the match lost."""
    out, number = "", 0
    for found in re.finditer(r"\\.|\[(?:\\.|[^\]])*\]|\((\?P<(\w+)>|\?)?", pattern):
        if not found[0].startswith("(") or found[1] == "?":
            continue
        number += 1
        out += mask if found[2] == "mask" else "" if found[2] == "drop" else f"\\g<{number}>"
    return out


def numbered(pattern):
    """Python's regex module gives groups of one name one number: make the names differ."""
    count = iter(range(1, 99))
    return re.sub(r"\(\?P<(\w+)>", lambda found: f"(?P<{found[1]}{next(count)}>", pattern)


if tool == "troubleshoot":
    body = source[source.index("singleLines := ") :]
    single, double = body.split("doubleLines := ")
    for block in re.finditer(r"regex: `([^`]*)`,\s*scan:\s*`([^`]*)`", single):
        rules.append({"regex": numbered(block[1]), "replace": groups_to_replacement(block[1], "***HIDDEN***"), "scan": block[2], "sort": "line"})
    for block in re.finditer(r"regex: `([^`]*)`,\s*scan:\s*`([^`]*)`,\s*\},\s*redactor: `([^`]*)`", double):
        rules.append({"regex": numbered(block[3]), "replace": groups_to_replacement(block[3], "***HIDDEN***"), "selector": block[1], "sort": "pair"})
elif tool == "datadog":
    def replacement(text):
        return re.sub(r"\$(\d)", r"\\g<\1>", text)

    shapes = {
        "matchYAMLKeyPart": r"(\s*(\w|_|-)*%s(\w|_|-)*\s*:).+",
        "matchYAMLKey": r"(\s*%s\s*:).+",
        "matchYAMLKeyEnding": r"(^\s*(\w|_|-)*%s\s*:).+",
    }
    for block in re.finditer(r"(\w+) := (?:Replacer\{.*?regexp\.MustCompile\(`([^`]*)`\)(.*?)\n\t\}|(matchYAML\w+)\((.*?)\n\t\))", source, re.S):
        name, pattern, rest, helper, arguments = block.groups()
        sort = "whole" if name in ("certReplacer", "snmpMultilineReplacer") else "line"
        if pattern:
            hints = re.search(r"Hints: \[\]string\{([^}]*)\}", rest)
            repl = re.search(r"Repl: *\[\]byte\([`\"]([^`\"]*(?:\"[^`]*)?)[`\"]\)", rest)
            rules.append({"regex": pattern, "replace": replacement(repl[1]), "hints": re.findall(r'"([^"]*)"', hints[1]) if hints else [], "sort": sort})
            continue
        if helper == "matchYAMLOnly":
            continue
        parts = re.findall(r"^\t\t[`\"]([^`\"]*)[`\"],", arguments, re.M)
        hints = re.search(r"\[\]string\{([^}]*)\}", arguments)
        if helper == "matchYAMLKeyPrefixSuffix":
            regex = r"(\s*%s(\w|_|-)*%s\s*:).+" % (parts[0], parts[1])
        elif helper == "matchYAMLKeyWithListValue":
            regex = r"(\s*%s\s*:)\s*(?:\n(?:\s+-\s+.*)*|\[(?:\n?.*?)*?\])" % parts[0]
        else:
            regex = shapes[helper] % parts[0]
        rules.append({"regex": regex, "replace": '\\g<1> "********"', "hints": re.findall(r'"([^"]*)"', hints[1]) if hints else [], "sort": sort})
elif tool == "hcdiag":
    for block in re.finditer(r"Matcher: `([^`]*)`,\s*Replace: \"([^\"]*)\"", source):
        rules.append({"regex": block[1], "replace": re.sub(r"\$\{(\d)\}", r"\\g<\1>", block[2]), "hints": [], "sort": "line"})
    email = re.search(r"EmailPattern = `([^`]*)`", source)
    rules.append({"regex": email[1], "replace": re.search(r'EmailReplace = "([^"]*)"', source)[1], "hints": [], "sort": "line"})
json.dump(rules, sys.stdout, indent=1)
