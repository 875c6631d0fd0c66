"""Tables of people: read, answered in columns, and written back with the answers beside what stood there."""
