"""A citation as a value: the document, and the article, clause and point of it."""

from typing import NamedTuple

MARK = " art. "


class Citation(NamedTuple):
    """A place in a legal document; what is left empty is not narrowed down. ``str`` writes it as rule files do."""

    document: str
    article: str = ""
    clause: str = ""
    point: str = ""

    def __str__(self) -> str:
        place = ".".join(filter(None, (self.article, self.clause, self.point)))
        return f"{self.document}{MARK}{place}" if place else self.document


def parsed(text: str) -> Citation:
    """``41/2024/QH15 art. 36.1``, ``41/2024/QH15 art. 36.1.a`` or ``176/2025/ND-CP``; ValueError for anything else."""
    document, mark, place = text.partition(MARK)
    article, clause, point, *more = [*place.split("."), "", ""]
    numbers = article.isdecimal() and (clause.isdecimal() or not clause + point)
    if not document or " " in document or any(more) or (mark and not numbers) or (point and not point.isalpha()):
        raise ValueError(f"not a citation: {text!r}")
    return Citation(document, article, clause, point)


def read(source: str) -> Citation:
    """The citation of a provision's source; a source worded otherwise, as a reform may, is a document by itself."""
    try:
        return parsed(source)
    except ValueError:
        return Citation(source)


def document_of(source: str) -> str:
    """The document of a provision's source, which a reform may word as it likes."""
    return source.partition(MARK)[0]
