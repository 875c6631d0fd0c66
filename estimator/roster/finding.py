"""What a run has to say of a table besides its rows."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """Something the reader should know: its code, the sentence, and further lines that belong to it."""

    code: str
    says: str
    details: tuple[str, ...] = ()
