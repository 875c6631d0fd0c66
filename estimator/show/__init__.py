"""Typed results turned into what people and scripts look at."""
