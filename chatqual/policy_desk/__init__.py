"""Policies edited by people: forms, preview, check, dry run, publishing, going back."""
