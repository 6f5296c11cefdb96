"""Texts in five languages: every line says its language to everyone."""

import pytest
from django.urls import reverse
from tests.factories.network import ThemeFactory


@pytest.mark.parametrize("address", ["territories:add", "themes:add", "tie-types:add", "circles:add"])
def test_every_line_has_a_label_that_is_seen(office, address):
    page = office.get(reverse(address)).content.decode()
    assert page.count('<label for="id_label_4">' if "tie" in address else '<label for="id_name_4">') == 1
    assert 'placeholder="' not in page.split('class="words-lines"')[1].split("</ul>")[0]


def test_what_was_typed_comes_back_with_the_fault(office):
    theme = ThemeFactory()
    values = {"name_0": "Terre", "name_4": "الأرض", "code": ""}
    page = office.post(reverse("themes:edit", args=[theme.pk]), values).content.decode()
    assert 'value="Terre"' in page
    assert 'value="الأرض"' in page
