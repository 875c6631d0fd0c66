"""What a type checker makes of the library: the readme's example is right, a typo is an error."""

from __future__ import annotations

import re
from pathlib import Path

import figure_names
from command_line import ROOT

TEXT = (ROOT / "estimator" / "README.md").read_text("utf-8")
README = [block for block in re.findall(r"^```python\n(.*?)^```", TEXT, re.M | re.S) if "import estimator\n" in block]
GOOD = """
import estimator
from estimator.engine.filled import Filled

answer = estimator.quote(sex="nữ", born="1980", pay="6 triệu/năm", instalments=2)
paid: int = answer.first_year.payable
pension: int = answer.pension.monthly_pension_today
try:
    estimator.solve(born=1990, pension="3tr")
except estimator.Problem as problem:
    print(problem.says)
done = estimator.batch("people.csv", "answers.csv", figures=["contribution"], as_of="2026-11-22", workers=2)
share: float = done.answered / done.rows
finding_texts: list[str] = [finding.says for finding in done.findings]
cost = estimator.impact(example=18_000, by="Xã", with_="ho-tro-them-10-20")
more: int = cost.difference.local_support if cost.difference is not None else 0
estimator.quotes(object(), group=["poor"], figures="contribution")

def shown(sheet: Filled, name: str) -> None:
    print(sheet["payable"], sheet["rural_poverty_line"], sheet.figure(name))
"""
WRONG = {
    'estimator.quote(incom="3tr")': "incom",
    "answer.first_yaer": "first_yaer",
    'estimator.batch("people.csv", "answers.csv", figurs="pension")': "figurs",
    "estimator.impact(exampel=1)": "exampel",
    'estimator.quotes(object(), as_off="2026-11-22")': "as_off",
    'def told(sheet: Filled) -> None: sheet["payabel"]': "payabel",
    "def said(sheet: Filled, name: str) -> None: sheet[name]": 'Invalid index type "str"',
}


def test_what_is_right_passes_strictly_and_each_typo_is_an_error(tmp_path: Path) -> None:
    from mypy import api

    assert len(README) == 2
    texts = {f"readme{place}.py": block for place, block in enumerate(README)}
    texts |= {"good.py": GOOD, "wrong.py": GOOD + "\n".join(WRONG)}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    first = GOOD.count("\n") + 1
    said, _, _ = api.run(
        ["--strict", "--config-file=", f"--cache-dir={tmp_path}", "--follow-imports=silent",
         *(str(tmp_path / name) for name in texts)]
    )  # fmt: skip
    errors = {line.partition(": error: ")[0]: line for line in said.splitlines() if ": error: " in line}
    assert set(errors) == {f"{tmp_path}/wrong.py:{first + place}" for place in range(len(WRONG))}, said[:2000]
    for place, name in enumerate(WRONG.values()):
        assert name in errors[f"{tmp_path}/wrong.py:{first + place}"]


def test_the_names_a_type_checker_knows_are_those_of_the_law() -> None:
    assert figure_names.FILE.read_text("utf-8") == figure_names.stub(), "python tests/figure_names.py writes it anew"
