"""The engine: pure Python. No Django, no I/O, no clock, no random; time and index come in."""
