"""Files for the command line to read."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import FILES


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of ``FILES``."""
    folder = tmp_path_factory.mktemp("files")
    for name, content in FILES.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "folder.csv").mkdir()
    return folder


@pytest.fixture
def among_files(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are run where the files are."""
    monkeypatch.chdir(files)
