"""Addresses of mails: where they are handed in, where they end, copies for staff."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from chatqual.followups import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("hooks/mail/", views.mail_hook, name="mail-hook"),
    path("mail/stop/<str:token>/", views.stop_mails, name="mail-stop"),
    path("admin/desk/<uuid:conversation>/transcript", views.transcript, name="desk-transcript"),
]
# Without its shared secret anybody could hand in mails in a provider's name.
if settings.ANYMAIL.get("WEBHOOK_SECRET"):
    urlpatterns.append(path("hooks/anymail/", include("anymail.urls")))
