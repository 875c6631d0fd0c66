"""The bytes of a text file as blocks of UTF-8, and as lines of bounded length."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from estimator.engine.problem import Problem

BLOCK = 2 << 20  # bytes read at once
PIPE = 1 << 16  # of a live stream, as long as it gives no more; room for a block costs more than to read a line
LONGEST_LINE = 1 << 20  # characters
_MARKS = ((codecs.BOM_UTF8, ""), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Feed:
    """A stream of bytes as blocks of UTF-8 without a mark; ``read`` counts the bytes taken from the stream.

    Raises Problem: table_empty, table_not_utf8, table_binary, table_unreadable.
    """

    def __init__(self, stream: BinaryIO, name: str, lines: bool = False) -> None:
        self.name, self.read, self._stream = name, 0, stream
        self._objects = lines  # of JSON, each judged alone; what does not begin as one is no text with a zero byte
        self._lines = 0  # line breaks in the blocks given so far
        self._most = BLOCK  # bytes to be read next

    def blocks(self, live: bool = False) -> Iterator[bytes]:
        """The blocks, as large as ``BLOCK``, or as they come where the stream is ``live``.

        They are not cut at the ends of lines or letters, and are known to be UTF-8 only where the file was UTF-16.
        """
        take: Callable[[int], bytes] = getattr(self._stream, "read1" if live else "read")
        self._most = PIPE if live else BLOCK
        raw = self._taken(take)
        while live and raw and len(raw) < 4 and any(mark.startswith(raw) for mark, _ in _MARKS):
            more = self._taken(take)
            raw += more
            if not more:
                break
        if not raw:
            raise Problem("table_empty", field="table", given=self.name)
        mark, coding = next(((mark, coding) for mark, coding in _MARKS if raw.startswith(mark)), (b"", ""))
        decoder = codecs.getincrementaldecoder(coding)() if coding else None
        raw = raw[len(mark) :]
        while True:
            last = not raw and self._ended
            block = raw if decoder is None else self._decoded(decoder, raw, last)
            if self._objects and self._begins and block.lstrip():
                self._objects, self._begins = block.lstrip().startswith(b"{"), False
            if b"\0" in block and not self._objects:
                raise Problem("table_binary", field="table", given=self.name, line=self._line(block, block.index(0)))
            self._lines += block.count(b"\n")
            if block:
                yield block
            if last:
                return
            raw = self._taken(take)

    _ended = False
    _begins = True

    def _taken(self, take: Callable[[int], bytes]) -> bytes:
        try:
            raw = take(self._most)
        except OSError as error:
            raise Problem("file_unreadable", field="table", given=self.name, reason=error.strerror) from None
        if self._most == PIPE and len(raw) == PIPE:
            self._most = BLOCK
        self._ended = not raw
        self.read += len(raw)
        return raw

    def _decoded(self, decoder: codecs.IncrementalDecoder, raw: bytes, last: bool) -> bytes:
        try:
            return decoder.decode(raw, last).encode()
        except UnicodeError:
            raise Problem("table_not_utf8", field="table", given=self.name, line=self._lines + 1) from None

    def _line(self, block: bytes, byte: int) -> int:
        return self._lines + block.count(b"\n", 0, byte) + 1


class _Stream(io.RawIOBase):
    """Blocks as a raw stream."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._rest = blocks, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._rest:
            self._rest = memoryview(next(self._blocks, b""))
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def lines(blocks: Iterator[bytes], name: str, before: int = 0) -> Iterator[str]:
    r"""The lines of the blocks with their ends (``\n``, ``\r\n``, ``\r``); ``before`` lines were read already.

    Raises Problem: table_not_utf8 and cell_too_long, both with the line.
    """
    text = io.TextIOWrapper(io.BufferedReader(_Stream(blocks), 1 << 16), "utf-8", newline="")
    line = before
    while True:
        try:
            read = text.readline(LONGEST_LINE)
        except UnicodeDecodeError as error:
            line += error.object[: error.start].count(b"\n") + 1
            raise Problem("table_not_utf8", field="table", given=name, line=line) from None
        if not read:
            return
        line += 1
        if len(read) == LONGEST_LINE and not read.endswith("\n"):
            raise Problem("cell_too_long", field="table", given=name, line=line, most=LONGEST_LINE)
        yield read
