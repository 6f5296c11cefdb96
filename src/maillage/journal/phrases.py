"""What each act is called; the app that does an act registers its words."""

from django.utils.functional import Promise

from maillage.kit.hooks import Registry

acts: Registry[str | Promise] = Registry("Act")
