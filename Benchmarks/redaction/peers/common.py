"""What every adapter shares: the list of files in, the redacted bytes out."""

import pathlib
import sys


def main(redact):
    """`redact(name, text) -> text`, on text read as Latin-1 so that every byte passes unchanged."""
    for line in pathlib.Path(sys.argv[1]).read_text().splitlines():
        if not line:
            continue
        name, source, target = line.split("\t")
        text = pathlib.Path(source).read_bytes().decode("latin-1")
        pathlib.Path(target).write_bytes(redact(name, text).encode("latin-1", "replace"))
