"""How every form is drawn."""

from django.forms.renderers import TemplatesSetting


class SheetRenderer(TemplatesSetting):
    """Labels above, why we ask beneath them, errors beside what caused them."""
