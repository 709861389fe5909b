"""Ownership of a conversation and the desk inside the admin."""
