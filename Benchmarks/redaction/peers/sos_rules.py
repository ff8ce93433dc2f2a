#!/usr/bin/env python3
"""An emulation of what `sos report` removes: the substitutions of all its plugins, recorded from its own source.

SOS_SOURCE names a checkout. Every plugin's postproc() runs with a recorder in place of the report; a recorded
substitution is applied to the files whose name its path expression ends with or matches, as in a report. With
SOS_EVERYWHERE set every substitution is applied to every file: the upper bound of its recall, at a price.
"""

import importlib
import os
import pathlib
import pkgutil
import re
import sys
import types
from unittest import mock

sys.path.insert(0, os.environ["SOS_SOURCE"])
for name in ("magic", "pexpect"):
    sys.modules.setdefault(name, types.ModuleType(name))

import sos.report.plugins as plugins
import common

RULES = []


class Recorder(mock.MagicMock):
    """Whatever a plugin asks for is there; what it substitutes is kept."""

    def do_path_regex_sub(self, path, regexp, subst):
        RULES.append((path, regexp, subst))

    do_file_sub = do_path_regex_sub

    def do_cmd_output_sub(self, command, regexp, subst):
        RULES.append((None, regexp, subst))

    def do_file_private_sub(self, path, desc=""):
        RULES.append((path, plugins._certmatch, plugins._cert_replace))

    do_cmd_private_sub = do_file_private_sub

    def do_paths_http_sub(self, paths):
        for path in [paths] if isinstance(paths, str) else paths:
            RULES.append((path, r"http(s)?://\S+:\S+@", r"http\1://******:******@"))


seen = failed = 0
for module_info in pkgutil.iter_modules(plugins.__path__):
    try:
        module = importlib.import_module(f"sos.report.plugins.{module_info.name}")
    except Exception:
        failed += 1
        continue
    for plugin in vars(module).values():
        if not isinstance(plugin, type) or not issubclass(plugin, plugins.Plugin) or plugin.__module__ != module.__name__:
            continue
        recorder = Recorder()
        for name in dir(plugin):
            value = getattr(plugin, name)
            if name.startswith("__") or name.startswith("do_"):
                continue
            # Constants and helper methods of the plugin itself, so that its lists of keys are the real ones.
            setattr(recorder, name, types.MethodType(value, recorder) if isinstance(value, types.FunctionType) and name in plugin.__dict__ or
                    isinstance(value, types.FunctionType) and name not in vars(plugins.Plugin) else value if not callable(value) else getattr(recorder, name))
        try:
            plugin.postproc(recorder)
            seen += 1
        except Exception:
            failed += 1

unique = []
for path, regexp, subst in RULES:
    try:
        pattern = regexp if hasattr(regexp, "sub") else re.compile(regexp)
        place = None if path is None else path if hasattr(path, "search") else re.compile(str(path))
    except (re.error, TypeError):
        continue
    if isinstance(subst, str):
        unique.append((place, pattern, subst))
if "SOS_EVERYWHERE" in os.environ:
    unique = [(None, *pair) for pair in dict.fromkeys((pattern, subst) for _, pattern, subst in unique)]
print(f"{seen} plugins, {failed} not run, {len(unique)} substitutions", file=sys.stderr)


def redact(name, text):
    # Very long lines take some of the expressions for ever.
    if len(text) > 2_000_000:
        return text
    base = name.rsplit("/", 1)[-1]
    for place, pattern, subst in unique:
        if "SOS_EVERYWHERE" not in os.environ:
            if place is None:
                continue
            last = place.pattern.rstrip("$").rsplit("/", 1)[-1].replace("\\.", ".")
            if last != base and not any(place.match(folder + name) for folder in ("", "/", "/etc/", "/root/", "/var/log/")):
                continue
        try:
            text = pattern.sub(subst, text)
        except re.error:
            pass
    return text


common.main(redact)
