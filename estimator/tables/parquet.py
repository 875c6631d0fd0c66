"""Tables in Parquet, read and written by pyarrow in batches, each column in the type it has."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any, BinaryIO

from estimator.engine.problem import Problem, libraries_missing
from estimator.tables.added_columns import ARROW, NumberColumn, TextColumn
from estimator.tables.chunk import ArrowChunk, Chunk
from estimator.tables.source import MOST_BYTES, Source, broken, once

BUFFER = 1 << 20  # bytes of a column that are read at once
AT_ONCE = 32 << 20  # bytes of the rows that are read at once
SHORT = 16 << 10  # bytes of a text of which as many rows as are read at once may hold the same
MOST_UNPACKED = 256 << 20  # bytes that a small part of a file may unfold to
MOST_RATIO = 100


def pyarrow(field: str) -> Any:
    """The library. Raises Problem extra_missing."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise libraries_missing("arrow", field) from None
    return pyarrow


def fields(added: Mapping[str, type]) -> list[Any]:
    """The Arrow fields of added columns, the same whatever stands in them."""
    import pyarrow

    return [pyarrow.field(name, ARROW[kind]) for name, kind in added.items()]


def column(values: Any, kind: type) -> Any:
    """An added column, ``Told``, ``Texts`` or a list, as an Arrow array."""
    import pyarrow

    return values.array() if isinstance(values, NumberColumn | TextColumn) else pyarrow.array(values, ARROW[kind])


