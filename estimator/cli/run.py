"""Build the app in the reader's language, run it, and turn problems into sentences and exit codes."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import typer

from estimator.cli.options import BATCH, BOOK, CHECK, COMPARE, IMPACT, OUTPUT, PERSON, SOLVE, WITHDRAW, Option, command
from estimator.engine.problem import Problem
from estimator.words.say import LANGUAGES, Words

COMMANDS: dict[str, tuple[tuple[Option, ...], tuple[str, ...]]] = {
    "quote": ((*PERSON, *OUTPUT), ()),
    "compare": ((*PERSON, *COMPARE), ()),
    "solve": ((*PERSON, *SOLVE), ()),
    "withdraw": ((*PERSON, *WITHDRAW), ()),
    "batch": ((*PERSON, *BATCH), ("table",)),
    "impact": ((*PERSON, *IMPACT), ("table",)),
    "law": (BOOK, ("names",)),
    "check": (CHECK, ("files",)),
}


def language(arguments: list[str]) -> tuple[str, str | None]:
    """The language to speak, and a language asked for that there is not."""
    asked = os.environ.get("BHXH_LANG") or "vi"
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    return (asked, None) if asked in LANGUAGES else ("vi", asked)


def wants_json(arguments: list[str]) -> bool:
    """Whether the caller is a script."""
    return "--json" in arguments or "--format=json" in arguments or "--format json" in " ".join(arguments)


def build(words: Words, only: str | None, typed: list[str] | None = None) -> typer.Typer:
    """The app; with ``only``, just that command as the app itself, since making the others costs time.

    With ``typed``, it knows no more than the options that may stand there; what it then refuses, ask the whole app.
    """
    app = typer.Typer(
        name="bhxh",
        help=words.option("app"),
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
        subcommand_metavar=words.text("command_metavar"),
        options_metavar=words.text("options_metavar"),
    )
    for name, (options, arguments) in COMMANDS.items():
        if only in (None, name):
            command(app, name, options, words, arguments, typed)
    if only is None:
        _top(app, words)
    return app


def _top(app: typer.Typer, words: Words) -> None:
    @app.callback()
    def top(version: bool = typer.Option(False, "--version", help=words.option("version"))) -> None:
        """``main`` prints the version before Typer is imported; here it only stands in the help."""


def run(arguments: list[str]) -> int:
    """Run the command; problems are said on stderr."""
    lang, unknown = language(arguments)
    words = Words(lang)
    try:
        try:
            if arguments[-1:] == ["--lang"]:
                raise Problem("option_without_value", field="lang", given="--lang")
            if unknown is not None:
                raise Problem("lang_unknown", field="lang", given=unknown, allowed=LANGUAGES)
            code = _invoke(without_language(arguments), words)
            if sys.stdout is not None:  # closed from the start
                sys.stdout.flush()
            return code
        except OSError as error:
            if isinstance(error, BrokenPipeError) or error.filename is not None:
                raise
            raise Problem("output_failed", given=error.strerror, reason=error.strerror) from None
    except Problem as problem:
        from estimator.show.problems import report

        _drained()
        return report(problem, words, wants_json(arguments), arguments)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as fault:
        from estimator.show.problems import report_fault

        return report_fault(fault, words)


def _drained() -> None:
    """Write what is still held back; to a full disk, say, it cannot be, and goes nowhere."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def without_language(arguments: list[str]) -> list[str]:
    """The arguments without ``--lang``, which may stand anywhere and has been read already."""
    kept, skip = [], False
    for argument in arguments:
        if skip:
            skip = False
        elif argument == "--lang":
            skip = True
        elif not argument.startswith("--lang="):
            kept.append(argument)
    return kept


def _invoke(arguments: list[str], words: Words) -> int:
    named = arguments[0] if arguments and not arguments[0].startswith("-") else None
    if named is not None and named not in COMMANDS:
        from estimator.words.matching import nearest

        near = nearest(named, COMMANDS, 1) or ["--help"]
        raise Problem("command_unknown", field="command", given=named, allowed=list(COMMANDS), suggestions=near)
    usage_error: Any = typer.BadParameter.__mro__[1]
    rest, name = (arguments[1:], f"bhxh {named}") if named else (arguments, "bhxh")
    if {"--help", "-h"} & set(rest) or (not named and set(rest) <= {"--"}):
        print(help_text(build(words, named), name, words))
        return 0 if set(rest) - {"--"} else 2
    try:
        try:
            asked, given = build(words, named, rest)(rest, standalone_mode=False, prog_name=name)
        except usage_error:
            asked, given = build(words, named)(rest, standalone_mode=False, prog_name=name)
    except usage_error as error:
        raise _worded(error, name) from None
    # run here, since Typer turns a closed pipe into exit code 1
    return int(import_module(f"estimator.cli.{asked}").run(given, words))


def help_text(app: typer.Typer, name: str, words: Words) -> str:
    """The help of the app or of a command, its headings in the reader's language."""
    made = typer.main.get_command(app)
    text = made.get_help(made.make_context(name, [], resilient_parsing=True))
    for heading in ("Usage:", "Options:", "Arguments:", "Commands:", "Show this message and exit."):
        text = text.replace(heading, words.tables.HEADINGS[heading])
    return text


def _worded(error: Any, name: str) -> Problem:
    kind, message = type(error).__name__, str(error.message)
    option = getattr(error, "option_name", None)
    field = (option or "").lstrip("-").replace("-", "_") or None
    if kind == "NoSuchOption":
        likely = list(error.possibilities or []) or [f"{name} --help"]
        return Problem("option_unknown", given=option, suggestions=likely[:1])
    if kind == "BadOptionUsage":
        switch = "does not take a value" in message
        return Problem("option_takes_no_value" if switch else "option_without_value", field=field, given=option)
    said, _, extra = message.partition(" (")
    surplus = "unexpected extra argument" in said and bool(extra)
    return Problem("arguments_unexpected" if surplus else "usage", given=extra[:-1] if surplus else message)
