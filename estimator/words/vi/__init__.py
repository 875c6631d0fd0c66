"""Vietnamese: words by subject, each loaded when it is first asked for. The same keys as in ``en``."""

from importlib import import_module

_SUBJECTS = {
    **dict.fromkeys(("FIGURES", "NAMES"), "figures"),
    **dict.fromkeys(("TEXTS", "WARNINGS"), "sentences"),
    **dict.fromkeys(("ERRORS", "FAULTS", "SYSTEM"), "errors"),
    **dict.fromkeys(("HEADINGS", "HELP", "METAVARS"), "help"),
}


def __getattr__(name: str) -> object:
    if name not in _SUBJECTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    found: object = getattr(import_module(f"{__name__}.{_SUBJECTS[name]}"), name)
    globals()[name] = found
    return found
