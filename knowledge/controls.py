"""Buttons and little pictures in lists and forms.

A button posts by the form that it stands in (`formaction`), so that what it does carries the form's
token; links that change something would be followed by whatever reads ahead.
"""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowledge.overview import WEEKS_SHOWN, Trend

LIST_FORM = "changelist-form"


def post_button(label: object, address: str, form: str = LIST_FORM) -> SafeString:
    """Posts to the address, with the token of the form of that id."""
    return format_html(
        '<button type="submit" form="{}" formaction="{}" formmethod="post" formnovalidate '
        'class="cq-button">{}</button>',
        form,
        address,
        label,
    )


def link_button(label: object, address: str) -> SafeString:
    """Leads to the address; the main thing to do in its row."""
    return format_html('<a class="cq-button is-main" href="{}">{}</a>', address, label)


def trend_picture(trend: Trend) -> SafeString:
    """A bar for each of the last weeks, with the numbers in words for who cannot see it."""
    this_week = trend.weeks[-1]
    words = _("In the last %(weeks)s weeks: %(numbers)s; this week %(now)s.") % {
        "weeks": WEEKS_SHOWN,
        "numbers": ", ".join(str(n) for n in trend.weeks),
        "now": this_week,
    }
    bars = format_html_join("", '<i style="height:{}%"></i>', ((h,) for _n, h in trend.heights))
    return format_html('<span class="cq-trend" role="img" aria-label="{}">{}</span>', words, bars)


def thumbs(helpful: int, not_helpful: int) -> SafeString:
    """How many marked it helpful and how many not; a dash where nobody did."""
    if not helpful and not not_helpful:
        return mark_safe("–")
    up = ngettext("%(n)s found it helpful", "%(n)s found it helpful", helpful) % {"n": helpful}
    down = ngettext("%(n)s did not", "%(n)s did not", not_helpful) % {"n": not_helpful}
    return format_html(
        '<span class="cq-thumbs" title="{}, {}"><span class="is-up">▲ {}</span> '
        '<span class="is-down">▼ {}</span></span>',
        up,
        down,
        helpful,
        not_helpful,
    )
