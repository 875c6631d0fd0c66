"""The law's formulas: pure, whole numbers, one file per room, each citing the articles it encodes."""
