"""The options of the command line as one table, from which Typer's signatures are made."""

import inspect
from collections.abc import Iterable
from typing import Annotated, Any, NamedTuple

import typer

from estimator.words import closed_lists as lists
from estimator.words.matching import bounded
from estimator.words.say import Words


class Option(NamedTuple):
    """One option: its name, how it is written, its type, and the metavar shown in help."""

    name: str
    flags: tuple[str, ...]
    kind: Any = str
    metavar: str | None = None
    many: bool = False

    @property
    def unsaid(self) -> bool | None:
        """What is given of an option that nobody wrote."""
        return False if self.kind is bool and not self.many else None

    def among(self, arguments: Iterable[str]) -> bool:
        """Whether the option may stand among arguments."""
        return any(argument.startswith(self.flags) for argument in arguments)


# Options of more than one command
PROVINCE = Option("province", ("--province",), metavar="…")
SCENARIO = Option("scenario", ("--scenario",), metavar="|".join(lists.SCENARIO.codes))
ASSUME = Option("assume", ("--assume",), many=True, metavar="prices=4%")
KNOWN_ON = Option("known_on", ("--known-on",), metavar="YYYY-MM-DD")
WITH = Option("with_", ("--with",), many=True, metavar="FILE")
JSON = Option("json", ("--json",), kind=bool)
EXPLAIN = Option("explain", ("--explain",), kind=bool)
LANG = Option("lang", ("--lang",), metavar="vi|en")

PERSON = (
    Option("sex", ("--sex",)),
    Option("born", ("--born",), metavar="1980|05/1980|12/05/1980"),
    Option("group", ("--group",), many=True, metavar="poor|…"),
    PROVINCE,
    Option("income", ("--income",), metavar="2.550.000"),
    Option("pay", ("--pay",)),
    Option("any_income", ("--any-income",), kind=bool),
    Option("method", ("--method",), metavar="monthly|…"),
    Option("instalments", ("--instalments",), metavar="12|4|2|1"),
    Option("years_ahead", ("--years-ahead",), metavar="2–5"),
    Option("start", ("--start",), metavar="YYYY-MM"),
    Option("years", ("--years",), metavar="N"),
    Option("until", ("--until",), metavar="YYYY-MM"),
    Option("paid", ("--paid",), many=True, metavar="2018-01..2024-12:2000000"),
    Option("history", ("--history",), metavar="FILE"),
    Option("compulsory_average", ("--compulsory-average",), metavar="5.000.000"),
    Option("compulsory_months", ("--compulsory-months",), metavar="N"),
    Option("legacy_age", ("--legacy-age",), kind=bool),
    Option("stop", ("--stop",), metavar="2028-05:job"),
    Option("as_of", ("--as-of",), metavar="YYYY-MM-DD"),
    KNOWN_ON,
    SCENARIO,
    ASSUME,
    WITH,
    Option("person", ("--person",), metavar="FILE"),
)
OUTPUT = (
    JSON,
    Option("by_year", ("--by-year",), kind=bool),
    Option("chart", ("--chart",), kind=bool),
    Option("chart_file", ("--chart-file",), metavar="FILE.svg|.png"),
    Option("spoken", ("--spoken",), kind=bool),
    Option("format", ("--format",), metavar="table|text|csv|json"),
    EXPLAIN,
    Option("strict", ("--strict",), kind=bool),
    LANG,
)
WITHDRAW = (
    Option("reason", ("--reason",), metavar="|".join(lists.WITHDRAWAL.codes)),
    JSON,
    EXPLAIN,
    LANG,
)
COMPARE = (
    Option("by", ("--by",), metavar="method|income|start|stop|deposit"),
    Option("level", ("--level",), many=True),
    Option("job_after", ("--job-after",), metavar="6"),
    Option("premium", ("--premium",)),
    Option("premium_years", ("--premium-years",), metavar="N"),
    Option("benefit", ("--benefit",)),
    Option("benefit_from", ("--benefit-from",), metavar="YYYY-MM"),
    Option("benefit_years", ("--benefit-years",), metavar="N"),
    JSON,
    Option("format", ("--format",), metavar="table|csv|json"),
    LANG,
)
BATCH = (
    Option("output", ("-o", "--output"), metavar="FILE"),
    Option("map", ("--map",), many=True),
    Option("columns", ("--columns",), kind=bool),
    Option("figures", ("--figures",), many=True, metavar="contribution|pension|…"),
    Option("rejects", ("--rejects",), metavar="FILE"),
    Option("check", ("--check",), many=True),
    Option("force", ("--force",), kind=bool),
    Option("resume", ("--resume",), kind=bool),
    Option("workers", ("--workers",), metavar="N"),
    JSON,
    LANG,
)
IMPACT = (
    Option("from_", ("--from",), metavar="YYYY-MM"),
    Option("to", ("--to",), metavar="YYYY-MM"),
    Option("by_column", ("--by",), many=True),
    Option("weight", ("--weight",)),
    Option("example", ("--example",), metavar="N"),
    Option("example_file", ("--example-file",), metavar="FILE"),
    Option("output", ("-o", "--output"), metavar="FILE.xlsx|.csv|.md|.json"),
    Option("budget_chart", ("--chart",), kind=bool),
    Option("budget_chart_file", ("--chart-file",), metavar="FILE.svg|.png"),
    Option("map", ("--map",), many=True),
    Option("force", ("--force",), kind=bool),
    JSON,
    Option("format", ("--format",), metavar="table|md|csv|json"),
    LANG,
)
SOLVE = (
    Option("pension", ("--pension",), metavar="3tr"),
    Option("until_entitled", ("--until-entitled",), kind=bool),
    JSON,
    LANG,
)
BOOK = (
    Option("overlays", ("--overlays",), kind=bool),
    Option("at", ("--at",), metavar="YYYY-MM"),
    Option("changes", ("--changes",), metavar="2025-01..2027-12"),
    PROVINCE,
    SCENARIO,
    ASSUME,
    KNOWN_ON,
    WITH,
    JSON,
    LANG,
)
CHECK = (
    Option("copy", ("--copy",), metavar="dak-lak-them-10"),
    Option("force", ("--force",), kind=bool),
    Option("reviewed_before", ("--reviewed-before",), metavar="YYYY-MM-DD"),
    JSON,
    LANG,
)


