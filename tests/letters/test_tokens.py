"""Links: made by us alone, for one purpose, for a time; and typed words that stay words."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillage.kit.logs import SECRET
from maillage.letters import tokens
from maillage.letters.introduction import as_html
from maillage.letters.tokens import Purpose

KEY = UUID("12345678-1234-5678-1234-567812345678")


@given(st.uuids(), st.sampled_from(Purpose))
def test_a_link_is_read_back_for_its_purpose_only(key, purpose):
    token = tokens.make(purpose, key)
    assert tokens.read(purpose, token) == key
    assert all(tokens.read(other, token) is None for other in Purpose if other != purpose)
    assert SECRET.search(f"GET /en/letters/leave/{token}/ HTTP/1.1"), "no log may keep it"


@given(st.binary(min_size=1, max_size=60), st.integers(0, 55))
def test_what_is_changed_is_not_ours(noise, place):
    token = tokens.make(Purpose.LEAVE, KEY)
    changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
    assert tokens.read(Purpose.LEAVE, changed) is None
    assert tokens.read(Purpose.LEAVE, noise.decode("latin-1")) is None


@pytest.mark.parametrize(("purpose", "days"), [(Purpose.CONFIRM, 7), (Purpose.CHOOSE, 1)])
def test_links_end(purpose, days, time_machine):
    token = tokens.make(purpose, KEY)
    now = timezone.now()
    time_machine.move_to(now + timedelta(days=days, minutes=-1))
    assert tokens.read(purpose, token) == KEY
    time_machine.move_to(now + timedelta(days=days, minutes=1))
    assert tokens.read(purpose, token) is None


def test_leaving_works_years_later(time_machine):
    token = tokens.make(Purpose.LEAVE, KEY)
    time_machine.move_to(timezone.now() + timedelta(days=3650))
    assert tokens.read(Purpose.LEAVE, token) == KEY


@given(st.text(max_size=300))
def test_no_typed_markup_comes_alive(text):
    html = str(as_html(f"{text}<script>alert(1)</script><img src=x onerror=alert(1)>"))
    assert "<script" not in html
    assert "<img" not in html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("*Now*", "<p><strong>Now</strong></p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("a*b*c", "<p>a*b*c</p>"),
        ("* one\n* two", "<ul><li>one</li><li>two</li></ul>"),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
    ],
)
def test_words_at_the_head_of_an_issue(typed, html):
    assert str(as_html(typed)) == html
