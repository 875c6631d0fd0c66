"""What makes the plan fast for many people: the law by month as arrays, and an outlook over int64 columns."""
