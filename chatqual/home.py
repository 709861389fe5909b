"""/ leads to the demo where there is one, else to the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import cache_control

from chatqual.sites.models import Site


def home(request: HttpRequest) -> HttpResponse:
    has_demo = Site.objects.filter(is_demo=True).exists()
    return HttpResponseRedirect(reverse("demo") if has_demo else reverse("desk"))


@cache_control(max_age=86400, public=True)
def no_icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for one unbidden; a 404 for each would fill the log."""
    return HttpResponse(status=204)
