"""``python -m estimator`` is ``bhxh``."""

from estimator.cli import main

raise SystemExit(main())
