from django.contrib import admin
from django.urls import path

from chatqual.site_setup import views

urlpatterns = [
    path("", admin.site.admin_view(views.set_up), name="set-up"),
    path("<int:pk>/", admin.site.admin_view(views.set_up), name="set-up-site"),
    path("<int:pk>/look/", views.look, name="set-up-look"),
]
