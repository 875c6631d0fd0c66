"""The wheel's build: judge the rules, and put their frozen tables beside the YAML. Nothing imports this at run time."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrozenRules(BuildHookInterface[Any]):
    """Adds ``estimator/_rules/frozen.bin`` to a wheel; a faulty rule file stops the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before the wheel is put together."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from estimator.rulebook import store
        from estimator.rulebook.build import build

        rules = Path(self.root) / "rules"
        tables, faults, _ = build(rules)
        if faults:
            told = "\n".join(f"{f.file}:{f.line}:{f.column}: {f.path}: {f.code} {f.facts}" for f in faults)
            raise SystemExit(f"the rules are faulty:\n{told}")
        frozen = Path(mkdtemp()) / store.FROZEN
        frozen.write_bytes(store.freeze(tables, rules))
        build_data["force_include"][str(frozen)] = f"estimator/_rules/{store.FROZEN}"
