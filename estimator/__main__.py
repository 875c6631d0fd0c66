"""``python -m estimator`` is ``bhxh``."""

from estimator.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
