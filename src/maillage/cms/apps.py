from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "maillage.cms"
    label = "cms"
