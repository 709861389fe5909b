"""Documents of every kind we read, turned into one plain form (knowledge/structure.py)."""
