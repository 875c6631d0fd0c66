"""A table of people: the questions of its rows, what goes unread, what is found beside the figures."""
