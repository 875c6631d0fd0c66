"""The files of a roster's cost: the sums, their chart, the invented roster; each appears whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

from estimator.asking.faults import Faults
from estimator.engine.problem import Problem
from estimator.plan.cost_report import Report
from estimator.tables.chunk import Chunk
from estimator.tables.output_file import Place, writing
from estimator.tables.output_place import place
from estimator.tables.output_table import Sink, open_sink, same_file
from estimator.tables.small_tables import csv_text, write_workbook
from estimator.tables.source import Source
from estimator.words.say import Words

REPORTS = ("xlsx", "csv", "md", "json")


@contextmanager
def _said_of(option: str) -> Iterator[None]:
    """Problems of a file name the option that names it."""
    try:
        yield
    except Problem as problem:
        problem.field = option
        raise


class Files:
    """Opened before the work, so that what cannot be written is refused at once; a context manager.

    ``given`` may have ``output``, ``chart_file``, ``example_file`` and ``force``; kinds of files are judged before.
    """

    def __init__(self, given: Mapping[str, Any], source: Source) -> None:
        self.report_name, self.chart_name = given.get("output"), given.get("chart_file")
        named = {"output": self.report_name, "chart_file": self.chart_name, "example_file": given.get("example_file")}
        self._stack, self._force = ExitStack(), bool(given.get("force"))
        self._report: Place | None = None
        self._chart: Place | None = None
        self._roster: Sink | None = None
        with self._stack:
            _refuse_twice({option: name for option, name in named.items() if name is not None}, source)
            if self.report_name is not None:
                self._report = self._placed(self.report_name, "output")
            if self.chart_name is not None:
                self._chart = self._placed(self.chart_name, "chart_file")
            if named["example_file"] is not None:
                with _said_of("example_file"):
                    sink = open_sink(named["example_file"], source.header, {}, force=self._force, rows=source.rows)
                self._roster = self._stack.enter_context(sink)
            self._stack = self._stack.pop_all()

    def _placed(self, name: str, option: str) -> Place:
        with _said_of(option):
            found = place(name, self._force, None)
        self._stack.callback(found.close)
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def copied(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """The chunks of the invented roster, written to its file where one is named."""
        for chunk in chunks:
            if self._roster is not None:
                self._roster.write(chunk, {})
            yield chunk

    def write(self, report: Report, words: Words) -> None:
        """Write the sums and the chart, and let everything appear."""
        if self._chart is not None and self.chart_name is not None:
            from estimator.show.impact_chart import drawing
            from estimator.show.png import picture, picture_kind

            with writing(self.chart_name):
                self._chart.file.write(picture(drawing(report, words), picture_kind(self.chart_name, "chart_file")))
        if self._report is not None and self.report_name is not None:
            with writing(self.report_name):
                _write(self._report, report_kind(self.report_name), report, words)
        for made in (self._report, self._chart, self._roster):
            if made is not None:
                made.commit()


def judge(given: Mapping[str, Any], own: Faults) -> None:
    """Keep what is wrong with the options of files that can be told before anything is opened."""
    if given.get("output") is not None:
        own.read("", report_kind, given["output"])
    if given.get("chart_file") is not None:
        from estimator.show.png import picture_kind

        own.read("", picture_kind, given["chart_file"], "chart_file")
    if given.get("example_file") is not None and given.get("example") is None:
        own.add(Problem("example_file_alone", field="example_file", given=given["example_file"]))


def report_kind(name: str) -> str:
    """The form of the sums a file's name asks for. Raises Problem report_kind_unknown."""
    kind = Path(name).suffix.lower().removeprefix(".")
    if kind not in REPORTS:
        allowed = [f".{known}" for known in REPORTS]
        raise Problem("report_kind_unknown", field="output", given=name, allowed=allowed)
    return kind


def _refuse_twice(named: dict[str, str], source: Source) -> None:
    """Refuse two results in one file, and a result in place of the roster itself."""
    paths: dict[Path, str] = {}
    for option, name in named.items():
        if source.name and same_file(name, source.name):
            raise Problem("output_is_input", field=option, given=name)
        if paths.setdefault(Path(name).resolve(), option) != option:
            raise Problem("same_file_twice", field=option, given=name)


def _write(where: Place, kind: str, report: Report, words: Words) -> None:
    if kind == "xlsx":
        from estimator.show.impact_report import tables

        write_workbook(where.file, tables(report, words))
    else:
        mark = "\ufeff" if kind == "csv" else ""  # for Excel
        where.file.write((mark + text(kind, report, words)).encode("utf-8", "replace"))


def text(kind: str, report: Report, words: Words) -> str:
    """The sums as JSON, CSV or Markdown."""
    if kind == "json":
        from estimator.show.as_json import dumped
        from estimator.show.impact import impact_json

        return dumped(impact_json(report)) + "\n"
    if kind == "csv":
        from estimator.show.impact import table_rows

        return csv_text(table_rows(report))
    from estimator.show.impact_report import markdown

    return markdown(report, words)
