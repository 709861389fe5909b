"""The figures above the list, for its template."""

from typing import Any

from django import template
from django.utils import timezone

from chatqual.leads.figures import Figures, figures_of

register = template.Library()


@register.simple_tag
def lead_figures(changelist: Any) -> Figures:
    """Of all rows that the filters leave, not of the page alone."""
    return figures_of(changelist.queryset, timezone.now())
