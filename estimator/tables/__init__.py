"""Tables in and out: CSV, workbooks, JSONL, Parquet; limits, output that appears whole or not at all. Knows no law."""
