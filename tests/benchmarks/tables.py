"""Invented tables of people as Vietnamese write them, and what any program must do with one: read, parse, write.

Run by the other benchmarks as a process of its own:

    python tests/benchmarks/tables.py invent ROWS OUT.csv
    python tests/benchmarks/tables.py floor IN.csv ANSWERS.csv OUT.csv
    python tests/benchmarks/tables.py plain BHXH-ARGUMENTS…    (``bhxh`` as it is without the extra ``batch``)
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import Any

HEADER = ("Họ và tên", "Ngày sinh", "Giới tính", "Mức thu nhập", "Phương thức đóng", "Đối tượng", "Đã đóng")
SEXES = ("nữ", "nam")
METHODS = ("1 tháng", "3 tháng", "6 tháng", "12 tháng", "Về sau:3")
GROUPS = ("khác", "hộ cận nghèo", "hộ nghèo", "dân tộc thiểu số")
PIECE = 100_000
BLOCK = 8 << 20  # bytes read at once, as the reader of the estimator does


def invent(rows: int, out: str) -> None:
    """A table of people, a third with a record; one in two hundred has an income that cannot be read or is too low."""
    import numpy as np
    import polars as pl

    random = np.random.default_rng(20261122)
    with open(out, "wb") as file:
        file.write(("\ufeff" + ",".join(HEADER) + "\r\n").encode())
        for start in range(0, rows, PIECE):
            size = min(PIECE, rows - start)
            day, month, year = (random.integers(*ends, size) for ends in ((1, 29), (1, 13), (1974, 2008)))
            known, sex, method, group = (random.integers(0, most, size) for most in (10, 2, 5, 4))
            amount, shape = 1_500_000 + 50_000 * random.integers(0, 300, size), random.integers(0, 200, size)
            first, length, second = (random.integers(*ends, size) for ends in ((0, 36), (1, 40), (1, 40)))
            levels, record = 1_500_000 + 100_000 * random.integers(0, 30, (2, size)), random.integers(0, 6, size)
            born = [
                f"{d:02}/{m:02}/{y}" if k < 6 else f"{m:02}/{y}" if k < 7 else str(y)
                for d, m, y, k in zip(*map(np.ndarray.tolist, (day, month, year, known)), strict=True)
            ]
            told = map(np.ndarray.tolist, (year, record, first, length, second, *levels))
            paid = [
                "" if r < 3 or y > 1995 else _spell(0, f, n, one) + (f"; {_spell(72, 0, m, other)}" if r == 5 else "")
                for y, r, f, n, m, one, other in zip(*told, strict=True)
            ]
            columns: list[Any] = [
                [f"Người thứ {start + place}" for place in range(size)],
                born,
                np.array(SEXES)[sex].tolist(),
                [_written(a, s) for a, s in zip(amount.tolist(), shape.tolist(), strict=True)],
                np.array(METHODS)[method].tolist(),
                np.array(GROUPS)[group].tolist(),
                paid,
            ]
            pl.DataFrame(dict(zip(HEADER, columns, strict=True))).write_csv(
                file, include_header=False, line_terminator="\r\n"
            )


def _spell(gap: int, first: int, months: int, income: int) -> str:
    """A past spell since 2012."""
    begun = 2012 * 12 + gap + first
    last = begun + months - 1
    return f"{begun // 12}-{begun % 12 + 1:02}..{last // 12}-{last % 12 + 1:02}:{income}"


def _written(amount: int, shape: int) -> str:
    """An amount in one of the ways people write it."""
    if shape == 0:
        return "không rõ" if amount % 100_000 else "900.000"
    if shape < 120:
        return f"{amount:,}".replace(",", ".")
    if shape < 170:
        return str(amount)
    whole, part = divmod(amount // 10_000, 100)
    return f"{whole},{part:02}".rstrip("0").rstrip(",") + " triệu"


def floor(table: str, answers: str, out: str) -> None:
    """Read the table block by block with polars, parse its columns to whole numbers, write it with answers beside it.

    ``answers`` is a table of real answers, so that the columns written are as many, of the same types and as long.
    """
    import polars as pl

    names = [f"c{place}" for place in range(len(HEADER))]
    with open(answers, "rb") as file:
        ready = pl.read_csv(file.read().removeprefix(b"\xef\xbb\xbf"), infer_schema_length=None)
    ready = ready.drop(HEADER)
    with open(table, "rb") as source, open(out, "wb") as target:
        source.readline()
        target.write(("\ufeff" + ",".join((*HEADER, *ready.columns)) + "\r\n").encode())
        rest = b""
        while block := source.read(BLOCK):
            whole = rest + block
            end = whole.rfind(b"\n") + 1
            rest = whole[end:]
            frame = pl.read_csv(
                whole[:end], has_header=False, new_columns=names, schema=dict.fromkeys(names, pl.String)
            )
            parsed = frame.select(_parsed(pl))
            assert parsed.height == frame.height
            more = pl.concat(itertools.repeat(ready, -(-frame.height // ready.height))).head(frame.height)
            frame.hstack(more).write_csv(target, include_header=False, line_terminator="\r\n")
        assert not rest


def _parsed(pl: Any) -> list[Any]:
    """The columns as whole numbers; null where a text cannot be read."""

    def number(text: Any) -> Any:
        return text.cast(pl.Int64, strict=False)

    def code(place: int, texts: tuple[str, ...]) -> Any:
        codes = range(len(texts))
        return pl.col(f"c{place}").replace_strict(texts, codes, default=None, return_dtype=pl.Int64)

    born, amount, paid = pl.col("c1"), pl.col("c3"), pl.col("c6").str.split("; ")
    length = born.str.len_bytes()
    month = pl.when(length == 10).then(born.str.slice(3, 2)).when(length == 7).then(born.str.slice(0, 2))
    dong = number(amount.str.replace_all(".", "", literal=True))
    millions = amount.str.extract(r"^([0-9,]+) triệu$", 1).str.replace(",", ".").cast(pl.Float64, strict=False)
    spells = [paid.list.get(place, null_on_oob=True) for place in range(2)]
    parts = ((0, 4), (5, 2), (9, 4), (14, 2), (17, None))
    return [
        (number(born.str.slice(-4)) * 12 + number(month.otherwise(pl.lit("1"))) - 1).alias("born"),
        code(2, SEXES).alias("sex"),
        pl.coalesce(dong, (millions * 1e6).cast(pl.Int64)).alias("income"),
        code(4, METHODS).alias("method"),
        code(5, GROUPS).alias("group"),
        *(
            number(spell.str.slice(*part)).alias(f"paid{one}.{other}")
            for one, spell in enumerate(spells)
            for other, part in enumerate(parts)
        ),
    ]  # fmt: skip


def plain(*arguments: str) -> int:
    """The command line where neither numpy nor polars nor pyarrow is installed."""
    for name in ("numpy", "polars", "pyarrow"):
        sys.modules[name] = None  # type: ignore[assignment]
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from estimator.cli import main

    return main(list(arguments))


if __name__ == "__main__":
    role, *given = sys.argv[1:]
    if role == "invent":
        invent(int(given[0]), given[1])
    elif role == "floor":
        floor(*given)
    else:
        raise SystemExit(plain(*given))
