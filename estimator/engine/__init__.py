"""The engine knows no law: whole dong, months as ints, and the sheet that wires formulas."""
