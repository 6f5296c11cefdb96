"""How every form is drawn."""

from django.forms.renderers import TemplatesSetting


class SheetRenderer(TemplatesSetting):
    """Labels above, why we ask beneath them, errors beside what caused them and listed at the top.

    `{{ form }}` draws the fields; the page adds <form>, the token and the acts. `{{ field.as_field_group }}` draws one.
    """

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
