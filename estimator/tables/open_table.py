"""Opening a table by its name: CSV, a workbook, JSONL or Parquet by extension, ``-`` for standard input."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from estimator.engine.problem import Problem
from estimator.tables.source import KINDS, Headings, Source, split_sheet


def open_table(name: str, headings: Headings, fast: bool = True) -> Source:
    """A table by its name: a path, ``BOOK.xlsx#Sheet``, or ``-``.

    ``headings`` tells which rows hold them and which mean something. Without ``fast`` the standard library
    reads even where polars is installed. Raises Problem (field ``table``): file_unreadable, table_kind_unknown,
    extra_missing, table_empty, table_no_rows, table_binary, table_not_utf8, table_broken, heading_twice,
    cell_too_long, quote_unclosed, workbook_too_large, sheet_unknown.
    """
    if name == "-":
        return _standard_input(headings, fast)
    path, sheet = split_sheet(name)
    kind = KINDS.get(Path(path).suffix.lower())
    if kind is None:
        raise Problem("table_kind_unknown", field="table", given=name, allowed=[kind[1:] for kind in KINDS])
    stream = _opened(path)
    try:
        size = os.fstat(stream.fileno()).st_size
        if kind in ("workbook", "parquet") and not size:
            raise Problem("table_empty", field="table", given=name)
        if kind == "workbook":
            from estimator.tables.read_workbook import WorkbookSource

            return WorkbookSource(path, sheet, stream, headings)
        if kind == "parquet":
            from estimator.tables.parquet import ParquetSource

            return ParquetSource(name, stream)
        return _text(kind, name, stream, size, headings, fast)
    except BaseException:
        stream.close()
        raise


def _opened(path: str) -> BinaryIO:
    try:
        if os.path.isdir(path):
            raise IsADirectoryError(21, os.strerror(21))
        return open(path, "rb")
    except OSError as error:
        raise Problem("file_unreadable", field="table", given=path, reason=error.strerror) from None
    except ValueError:  # NUL or half a character in the name
        raise Problem("file_unreadable", field="table", given=path, reason=os.strerror(22)) from None


def _standard_input(headings: Headings, fast: bool) -> Source:
    stream: Any = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise Problem("file_unreadable", field="table", given="-", reason=os.strerror(9))
    first = stream.peek(1).removeprefix(b"\xef\xbb\xbf").lstrip()
    return _text("jsonl" if first.startswith(b"{") else "csv", "-", stream, None, headings, fast)


def _text(kind: str, name: str, stream: BinaryIO, size: int | None, headings: Headings, fast: bool) -> Source:
    if kind == "jsonl":
        from estimator.tables.read_jsonl import JsonlSource

        return JsonlSource(name, stream, size)
    from estimator.tables.read_csv import CsvSource

    return CsvSource(name, stream, size, headings, fast)
