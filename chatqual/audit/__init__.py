"""The append-only trail of what people and the system did."""
