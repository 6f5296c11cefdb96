from django.urls import path

from maillage.ui import views

app_name = "ui"
urlpatterns = [
    path("theme/", views.theme, name="theme"),
    path("language/<slug:code>/", views.language, name="language"),
]
