"""YAML as text with positions: every scalar stays text, every path remembers its line, duplicates are refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml

SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TextLoader(SAFE):  # type: ignore[misc]
    """The safe loader with nothing guessed: every scalar is text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own name


Path_ = tuple[str | int, ...]

LARGEST = 2_000_000  # bytes; a rule file is a few pages of text
LONGEST = 10_000  # characters of one text in it
LONGEST_SHOWN = 500  # characters of a line that is shown
DEEPEST = 12
ONE_DOCUMENT = "expected a single document in the stream"  # as the composer of PyYAML says it


class Fault(NamedTuple):
    """One thing wrong in a rule file; line and column count from one, nought where there is none."""

    file: str
    line: int
    column: int
    path: str
    code: str
    facts: dict[str, Any]
    shown: str = ""


class _GivenUp(Exception):
    """What stands in a file is not read further; its fault is noted."""


def _at(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


class Document:
    """One file: its tree of text, and the position of every path."""

    def __init__(self, file: Path, name: str | None = None) -> None:
        self.name = name or str(file)
        self.faults: list[Fault] = []
        self.marks: dict[Path_, tuple[int, int]] = {(): (1, 1)}
        self.lines: list[str] = []
        self.tree: Any = None
        self.unread: set[Path_] = set()  # paths given up, of which nothing more is said
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
        self._read(text)

    def _read(self, text: str) -> None:
        """Take the tree from the parser's events: no node is built, so none can stand in another twice."""
        try:
            events = yaml.parse(text, Loader=TextLoader)
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if self.tree is not None:
                        self.marks[()] = _at(event)
                        self._give_up((), "yaml_broken", reason=ONE_DOCUMENT)
                    self.tree = self._node(next(events), events, ())
        except _GivenUp:
            self.tree = None
        except yaml.MarkedYAMLError as error:
            self.tree = None
            mark = error.problem_mark or error.context_mark
            position = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self.marks[()] = position
            if "nesting" in (error.problem or ""):  # libyaml has a limit of its own
                self.fault((), "yaml_too_deep", most=DEEPEST)
            else:
                self.fault((), "yaml_broken", reason=error.problem or "")
        except yaml.YAMLError as error:
            self.tree = None
            self.fault((), "yaml_broken", reason=str(error).splitlines()[0])

    def _node(self, event: Any, events: Iterator[Any], path: Path_) -> Any:
        """The text, list or mapping that an event begins."""
        if len(path) > DEEPEST:
            self._give_up(path, "yaml_too_deep", most=DEEPEST)
        self.marks.setdefault(path, _at(event))
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                items.append(self._node(item, events, (*path, len(items))))
            return items
        if not isinstance(event, yaml.MappingStartEvent):  # an alias
            self._give_up(path, "yaml_alias")
        return self._mapping(events, path)

    def _mapping(self, events: Iterator[Any], path: Path_) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.marks[path] = _at(event)
                self._give_up(path, "yaml_alias" if isinstance(event, yaml.AliasEvent) else "key_no_text")
            key = self._text(event, path)
            below = (*path, key)
            first = self.marks.get(below, (0, 0))[0]
            self.marks[below] = _at(event)
            if key in tree:
                self.fault(below, "key_twice", key=key, first=first)
                self._node(next(events), events, (*below, key))
                continue
            tree[key] = self._node(next(events), events, below)
        return tree

    def _text(self, event: Any, path: Path_) -> str:
        if len(event.value) > LONGEST:
            self.marks[path] = _at(event)
            self._give_up(path, "text_too_long", length=len(event.value), most=LONGEST)
        return str(event.value)

    def _give_up(self, path: Path_, code: str, **facts: Any) -> NoReturn:
        self.unread.add(path)
        self.fault(path, code, **facts)
        raise _GivenUp

    def mark(self, path: Path_) -> tuple[int, int]:
        """Line and column of a path, or of the nearest path above it that stands in the file."""
        while path not in self.marks:
            path = path[:-1]
        return self.marks[path]

    def fault(self, path: Path_, code: str, **facts: Any) -> None:
        """Note something wrong at a path."""
        line, column = self.mark(path)
        shown = self.lines[line - 1][:LONGEST_SHOWN] if 0 < line <= len(self.lines) else ""
        self.faults.append(Fault(self.name, line, column, ".".join(map(str, path)), code, facts, shown))
