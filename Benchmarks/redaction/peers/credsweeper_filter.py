#!/usr/bin/env python3
"""Samsung's CredSweeper with its default rules and its model, made a redactor: what it reports is replaced in place."""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

jobs = [line.split("\t") for line in pathlib.Path(sys.argv[1]).read_text().splitlines() if line]
with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder) / "in"
    for number, (name, source, _) in enumerate(jobs):
        place = root / f"{number:04d}" / name
        place.parent.mkdir(parents=True)
        shutil.copy(source, place)
    report = pathlib.Path(folder) / "report.json"
    subprocess.run([sys.executable, "-m", "credsweeper", "--path", str(root), "--save-json", str(report), "--no-filters" if "--no-filters" in sys.argv else "--sort"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = {}
    for item in json.loads(report.read_text()):
        for data in item["line_data_list"]:
            path = pathlib.Path(data["path"])
            number = int(path.relative_to(root).parts[0])
            found.setdefault(number, []).append((data["line_num"], data["value"]))
for number, (_, source, target) in enumerate(jobs):
    lines = pathlib.Path(source).read_bytes().decode("latin-1").split("\n")
    for index, value in found.get(number, []):
        value = (value or "").encode().decode("latin-1")
        if value and 0 < index <= len(lines):
            # A value over several lines is looked for from its line on.
            for piece, part in enumerate(value.split("\n")):
                if part and index - 1 + piece < len(lines):
                    lines[index - 1 + piece] = lines[index - 1 + piece].replace(part, "[REDACTED]")
    pathlib.Path(target).write_bytes("\n".join(lines).encode("latin-1"))
