"""Files for the command line to read, and how properties are tried."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import FILES
from hypothesis import settings

# The same examples in every run, so that a change is judged by what it changes; BHXH_EXAMPLES=30 searches at random.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile("searching" if "BHXH_EXAMPLES" in os.environ else "steady")


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
