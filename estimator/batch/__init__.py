"""Tables of people: read, answered as int64 columns exactly equal to the single quote, and written back."""
