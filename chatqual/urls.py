"""Addresses: the desk and the admin, the widget, and what a balancer asks."""

from django.contrib import admin
from django.urls import include, path

from chatqual.health_views import livez, readyz
from chatqual.home import home, no_icon
from knowledge.admin.looking_up import look_up_view

urlpatterns = [
    path("", home, name="home"),
    path("favicon.ico", no_icon),
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("healthz", readyz, name="healthz"),
    path("", include("chatqual.followups.urls")),
    path("admin/desk/", include("chatqual.handoff.urls")),
    path("admin/look-up/", admin.site.admin_view(look_up_view), name="look-up"),
    path("admin/set-up/", include("chatqual.site_setup.urls")),
    path("admin/", admin.site.urls),
    path("", include("widget.urls")),
]
