"""Visitors, their one log, turns; receive, commit, broadcast."""
