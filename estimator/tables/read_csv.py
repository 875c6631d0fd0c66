"""Tables in CSV: polars where it is installed and sure to read what the standard library reads, else the latter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO

from estimator.engine.problem import Problem
from estimator.tables.chunk import Chunk, FrameChunk, RowChunk
from estimator.tables.source import MOST_BYTES, SEARCHED, Headings, Source, numbered, once
from estimator.tables.text_blocks import BLOCK, LONGEST_LINE, Feed, lines

DELIMITERS = ",;\t"
_END = "\x1aend"  # a last line of our own: who does not give it back has left a quote open
Row = list[str]


class CsvSource(Source):
    """A table in text. ``delimiter`` is the one found, ``above`` the records over the headings."""

    def __init__(self, name: str, stream: BinaryIO, size: int | None, headings: Headings, fast: bool) -> None:
        super().__init__(name, stream, size)
        self._feed = Feed(stream, name)
        self._polars: Any = _polars() if fast else None
        self.reader = "polars" if self._polars is not None else "csv"
        self._blocks = self._feed.blocks()
        head = next(self._blocks, b"")  # none where there is nothing but a mark
        while len(head) < BLOCK and head.count(b"\n") <= SEARCHED:  # a stream may give little at once
            more = next(self._blocks, b"")
            if not more:
                break
            head += more
        try:
            text = head.decode()
        except UnicodeDecodeError as error:
            if head.count(b"\n", 0, error.start) < SEARCHED and error.end < len(head):
                line = head.count(b"\n", 0, error.start) + 1
                raise Problem("table_not_utf8", field="table", given=name, line=line) from None
            text = head[: error.start].decode()
        self.delimiter = _delimiter(text)
        records = list(self._head(text))
        if not records:
            raise Problem("table_empty", field="table", given=name)
        first, last, cells = headings.find([row for row, _, _ in records])
        _, at, self._line = records[last]
        if at == len(text) and text.count('"') % 2:
            line = records[last - 1][2] + 1 if last else 1
            raise Problem("quote_unclosed", field="table", given=name, line=line, most=LONGEST_LINE)
        self.above = tuple(tuple(row) for row, _, _ in records[:first])
        self.heads = last - first + 1
        self.header = once(numbered(cells, headings), name)
        self._ahead = head[len(text[:at].encode()) :]

    @property
    def read(self) -> int:
        return self._feed.read

    def _head(self, text: str) -> Iterator[tuple[Row, int, int]]:
        """The first records that are not blank; how many characters and lines each ends behind."""
        at = line = 0
        pending = io.StringIO(text, newline="")

        def counted() -> Iterator[str]:
            nonlocal at, line
            for read in pending:
                at, line = at + len(read), line + 1
                yield read

        for found, row in enumerate(filter(None, self._reader(counted()))):
            yield row, at, line
            if found == SEARCHED - 1:
                return

    def _reader(self, texts: Iterator[str]) -> Iterator[Row]:
        csv.field_size_limit(LONGEST_LINE)
        reader = csv.reader(texts, delimiter=self.delimiter)
        before = 0
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                code = "quote_unclosed" if reader.line_num > before + 1 else "cell_too_long"
                line = getattr(self, "_line", 0) + before + 1
                raise Problem(code, field="table", given=self.name, line=line, most=LONGEST_LINE) from None
            before = reader.line_num
            yield row

    def chunks(self, rows: int) -> Iterator[Chunk]:
        """Chunks of ``rows`` rows at most. Raises Problem for what makes the rest unreadable."""
        start, pending, count, size = 0, list[Any](), 0, 0
        for piece, weight in self._pieces():
            pending.append(piece)
            count, size = count + _height(piece), size + weight
            self.rows_read = start + count
            while count >= rows or (count and size >= MOST_BYTES):
                most = min(rows, count)
                taken, pending = _split(pending, most)
                yield self._chunk(taken, start)
                start, count = start + most, count - most
                size = weight * count // _height(piece)  # what is left is of the last piece
        if count:
            yield self._chunk(pending, start)
        elif not start:
            raise Problem("table_no_rows", field="table", given=self.name)

    def _chunk(self, pieces: Sequence[Any], start: int) -> Chunk:
        if self._polars is not None and all(isinstance(piece, tuple) for piece in pieces):
            frames, tame, quotes = zip(*pieces, strict=True)
            frame = self._polars.concat(frames) if len(pieces) > 1 else frames[0]
            return FrameChunk(self.header, frame, start, all(tame), any(quotes))
        width, faults = len(self.header), {}
        rows = [row for piece in pieces for row in (_rows(piece[0]) if isinstance(piece, tuple) else piece)]
        for position, row in enumerate(rows):
            if len(row) != width:
                if len(row) > width:  # nothing is lost: the last cell takes what is over
                    facts = {"row": start + position + 1, "cells": len(row), "columns": width}
                    faults[position] = Problem("row_too_long", field="table", given=row[width], **facts)
                    row = row[: width - 1] + [self.delimiter.join(row[width - 1 :])]
                rows[position] = row + [""] * (width - len(row))
        return RowChunk(self.header, rows, start, faults, self.delimiter)

    def _pieces(self) -> Iterator[tuple[Any, int]]:
        """Rows as lists, or frames and whether their cells are tame and whether any stood in quotes; their size."""
        if self._polars is None or len(self.header) == 1:
            yield from self._slow(chain([self._ahead], self._blocks))
            return
        from estimator.tables.csv_scan import count, cut, plain_lines, quoted_well, tame

        rest = self._ahead
        for block in chain(self._blocks, [b""]):
            whole, rest = (rest + block, b"") if not block else cut(rest + block)
            if not whole:
                if len(rest) > 4 * BLOCK:
                    yield from self._slow(chain([rest], self._blocks))
                    return
                continue
            if b'"' in whole and not quoted_well(whole, self.delimiter):
                yield from self._slow(chain([whole, rest], self._blocks))
                return
            frame = self._frame(whole) if plain_lines(whole) else None
            if frame is None:
                yield from self._slow(iter([whole]))
            else:
                self._line += count(whole, "\n")
                yield (frame, tame(whole, self.delimiter), b'"' in whole), len(whole)

    def _frame(self, whole: bytes) -> Any:
        """The block as polars reads it; None where it would read it in another way, or not at all."""
        from estimator.tables.csv_scan import count

        if not whole.endswith(b"\n"):
            whole += b"\n"
        width = len(self.header)
        if b'"' not in whole and count(whole, self.delimiter) != count(whole, "\n") * (width - 1):
            return None  # ragged: polars drops an empty cell too many
        names = [f"c{position}" for position in range(width)]
        pl = self._polars
        try:
            return pl.read_csv(
                self.delimiter.join(names).encode() + b"\n" + whole,
                schema=dict.fromkeys(names, pl.String),
                separator=self.delimiter,
            )
        except pl.exceptions.PolarsError:  # a row too long, not UTF-8
            return None

    def _slow(self, blocks: Iterator[bytes]) -> Iterator[tuple[list[Row], int]]:
        """Rows of the standard library, some thousand at once."""
        piece: list[Row] = []
        size = 0
        self._seen, finished = 0, False
        opened = begun = self._line

        def counted() -> Iterator[str]:
            nonlocal finished
            for read in lines(blocks, self.name, self._line):
                self._seen += 1
                yield read
            finished = True
            yield _END

        for row in self._reader(counted()):
            if finished and row == [_END]:
                self._line += self._seen
                if piece:
                    yield piece, size
                return
            if row:
                piece.append(row)
                size += sum(map(len, row))
            if len(piece) == 8192 or size >= BLOCK:
                yield piece, size
                piece, size = [], 0
            begun, opened = opened, self._line + self._seen
        raise Problem("quote_unclosed", field="table", given=self.name, line=begun + 1, most=LONGEST_LINE)


def _polars() -> Any:
    try:
        import numpy  # noqa: F401  what polars reads is looked over with it
        import polars
    except ImportError:
        return None
    return polars


def _delimiter(text: str) -> str:
    """The delimiter most frequent, outside quotes, in the first line that has any."""
    for line in text.split("\n")[:SEARCHED]:
        bare = "".join(line.split('"')[::2])
        if any(found in bare for found in DELIMITERS):
            return max(DELIMITERS, key=bare.count)
    return ","


def _height(piece: Any) -> int:
    return piece[0].height if isinstance(piece, tuple) else len(piece)


def _rows(frame: Any) -> list[Row]:
    return [list(row) for row in frame.fill_null("").iter_rows()]


def _split(pieces: list[Any], rows: int) -> tuple[list[Any], list[Any]]:
    """The first ``rows`` rows of the pieces, and the rest."""
    taken: list[Any] = []
    for position, piece in enumerate(pieces):
        height = _height(piece)
        if height >= rows:
            if isinstance(piece, tuple):
                first, rest = (piece[0][:rows], *piece[1:]), (piece[0][rows:], *piece[1:])
                return [*taken, first], [*([rest] if height > rows else []), *pieces[position + 1 :]]
            return [*taken, piece[:rows]], [*([piece[rows:]] if height > rows else []), *pieces[position + 1 :]]
        taken.append(piece)
        rows -= height
    return taken, []
