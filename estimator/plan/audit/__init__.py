"""Somebody's amounts beside ours: a payment priced, taken otherwise, and what explains the difference."""
