"""Sites, their staff and their policies."""
