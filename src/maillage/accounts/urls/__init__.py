from django.urls import path

from maillage.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.me, name="me"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/<int:pk>/end/", views.end_session, name="end-session"),
    path("data/", views.data, name="data"),
    path("data/export/", views.export, name="data-export"),
    path("data/erase/", views.erase, name="erase"),
    path("confirm/", views.confirm, name="confirm"),
    path("erased/", views.erased, name="erased"),
]
