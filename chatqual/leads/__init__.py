"""Leads: the visitors who gave something worth keeping, one row each, kept behind the turns."""
