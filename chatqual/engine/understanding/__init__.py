"""Reading a line: each module finds one kind of thing, `reading.py` puts them together."""
