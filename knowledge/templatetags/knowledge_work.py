"""What is being read and indexed, for the pages that show it before their lists."""

from django import template
from django.http import HttpRequest

from knowledge.progress import Step, work_of

register = template.Library()


@register.simple_tag
def work_shown(request: HttpRequest) -> list[Step]:
    """Of the sites that the member of staff works for."""
    # The admin's theme loads all libraries of tags while it is being loaded itself.
    from knowledge.admin.scope import sites_of

    return work_of(sites_of(request))
