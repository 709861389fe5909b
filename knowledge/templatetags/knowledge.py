"""The little pictures of the lists, for the pages that are templates."""

from urllib.parse import urlencode

from django import template

from knowledge.controls import thumbs, trend_picture

register = template.Library()
register.simple_tag(trend_picture)
register.simple_tag(thumbs)


@register.simple_tag
def querystring_of(**given: object) -> str:
    """Of what is given and not empty."""
    return urlencode({name: value for name, value in given.items() if value not in ("", None)})
