"""Forms: why we ask beneath the question, the mend beside the fault and at the top, what was typed is kept."""

import re

import pytest
from django import forms
from django.utils import translation

from maillage.portal.forms import SampleForm


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def wrong() -> str:
    return str(SampleForm({"name": "<b>Ipam</b>", "since": "soon", "audience": "99"}))


def test_fields_have_labels_and_say_why():
    page = str(SampleForm())
    assert '<label for="id_name">Name of your organisation</label>' in page
    assert 'id="id_name_helptext"' in page
    assert 'aria-describedby="id_name_helptext"' in page


def test_groups_of_choices_have_a_legend():
    assert re.search(r"<fieldset[^>]*>\s*<legend>Who may read this\?</legend>", str(SampleForm()))


def test_single_box_comes_before_its_label():
    assert re.search(r'<input type="checkbox" name="agrees"[^>]*> <label for="id_agrees">', str(SampleForm()))


def test_fields_that_may_stay_empty_say_so():
    assert re.search(
        r'<label for="id_website">Website <span class="optional">\(optional\)</span></label>', str(SampleForm())
    )


def test_errors_are_listed_at_the_top_with_links(wrong: str):
    assert wrong.index('role="alert"') < wrong.index('class="fields"')
    for target in ("id_email", "id_since", "id_audience_0", "id_agrees"):
        assert f'<a href="#{target}">' in wrong
        assert f'id="{target}"' in wrong


def test_error_stands_beside_its_field(wrong: str):
    assert 'id="id_since_error"' in wrong
    assert 'aria-describedby="id_since_helptext id_since_error"' in wrong
    assert "is not a date we can keep" in wrong


def test_what_was_typed_is_kept_and_escaped(wrong: str):
    assert 'value="&lt;b&gt;Ipam&lt;/b&gt;"' in wrong
    assert 'value="soon"' in wrong


def test_form_without_errors_has_no_summary():
    assert "summary" not in str(SampleForm())


def test_errors_of_the_whole_form_and_hidden_fields_are_kept():
    class Period(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput)

        def clean(self) -> None:
            raise forms.ValidationError("It ends before it begins.")

    page = str(Period({"token": "abc"}))
    assert "<li>It ends before it begins.</li>" in page
    assert '<input type="hidden" name="token" value="abc" id="id_token">' in page


def test_no_widget_brings_a_style_of_its_own():
    assert "style=" not in str(SampleForm({}))
