"""How a text of others is told apart on its own page."""

import pytest
from tests.canaries import text_of
from tests.factories.publications import ArticleFactory, RelayFactory

from maillage.publications.enums import Licence

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("mode", "said", "licence"),
    [
        ("link", "Only the address is given here", False),
        ("excerpt", "This is an extract", False),
        ("full", "Relayed", True),
    ],
)
def test_a_relay_says_how_much_of_it_is_here(client, mode, said, licence):
    article = ArticleFactory(language="en", licence=Licence.UNKNOWN)
    RelayFactory(article=article, mode=mode, licence=Licence.PERMISSION)
    text = text_of(client.get(article.url))
    assert said in text
    assert ("with a permission" in text) == licence
    assert ("minute to read" in text) == (mode != "link")


@pytest.mark.parametrize(
    ("mode", "of_relay", "of_article", "told"),
    [
        ("link", Licence.CC_BY, Licence.CC0, "CC BY 4.0"),
        ("excerpt", Licence.UNKNOWN, Licence.CC_BY, ""),
        ("full", Licence.CC_BY_SA, Licence.CC_BY, "CC BY-SA 4.0"),
    ],
)
def test_people_and_programs_are_told_the_same_licence(client, mode, of_relay, of_article, told):
    article = ArticleFactory(language="en", licence=of_article)
    RelayFactory(article=article, mode=mode, licence=of_relay)
    page, feed = client.get(article.url).content.decode(), client.get("/en/feed.json").content.decode()
    assert [name for name in Licence.labels[1:] if f">{name}<" in page] == ([told] if told else [])
    assert ("creativecommons.org" in page) == bool(told)
    assert ("creativecommons.org" in feed) == bool(told)
