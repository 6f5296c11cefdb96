"""What a map loads: the same in every language, so outside the language prefixes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
