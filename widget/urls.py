from django.urls import path

from widget import views

urlpatterns = [
    path("widget/loader.js", views.loader, name="widget-loader"),
    path("widget/chat/", views.chat_page, name="widget-chat"),
    path("widget/assets/<str:version>/<path:name>", views.asset, name="widget-asset"),
    path("widget/source/<str:key>/<int:document>/", views.source, name="widget-source"),
    path("demo/", views.demo, name="demo"),
]
