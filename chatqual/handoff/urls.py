from django.urls import path

from chatqual.handoff import views

VERBS = ("take", "release", "close", "message", "override", "transfer", "reopen")

urlpatterns = [
    path("", views.desk, name="desk"),
    path("<uuid:conversation>/", views.desk, name="desk-conversation"),
    *(
        path(f"<uuid:conversation>/{verb}", views.change, {"verb": verb}, name=f"desk-{verb}")
        for verb in VERBS
    ),
]
