"""From the YAML files to the plain tables a rulebook is made of; every fault of every file at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from estimator.engine.citation import document_of
from estimator.rulebook import schema, units
from estimator.rulebook.model import Tables
from estimator.rulebook.read_yaml import Document, Fault

Row = tuple[Any, ...]
YEARLY = ("prices", "incomes", "pensions", "deposit")


class Builder:
    """Reads a rules directory, or single overlay files against tables that stand already."""

    def __init__(self, tables: Tables | None = None) -> None:
        self.tables: Tables = tables or {
            "sources": {},
            "parameters": {},
            "provinces": {},
            "province_rules": {},
            "scenarios": {},
        }
        self.faults: list[Fault] = []
        self.files: list[str] = []
        self.own: dict[str, Any] = {}  # documents that overlays bring with them

    def directory(self, root: Path) -> Builder:
        """Read a whole rules directory."""
        self._sources(self._open(root / "sources.yaml", root))
        for file in sorted((root / "national").glob("*.yaml")):
            self._parameters(self._open(file, root))
        self._provinces(self._open(root / "provinces" / "index.yaml", root))
        for file in sorted((root / "provinces").glob("*.yaml")):
            if file.name != "index.yaml":
                self.overlay(self._open(file, root), inside=True)
        for file in sorted((root / "scenarios").glob("*.yaml")):
            self._scenario(self._open(file, root), file.stem)
        for file in sorted((root / "reforms").glob("*.yaml")):
            self.overlay(self._open(file, root))
        return self

    def _open(self, file: Path, root: Path) -> Document:
        document = Document(file, str(file.relative_to(root.parent)))
        self.files.append(document.name)
        return document

    def _close(self, document: Document) -> None:
        self.faults += document.faults

    def _sources(self, document: Document) -> None:
        sources = schema.typed(document, schema.SOURCES, document.tree) if not document.faults else None
        if sources:
            self.tables["sources"] = {name: text.model_dump(exclude_none=True) for name, text in sources.items()}
        self._close(document)

    def _provinces(self, document: Document) -> None:
        rows = schema.typed(document, schema.PROVINCES, document.tree) if not document.faults else None
        if rows:
            self.tables["provinces"] = {code: (row.name, tuple(row.formerly)) for code, row in rows.items()}
        self._close(document)

    def _parameters(self, document: Document) -> None:
        if not isinstance(document.tree, dict):
            if not document.faults:
                document.fault((), "dict_type")
            return self._close(document)
        for name, tree in document.tree.items():
            head = schema.typed(document, schema.PARAMETER, tree, (name,))
            unit, values = (tree.get("unit"), tree.get("values")) if isinstance(tree, dict) else (None, None)
            rows = self._rows(document, (name, "values"), unit, values, "national")
            if name in self.tables["parameters"]:
                document.fault((name,), "parameter_twice", name=name)
            elif head is not None and rows is not None:
                self.tables["parameters"][name] = (head.unit, head.reviewed, head.may_vary_by, head.whole, rows)
        self._close(document)

    def _rows(
        self, document: Document, path: tuple[str, ...], unit: Any, tree: Any, layer: str
    ) -> tuple[Row, ...] | None:
        """The dated values of a parameter, each judged by itself so that one fault hides no other."""
        if not isinstance(tree, dict) or unit not in units.UNITS:
            return None
        rows: dict[str, Row] = {}
        for key, entry in tree.items():
            start = schema.typed(document, schema.START, key, (*path, key))
            text = schema.typed(document, schema.PROVISION, entry, (*path, key))
            if text is None:
                continue
            self._cited(document, (*path, key, "source"), text.source, layer)
            value = schema.typed(document, schema.value_of(unit), text.value, (*path, key, "value"))
            missing = units.COMPLETE.get(unit, frozenset()) - set(value if isinstance(value, dict) else ())
            if missing and value is not None:
                document.fault((*path, key, "value"), "entries_missing", missing=", ".join(sorted(missing)))
            value = units.ROWS[unit](value) if unit in units.ROWS and value is not None else value
            if start is not None:
                rows[key] = (start, value, text.source, text.confidence, text.until, layer)
        wrong = schema.out_of_order([(row[0], row[4]) for row in rows.values()])
        if wrong is not None:
            document.fault((*path, list(rows)[wrong[0]]), wrong[1], **wrong[2])
        return tuple(rows.values())

    def _cited(self, document: Document, path: tuple[str, ...], source: str, layer: str) -> None:
        if layer.startswith("reform"):
            return
        if self.tables["sources"] and document_of(source) not in {**self.tables["sources"], **self.own}:
            document.fault(path, "source_unknown", given=source)

    def overlay(self, document: Document, inside: bool = False) -> dict[str, tuple[Row, ...]]:
        """Read a province's or a reform's file; ``inside`` files are kept in the tables under their province."""
        text = schema.typed(document, schema.OVERLAY, document.tree) if not document.faults else None
        provisions: dict[str, tuple[Row, ...]] = {}
        if text is not None:
            if (text.province is None) == (text.reform is None):
                document.fault((), "province_or_reform")
            elif text.reform is not None and not (text.reason or "").strip():
                document.fault(("reform",), "reform_without_reason")
            elif text.province is not None and text.province not in self.tables["provinces"]:
                document.fault(("province",), "province_code_unknown", given=text.province)
            for number, source in text.sources.items():
                if number in self.tables["sources"]:
                    document.fault(("sources", number), "source_known", given=number)
                self.own[number] = source.model_dump(exclude_none=True)
            layer = f"province {text.province}" if text.province else f"reform {document.name}"
            for name, values in text.provisions.items():
                path = ("provisions", name)
                if name not in self.tables["parameters"]:
                    document.fault(path, "parameter_unknown", given=name, known=sorted(self.tables["parameters"]))
                    continue
                unit, _, may_vary_by, _, _ = self.tables["parameters"][name]
                if text.province and may_vary_by != "province":
                    document.fault(path, "province_may_not", name=name)
                rows = self._rows(document, path, unit, values, layer)
                if rows is not None:
                    provisions[name] = rows
            if inside and text.province:
                self.tables["sources"] = {**self.own, **self.tables["sources"]}
                self.tables["province_rules"][text.province] = (text.reviewed, text.note, provisions)
        self._close(document)
        return provisions

    def _scenario(self, document: Document, name: str) -> None:
        text = schema.typed(document, schema.SCENARIO, document.tree) if not document.faults else None
        if text is not None:
            for parameter in text.parameters:
                if parameter not in self.tables["parameters"]:
                    known = sorted(self.tables["parameters"])
                    document.fault(("parameters", parameter), "parameter_unknown", given=parameter, known=known)
            yearly = {key: (getattr(text, key).growth, getattr(text, key).reason) for key in YEARLY}
            rows = {
                key: (row.growth, row.value, row.every, row.first, row.round_to, row.reason)
                for key, row in text.parameters.items()
            }
            self.tables["scenarios"][name] = {"title": text.title, "yearly": yearly, "parameters": rows}
        self._close(document)


def build(root: Path) -> tuple[Tables, list[Fault], list[str]]:
    """The tables of a rules directory, what is wrong with it, and the files read."""
    builder = Builder().directory(root)
    return builder.tables, builder.faults, builder.files


def overlay(
    file: Path, tables: Tables, name: str | None = None, sources: dict[str, Any] | None = None
) -> tuple[dict[str, tuple[Row, ...]], list[Fault]]:
    """One overlay file read against the tables, called by a name; its provisions by parameter, and its faults.

    The documents that it brings with it are added to ``sources``.
    """
    builder = Builder(tables)
    provisions = builder.overlay(Document(file, name))
    if sources is not None:
        sources |= builder.own
    return provisions, builder.faults


def described(file: Path) -> tuple[str, str, str]:
    """What an overlay of ours is: ``reform`` or ``province``, its title, and why it is there."""
    tree = Document(file).tree
    kind = next(name for name in tree if name in ("reform", "province"))
    return kind, str(tree[kind]), str(tree.get("reason", tree.get("note", "")))


def stale(tables: Tables, before: str) -> Iterable[tuple[str, str]]:
    """Parameters whose review is older than a day."""
    return ((name, row[1]) for name, row in tables["parameters"].items() if row[1] < before)
