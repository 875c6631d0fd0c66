"""Tables in Parquet, read and written by pyarrow in batches, each column in the type it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any, BinaryIO

from estimator.batch.chunk import ArrowChunk, Chunk
from estimator.batch.figures import ARROW, Texts, Told
from estimator.batch.source import Source, broken, once
from estimator.engine.problem import Problem


def pyarrow(field: str) -> Any:
    """The library. Raises Problem extra_missing."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise Problem("extra_missing", field=field, given="arrow") from None
    return pyarrow


def fields(added: Mapping[str, type]) -> list[Any]:
    """The Arrow fields of added columns, the same whatever stands in them."""
    import pyarrow

    return [pyarrow.field(name, ARROW[kind]) for name, kind in added.items()]


def column(values: Any, kind: type) -> Any:
    """An added column, ``Told``, ``Texts`` or a list, as an Arrow array."""
    import pyarrow

    return values.array() if isinstance(values, Told | Texts) else pyarrow.array(values, ARROW[kind])


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
