"""Where the rules lie, and their frozen form: the wheel carries the tables compiled, with the fingerprint of the YAML.

The kitchen table loads the frozen tables; where they are missing or no longer match the files beside them, the YAML is
read, never old law.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from estimator.engine.problem import Needing, RuleProblem
from estimator.rulebook.model import Parameter, Provision, Rulebook, Tables, segments

try:
    from _blake2 import blake2b  # hashlib takes ten times as long to import, for OpenSSL
except ImportError:
    from hashlib import blake2b


FROZEN = "frozen.bin"
FORMAT = b"bhxh-rules-2"
CHECK = 16  # bytes of a hash


def root() -> Path:
    """The rules directory: a checkout's own, else the one shipped inside the package."""
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent
    if (checkout / "rules" / "sources.yaml").is_file() and (checkout / "pyproject.toml").is_file():
        return checkout / "rules"
    return package / "_rules"


def shipped() -> dict[str, Path]:
    """The overlays that come with the program, by their bare names: examples of reforms, then provinces."""
    folders = (root() / "reforms", root() / "provinces")
    return {file.stem: file for folder in folders for file in sorted(folder.glob("*.yaml")) if file.stem != "index"}


def content_hash(content: bytes) -> bytes:
    """A hash of some bytes that is the same whatever Python reckons it."""
    return blake2b(content, digest_size=CHECK).digest()


def fingerprint(directory: Path) -> bytes:
    """A hash of the names and bytes of every rule file."""
    hashes = []
    for folder, below, files in os.walk(directory):
        below.sort()
        for file in sorted(files):
            if file.endswith(".yaml"):
                with open(os.path.join(folder, file), "rb") as stream:
                    hashes.append(os.path.join(folder[len(str(directory)) :], file).replace(os.sep, "/").encode())
                    hashes.append(content_hash(stream.read()))
    return content_hash(b"\n".join(hashes))


def freeze(tables: Tables, directory: Path) -> bytes:
    """The tables as the wheel carries them: the same bytes from every Python.

    The second version of marshal's form is read and written alike by all; later ones depend on what is shared.
    """
    body = marshal.dumps(tables, 2)
    return FORMAT + fingerprint(directory) + content_hash(body) + body


def thaw(directory: Path) -> Tables | None:
    """The frozen tables of a directory, or None where there are none that match its files."""
    try:
        raw = (directory / FROZEN).read_bytes()
    except OSError:
        return None
    head = FORMAT + fingerprint(directory)
    if not raw.startswith(head):
        return None
    check, body = raw[len(head) : len(head) + CHECK], raw[len(head) + CHECK :]
    if content_hash(body) != check:
        return None
    try:
        tables: Tables = marshal.loads(body)
    except (EOFError, TypeError, ValueError):  # a later Python may no longer read the form
        return None
    return tables


def tables(directory: Path | None = None) -> Tables:
    """The tables of the rules; RuleProblem with every fault when a changed file is wrong."""
    directory = directory or root()
    frozen = thaw(directory)
    if frozen is not None:
        return frozen
    with Needing("rules", "rules"):
        from estimator.rulebook.build import build

    built, faults, _ = build(directory)
    if faults:
        raise RuleProblem("rules_wrong", faults=faults, file=faults[0].file)
    return built


def rulebook(tables: Mapping[str, Any]) -> Rulebook:
    """The rulebook the tables hold."""
    parameters = {
        name: Parameter(name, unit, reviewed, segments(Provision(*row) for row in rows), may_vary_by, whole)
        for name, (unit, reviewed, may_vary_by, whole, rows) in tables["parameters"].items()
    }
    provinces = tuple((code, name, old) for code, (name, old) in tables["provinces"].items())
    return Rulebook(parameters, tables["sources"], provinces, tables["scenarios"], tables["province_rules"])


def load(directory: Path | None = None) -> Rulebook:
    """The rulebook, from the frozen tables where they are good, else from the YAML."""
    return rulebook(tables(directory))


def provisions(rows: Mapping[str, tuple[tuple[Any, ...], ...]]) -> dict[str, tuple[Provision, ...]]:
    """An overlay's rows as provisions, ready for ``Rulebook.overlaid``."""
    return {name: tuple(Provision(*row) for row in named) for name, named in rows.items()}
