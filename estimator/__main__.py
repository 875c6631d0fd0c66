"""``python -m estimator`` is ``bhxh``."""

from estimator.cli import main

if __name__ == "__main__":  # a worker process imports it again
    raise SystemExit(main())
