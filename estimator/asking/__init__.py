"""A question from options, from a row, from a person file: one reader for each closed list."""
