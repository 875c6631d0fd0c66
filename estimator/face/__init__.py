"""What ``import estimator`` offers: the command line's answers from Python, with the same words."""
