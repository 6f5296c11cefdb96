from django.urls import path

from maillage.ui import views

app_name = "ui"
urlpatterns = [
    path("theme/", views.look, {"name": "theme"}, name="theme"),
    path("text-size/", views.look, {"name": "text-size"}, name="text-size"),
    path("pictures/", views.look, {"name": "pictures"}, name="pictures"),
    path("language/<slug:code>/", views.language, name="language"),
]
