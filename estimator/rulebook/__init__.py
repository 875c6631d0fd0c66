"""The law as data: dated provisions with their sources, read from YAML, overlaid, asked by month."""
