"""YAML as text with positions: every scalar stays text, every path remembers its line, duplicates are refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TextLoader(SAFE):  # type: ignore[misc]
    """The safe loader with nothing guessed: every scalar is text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own name


Path_ = tuple[str | int, ...]

LARGEST = 2_000_000  # bytes; a rule file is a few pages of text
DEEPEST = 12


class Fault(NamedTuple):
    """One thing wrong in a rule file; line and column count from one, nought where there is none."""

    file: str
    line: int
    column: int
    path: str
    code: str
    facts: dict[str, Any]
    shown: str = ""


def _too_deep(text: str) -> bool:
    """Whether brackets or indentation nest beyond all measure; the parser would recurse as deep."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    leading = max((len(run) for run in re.findall(r"(?m)^[ ?-]+", text)), default=0)
    return deepest > DEEPEST * 4 or leading > DEEPEST * 16


class Document:
    """One file: its tree of text, and the position of every path."""

    def __init__(self, file: Path, name: str | None = None) -> None:
        self.name = name or str(file)
        self.faults: list[Fault] = []
        self.marks: dict[Path_, tuple[int, int]] = {(): (1, 1)}
        self.lines: list[str] = []
        self.tree: Any = None
        self.unread: set[Path_] = set()  # paths given up, of which nothing more is said
        self._seen: set[int] = set()  # a node met twice is an alias, and may be a bomb
        try:
            with file.open("rb") as stream:
                raw = stream.read(LARGEST + 1)
            if len(raw) > LARGEST:
                self.fault((), "file_too_large", most=LARGEST)
                return
            text = raw.decode("utf-8-sig")
        except OSError as error:
            self.fault((), "file_unreadable", reason=error.strerror or type(error).__name__)
            return
        except UnicodeDecodeError as error:
            self.fault((), "file_not_utf8", byte=error.start)
            return
        self.lines = text.splitlines()
        if _too_deep(text):
            self.fault((), "yaml_too_deep", most=DEEPEST)
            return
        self._compose(text)

    def _compose(self, text: str) -> None:
        try:
            node = yaml.compose(text, Loader=TextLoader)
            self.tree = None if node is None else self._walk(node, ())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            position = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self.marks[()] = position
            self.fault((), "yaml_broken", reason=error.problem or "")
        except (yaml.YAMLError, RecursionError) as error:
            self.fault((), "yaml_broken", reason=str(error).splitlines()[0])

    def _walk(self, node: Any, path: Path_) -> Any:
        if len(path) > DEEPEST:
            self.unread.add(path)
            self.fault(path, "yaml_too_deep", most=DEEPEST)
            return None
        self.marks.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
        if id(node) in self._seen:
            self.unread.add(path)
            self.fault(path, "yaml_alias")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            tree: dict[str, Any] = {}
            for key_node, value_node in node.value:
                key = str(key_node.value)
                below = (*path, key)
                if key in tree:
                    first = self.marks[below][0]
                    self.marks[below] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
                    self.fault(below, "key_twice", key=key, first=first)
                    continue
                self.marks[below] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
                tree[key] = self._walk(value_node, below)
            return tree
        if isinstance(node, yaml.SequenceNode):
            return [self._walk(item, (*path, index)) for index, item in enumerate(node.value)]
        return node.value

    def mark(self, path: Path_) -> tuple[int, int]:
        """Line and column of a path, or of the nearest path above it that stands in the file."""
        while path not in self.marks:
            path = path[:-1]
        return self.marks[path]

    def fault(self, path: Path_, code: str, **facts: Any) -> None:
        """Note something wrong at a path."""
        line, column = self.mark(path)
        shown = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        self.faults.append(Fault(self.name, line, column, ".".join(map(str, path)), code, facts, shown))
