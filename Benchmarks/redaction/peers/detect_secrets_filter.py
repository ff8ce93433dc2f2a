#!/usr/bin/env python3
"""Yelp's detect-secrets with its default settings, made a redactor: what it reports on a line is replaced there."""

import pathlib
import shutil
import sys
import tempfile

from detect_secrets import SecretsCollection
from detect_secrets.settings import default_settings

for line in pathlib.Path(sys.argv[1]).read_text().splitlines():
    if not line:
        continue
    name, source, target = line.split("\t")
    lines = pathlib.Path(source).read_bytes().decode("latin-1").split("\n")
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder) / pathlib.Path(name).name
        shutil.copy(source, place)
        found = SecretsCollection()
        with default_settings():
            try:
                found.scan_file(str(place))
            except TypeError as error:  # its YAML reader fails on a key that is a list
                print(f"{name}: {error}", file=sys.stderr)
    for _, secret in found:
        value, index = secret.secret_value, secret.line_number - 1
        if value and 0 <= index < len(lines):
            lines[index] = lines[index].replace(value.encode().decode("latin-1"), "[REDACTED]")
    pathlib.Path(target).write_bytes("\n".join(lines).encode("latin-1"))
