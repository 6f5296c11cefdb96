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
