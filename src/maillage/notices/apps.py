from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "maillage.notices"
    label = "notices"
