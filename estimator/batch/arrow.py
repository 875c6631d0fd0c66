"""Tables in Parquet, read and written by pyarrow in batches, each column in the type it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any, BinaryIO

from estimator.batch.bombs import broken
from estimator.batch.chunk import ArrowChunk, Chunk
from estimator.batch.source import Source, once
from estimator.engine.problem import Problem


def pyarrow(field: str) -> Any:
    """The library. Raises Problem extra_missing."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise Problem("extra_missing", field=field, given="arrow") from None
    return pyarrow


class ParquetSource(Source):
    """A Parquet file; ``read`` counts rows."""

    def __init__(self, name: str, stream: BinaryIO) -> None:
        super().__init__(name, stream, None)
        self._arrow = pyarrow("table")
        try:
            self._file = self._arrow.parquet.ParquetFile(stream, pre_buffer=False)
        except Exception as error:  # whatever a damaged file makes of the reader
            raise broken(name, str(error)) from None
        self.header = once(self._file.schema_arrow.names, name)
        self.rows = self._file.metadata.num_rows
        self._read = 0

    @property
    def read(self) -> int:
        return self._read

    def chunks(self, rows: int) -> Iterator[Chunk]:
        """Chunks of ``rows`` rows. Raises Problem: table_no_rows, table_broken."""
        if not self.rows:
            raise Problem("table_no_rows", field="table", given=self.name)
        pending: list[Any] = []
        count = 0
        batches = self._file.iter_batches(batch_size=rows)
        while True:
            try:
                batch = next(batches, None)
            except Exception as error:
                raise broken(self.name, str(error)) from None
            if batch is not None:
                pending.append(batch)
                count += batch.num_rows
            while count >= rows or (count and batch is None):
                table = self._arrow.Table.from_batches(pending)
                part = table.slice(0, rows).combine_chunks()
                rest = table.slice(rows)
                pending, count = rest.to_batches(), rest.num_rows
                yield ArrowChunk(part.to_batches()[0], self._read)
                self._read += part.num_rows
            if batch is None:
                return


class ParquetWriter:
    """Rows into an open file: the columns of a Parquet input in their own types, those of other tables as text."""

    def __init__(self, file: IO[bytes], header: Sequence[str], added: Mapping[str, type | None]) -> None:
        self._arrow = pyarrow("output")
        self._file, self._header, self._added = file, header, dict(added)
        self._writer: Any = None
        self._schema: Any = None

    def write(self, chunk: Chunk, columns: Mapping[str, Sequence[Any]]) -> None:
        """Append the chunk with its added columns."""
        pa = self._arrow
        if isinstance(chunk, ArrowChunk):
            fields = list(chunk.batch.schema)
            arrays = [chunk.batch.column(position) for position in range(len(self._header))]
        else:
            fields = [pa.field(name, pa.string()) for name in self._header]
            arrays = [pa.array(chunk.cells(position), pa.string()) for position in range(len(self._header))]
        if self._writer is None:
            self._schema = pa.schema(fields + [pa.field(name, self._type(name, columns)) for name in self._added])
            self._writer = pa.parquet.ParquetWriter(self._file, self._schema, compression="zstd")
        for name in self._added:
            arrays.append(self._array(columns[name], self._schema.field(name).type))
        self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))

    def finish(self) -> None:
        """Write what closes the file, which stays open."""
        if self._writer is None:
            pa = self._arrow
            named = [*self._header, *self._added]
            self._schema = pa.schema([pa.field(name, pa.string()) for name in named])
            self._writer = pa.parquet.ParquetWriter(self._file, self._schema)
        self._writer.close()

    def _type(self, name: str, columns: Mapping[str, Sequence[Any]]) -> Any:
        stated = self._added[name]
        if stated is None:
            values = [value for value in columns[name] if value is not None]
            kinds = {bool if isinstance(value, bool) or type(value).__name__ == "bool" else
                     str if isinstance(value, str) else int for value in values}  # fmt: skip
            stated = kinds.pop() if len(kinds) == 1 else str
        return {int: self._arrow.int64(), bool: self._arrow.bool_()}.get(stated, self._arrow.string())

    def _array(self, values: Sequence[Any], kind: Any) -> Any:
        if kind == self._arrow.string():
            return self._arrow.array([None if value is None else str(value) for value in values], kind)
        return self._arrow.array(values, kind)
