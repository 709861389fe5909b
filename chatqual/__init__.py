"""chatqual: a self-hosted website chat that answers, qualifies and hands over."""

__version__ = "0.1.0"