def _parameter(option: Option, words: Words) -> inspect.Parameter:
    shown = words.tables.METAVARS.get(option.name, option.metavar)
    info: Any = typer.Option(*option.flags, help=words.option(option.name), metavar=shown, show_default=False)
    annotation: Any
    if option.many:
        annotation = list[option.kind]  # type: ignore[name-defined]
    elif option.kind is bool:
        annotation = bool
    else:
        annotation = option.kind | None
    return inspect.Parameter(
        option.name, inspect.Parameter.KEYWORD_ONLY, default=option.unsaid, annotation=Annotated[annotation, info]
    )


def command(
    app: typer.Typer,
    name: str,
    options: tuple[Option, ...],
    words: Words,
    arguments: Iterable[str] = (),
    typed: list[str] | None = None,
) -> None:
    """Add a command whose signature is made from the table; it only returns its name and what was written.

    With ``typed``, Typer is told of those options alone that may stand there, since each costs time.
    """
    unsaid = {option.name: option.unsaid for option in options}

    def invoke(**given: Any) -> tuple[str, dict[str, Any]]:
        for option, value in given.items():
            for text in value if isinstance(value, list) else [value]:
                if isinstance(text, str):
                    bounded(text, option)
        return name, {**unsaid, **given}

    parameters = [_parameter(option, words) for option in options if typed is None or option.among(typed)]
    for argument in arguments:
        shown = f"[{argument.upper()}]…"
        info: Any = typer.Argument(help=words.option(argument), metavar=shown, show_default=False)
        annotation = Annotated[list[str] | None, info]
        parameters.append(
            inspect.Parameter(argument, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        )
    invoke.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    invoke.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app.command(
        name,
        help=words.option(f"command_{name}"),
        context_settings={"help_option_names": ["--help", "-h"]},
        options_metavar=words.text("options_metavar"),
    )(invoke)
