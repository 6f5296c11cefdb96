"""Sign-in and its keys: django-allauth, less what is not offered here."""

from django.urls import include, path
from django.views.generic import RedirectView

from maillage.accounts.views import not_offered

urlpatterns = [
    path("signup/", not_offered, name="account_signup"),  # the name stays: allauth writes addresses with it
    path("sessions/", RedirectView.as_view(pattern_name="accounts:sessions"), name="usersessions_list"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
]
