"""The lines that a website needs to show the chat."""

from __future__ import annotations

from chatqual.sites.models import Site


def script_tag(site: Site, base: str) -> str:
    """`base`: the server's own address, without a slash at its end."""
    return f'<script async src="{base}/widget/loader.js" data-site="{site.public_key}"></script>'


def policy_lines(base: str) -> str:
    """What a content security policy of the page has to allow."""
    return f"script-src {base};\nframe-src {base};"
