"""Headers of the pages that a visitor's browser loads: who may embed them, what they may load."""

from __future__ import annotations

from django.http import HttpResponse

from chatqual.sites.models import Site

# Every source that is not named is refused. Sockets to the own host fall under 'self'.
CHAT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
DEMO_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
READING_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def guard_chat_page(response: HttpResponse, site: Site) -> HttpResponse:
    """Let the page be framed by the site's origins and our own, and load nothing from elsewhere."""
    ancestors = " ".join(["'self'", *site.origins])
    response["Content-Security-Policy"] = f"{CHAT_POLICY}; frame-ancestors {ancestors}"
    # frame-ancestors says it exactly; X-Frame-Options cannot name several origins.
    response.xframe_options_exempt = True
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
    response["Cache-Control"] = "no-cache"
    return response
