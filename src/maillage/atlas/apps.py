from django.apps import AppConfig


class AtlasConfig(AppConfig):
    name = "maillage.atlas"
    label = "atlas"
