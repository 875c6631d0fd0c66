"""Tables in JSON lines: an object a line. A line that is none is a bad row, never the end of the run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

from estimator.engine.problem import Problem
from estimator.tables.chunk import LINE, Chunk, LineChunk
from estimator.tables.source import MOST_BYTES, MOST_COLUMNS, Source
from estimator.tables.text_blocks import LONGEST_LINE, Feed

DEEPEST = 16  # brackets within brackets


class JsonlSource(Source):
    """Lines of JSON; on standard input they are given as soon as they are there (``live``)."""

    def __init__(self, name: str, stream: BinaryIO, size: int | None) -> None:
        super().__init__(name, stream, size)
        self.live = name == "-"
        self._feed = Feed(stream, name, lines=True)
        self._batches = self._lines(self._feed)
        first = next(self._batches, None)
        if first is None:
            raise Problem("table_no_rows", field="table", given=name)
        self._first = first
        self.header = _chunk(first[:1], 0).header

    @property
    def read(self) -> int:
        return self._feed.read

    def chunks(self, rows: int) -> Iterator[Chunk]:
        """Chunks of ``rows`` lines; fewer where the source is ``live`` and no more are there yet."""
        start, pending = 0, list[bytes]()
        more: list[bytes] | None = self._first
        size = 0
        while more is not None:
            for line in more:
                pending.append(line)
                size += len(line)
                if len(pending) >= rows or size >= MOST_BYTES:
                    for place in range(0, len(pending), rows):
                        part = pending[place : place + rows]
                        yield _chunk(part, start)
                        start += len(part)
                    pending, size = [], 0
            self.rows_read = start + len(pending)
            if self.live and pending:
                yield _chunk(pending, start)
                start, pending, size = start + len(pending), [], 0
            more = next(self._batches, None)
        if pending:
            yield _chunk(pending, start)

    def every_column(self) -> tuple[str, ...]:
        """Every name that a line has, in order of appearance; ``line`` for lines that are no objects.

        Reads the file once more. Raises Problem columns_unknown on standard input, table_too_wide.
        """
        if self.live:
            raise Problem("columns_unknown", field="table", given=self.name)
        found: dict[str, None] = {}
        with open(self.name, "rb") as stream:
            for batch in self._lines(Feed(stream, self.name, lines=True)):
                chunk = _chunk(batch, 0)
                found |= dict.fromkeys(chunk.header)
                if chunk.faults:
                    found[LINE] = None
                if len(found) > MOST_COLUMNS:
                    facts = {"columns": len(found), "most": MOST_COLUMNS}
                    raise Problem("table_too_wide", field="table", given=self.name, **facts)
        return tuple(found)

    def _lines(self, feed: Feed) -> Iterator[list[bytes]]:
        """Whole lines, of one that is too long its beginning; blank ones of a program that waits for each, too."""
        rest, skipping = b"", False
        for block in feed.blocks(self.live):
            *whole, rest = (rest + block).split(b"\n")
            if skipping and whole:
                whole, skipping = whole[1:], False
            if skipping:
                rest = b""
            elif len(rest) > 4 * LONGEST_LINE:
                whole.append(rest[: 4 * LONGEST_LINE + 1])
                rest, skipping = b"", True
            found = whole if self.live else [line for line in whole if line.strip()]
            if found:
                yield found
        if rest.strip():
            yield [rest]


def _chunk(raw: list[bytes], start: int) -> LineChunk:
    lines, objects, faults = [], [], {}
    for position, line in enumerate(raw):
        found: dict[str, Any] | None = None
        try:
            found = parsed(line, start + position + 1)
        except Problem as problem:
            faults[position] = problem
        lines.append(line[: 4 * LONGEST_LINE].decode(errors="replace").strip())
        objects.append(found)
    return LineChunk(lines, objects, start, faults)


class _KeyTwice(Exception):
    """A key stands in an object more than once."""


def _named(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _KeyTwice(next(key for key in keys if keys.count(key) > 1))
    return made


def _not_a_number(text: str) -> Any:
    raise ValueError(text)


_decode = json.JSONDecoder(object_pairs_hook=_named, parse_float=Decimal, parse_constant=_not_a_number).decode


def parsed(line: bytes, row: int) -> dict[str, Any]:
    """The object of a line; numbers with a point are exact.

    Raises Problem: line_blank, line_too_long, json_unreadable, json_too_deep, json_key_twice, json_not_an_object.
    """

    def refused(code: str, **facts: Any) -> Problem:
        return Problem(code, field="table", given=line[:60].decode(errors="replace"), row=row, **facts)

    if not line.strip():
        raise refused("line_blank")
    if len(line) > LONGEST_LINE:
        raise refused("line_too_long", most=LONGEST_LINE)
    try:
        text = line.decode().strip()
        if _depth(text) > DEEPEST:
            raise refused("json_too_deep", most=DEEPEST)
        value = _decode(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False, default=str).encode()  # half a character (\ud83d) cannot be written
    except _KeyTwice as twice:
        raise refused("json_key_twice", key=twice.args[0]) from None
    except (ValueError, ArithmeticError, RecursionError):
        raise refused("json_unreadable") from None
    if not isinstance(value, dict):
        raise refused("json_not_an_object", example='{"sex": "female", "born": "1980"}')
    return value


def _depth(text: str) -> int:
    """How deep brackets stand in brackets, 0 where there are too few to matter."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return 0
    deepest = depth = 0
    inside = escaped = False
    for letter in text:
        if escaped:
            escaped = False
        elif letter == "\\":
            escaped = inside
        elif letter == '"':
            inside = not inside
        elif not inside and letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif not inside and letter in "]}":
            depth -= 1
    return deepest