class ParquetSource(Source):
    """A Parquet file; ``read`` counts rows."""

    def __init__(self, name: str, stream: BinaryIO) -> None:
        super().__init__(name, stream, None)
        self._arrow = pyarrow("table")
        try:
            self._file = self._arrow.parquet.ParquetFile(stream, pre_buffer=False, buffer_size=BUFFER)
            self.header = once(self._file.schema_arrow.names, name)
            self.rows = self._file.metadata.num_rows
            self._bytes = os.fstat(stream.fileno()).st_size
        except Problem:
            raise
        except Exception as error:  # whatever a damaged file makes of the reader
            raise broken(name, str(error)) from None
        self._read = 0

    @property
    def read(self) -> int:
        return self._read

    def chunks(self, rows: int) -> Iterator[Chunk]:
        """Chunks of ``rows`` rows at most. Raises Problem: table_no_rows, table_broken, table_unfolds."""
        if not self.rows:
            raise Problem("table_no_rows", field="table", given=self.name)
        pending: list[Any] = []
        count = 0
        batches = self._batches(rows)
        while True:
            try:
                batch = next(batches, None)
            except Problem:
                raise
            except Exception as error:
                raise broken(self.name, str(error)) from None
            if batch is not None:
                pending.append(batch)
                count += batch.num_rows
            size = sum(map(weight, pending))
            while count >= rows or (count and (batch is None or size >= MOST_BYTES)):
                table = self._arrow.Table.from_batches(pending)
                part = table.slice(0, rows).combine_chunks()
                rest = table.slice(rows)
                pending, count, size = rest.to_batches(), rest.num_rows, 0
                for chunk in sliced(part.to_batches()[0], self._read, rows):
                    yield chunk
                    self._read += chunk.rows
            if batch is None:
                return

    def _batches(self, rows: int) -> Iterator[Any]:
        """The record batches, each row group read so many rows at once that they fit into memory whatever they hold."""
        meta = self._file.metadata
        for group in range(meta.num_row_groups):
            one = meta.row_group(group)
            columns = [one.column(place) for place in range(one.num_columns)]
            for column in columns:
                packed, whole = column.total_compressed_size, column.total_uncompressed_size
                if whole > MOST_UNPACKED and whole > MOST_RATIO * max(packed, 1):
                    raise self._too_large()
            each = sum(column.total_uncompressed_size for column in columns) // max(one.num_rows, 1)
            each += self._longest(group, columns)
            most = max(min(rows, AT_ONCE // max(each, 1)), 1)
            yield from self._file.iter_batches(batch_size=most, row_groups=[group])

    def _longest(self, group: int, columns: Sequence[Any]) -> int:
        """Bytes of the longest texts in the dictionaries of a row group, which stand in it once and in rows again.

        Raises Problem table_unfolds where the rows hold far more than the file.
        """
        import pyarrow.compute as compute

        texts = {field.name for field in self._file.schema_arrow if _is_text(field.type)}
        named = [
            column.path_in_schema
            for column in columns
            if column.path_in_schema in texts
            and column.has_dictionary_page
            and column.total_uncompressed_size > SHORT  # no text of it is longer
        ]
        if not named:
            return 0
        assert self._stream is not None
        at = self._stream.tell()
        file = self._arrow.parquet.ParquetFile(
            self._stream, pre_buffer=False, buffer_size=BUFFER, read_dictionary=named
        )
        longest = whole = 0
        probe = next(file.iter_batches(batch_size=1, row_groups=[group], columns=named))
        long = []
        for name, column in zip(probe.schema.names, probe.columns, strict=True):
            size = compute.max(compute.binary_length(column.dictionary)).as_py() or 0
            longest += size
            if size > SHORT:
                long.append(name)
        for batch in file.iter_batches(batch_size=1 << 16, row_groups=[group], columns=long) if long else ():
            whole += weight(batch)
            if whole > max(MOST_UNPACKED, MOST_RATIO * self._bytes):
                raise self._too_large()
        self._stream.seek(at)
        return longest

    def _too_large(self) -> Problem:
        return Problem("table_unfolds", field="table", given=self.name, most=MOST_UNPACKED >> 20)


def _is_text(kind: Any) -> bool:
    import pyarrow

    types = pyarrow.types
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_binary(kind))


def weight(batch: Any) -> int:
    """Bytes of a record batch, texts of dictionaries counted as often as they stand in it."""
    import pyarrow
    import pyarrow.compute as compute

    size = 0
    for column in batch.columns:
        size += column.nbytes
        if pyarrow.types.is_dictionary(column.type) and _is_text(column.type.value_type):
            lengths = compute.binary_length(column.dictionary).cast("int64")
            size += compute.sum(lengths.take(column.indices)).as_py() or 0
    return size


def sliced(batch: Any, start: int, rows: int) -> Iterator[ArrowChunk]:
    """A record batch as chunks of ``rows`` rows at most that are bounded in bytes; ``start`` rows stand before it.

    A text that is no UTF-8 is at fault, and stands there with marks in place of its bytes.
    """
    if batch.num_rows > rows or (batch.num_rows > 1 and weight(batch) > MOST_BYTES):
        half = min(rows, (batch.num_rows + 1) // 2)
        yield from sliced(batch.slice(0, half), start, rows)
        yield from sliced(batch.slice(half), start + half, rows)
        return
    faults: dict[int, Problem] = {}
    columns = [_sound(column, name, faults) for name, column in zip(batch.schema.names, batch.columns, strict=True)]
    if faults:
        import pyarrow

        batch = pyarrow.record_batch(columns, schema=batch.schema)
    chunk = ArrowChunk(batch, start)
    chunk.faults = faults
    yield chunk


def _sound(column: Any, name: str, faults: dict[int, Problem]) -> Any:
    """The column with every text UTF-8; nested values that are not are left out. Such rows are at fault."""
    import pyarrow

    try:
        column.validate(full=True)
        return column
    except (pyarrow.ArrowException, ValueError):
        pass
    bad, texts = [], []
    for place in range(len(column)):
        try:
            texts.append(column[place].as_py())
        except UnicodeDecodeError as error:
            bad.append(place)
            texts.append(error.object.decode("utf-8", "replace"))
            faults.setdefault(place, Problem("cell_not_utf8", field="table", given=name))
        except (ValueError, OverflowError):  # one that Python cannot say, and that is no fault
            texts.append(None)
    if not bad:
        return column
    kind = column.type
    if _is_text(kind) or pyarrow.types.is_string_view(kind):
        return pyarrow.array(texts, kind)
    kept = pyarrow.array([None if place in faults else place for place in range(len(column))], "int64")
    return column.take(kept)


class ParquetWriter:
    """Rows into an open file: the columns of a Parquet input in their own types, those of other tables as text."""

    def __init__(self, file: IO[bytes], header: Sequence[str], added: Mapping[str, type]) -> None:
        self._arrow = pyarrow("output")
        self._file, self._header, self._added = file, header, dict(added)
        self._writer: Any = None

    def write(self, chunk: Chunk, columns: Mapping[str, Any]) -> None:
        """Append the chunk with its added columns."""
        if self._writer is None:
            self._open(chunk)
        arrays = [chunk.array(position) for position in range(len(self._header))]
        arrays += [column(columns[name], kind) for name, kind in self._added.items()]
        self._writer.write_batch(self._arrow.record_batch(arrays, schema=self._schema))

    def finish(self) -> None:
        """Write what closes the file, which stays open."""
        if self._writer is None:
            self._open(None)
        self._writer.close()

    def _open(self, chunk: Chunk | None) -> None:
        pa = self._arrow
        texts = [pa.field(name, ARROW[str]) for name in self._header]
        own = list(chunk.batch.schema) if isinstance(chunk, ArrowChunk) else texts
        self._schema = pa.schema(own + fields(self._added))
        self._writer = pa.parquet.ParquetWriter(self._file, self._schema, compression="zstd")
