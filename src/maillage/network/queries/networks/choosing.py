"""Choosing an organisation in an address or a form: by its address, or by a name that may fit several."""

from dataclasses import dataclass, field

from maillage.network.models import Organisation
from maillage.network.queries.search import Search, in_order, organisations, words_of
from maillage.network.readers import Reader

OFFERED = 8
LONGEST = 120
NUL = "\x00"


@dataclass(frozen=True)
class Choice:
    """What was typed, the record it stands for, or those it may stand for. What is hidden is as unknown as what is not."""

    text: str
    organisation: Organisation | None = None
    offered: list[Organisation] = field(default_factory=list)

    @property
    def value(self) -> str:
        """What to write back in the field."""
        return str(self.organisation) if self.organisation else self.text


def choose(reader: Reader, text: str) -> Choice:
    """At most three queries; an address or an exact name is taken at once."""
    asked = text.replace(NUL, "").strip()[:LONGEST]
    if not asked:
        return Choice("")
    here = Organisation.objects.visible_to(reader).filter(slug=asked).first()
    if here is not None:
        return Choice(asked, here)
    words = words_of(reader, asked)
    if words is None:
        return Choice(asked)
    found = in_order(organisations(reader, Search(text=asked), words), reader, "relevance", words)
    offered = list(found[:OFFERED])
    exact = [one for one in offered if asked.casefold() in {name.casefold() for name in one.label.values()}]
    if len(exact) == 1 or len(offered) == 1:
        return Choice(asked, (exact or offered)[0])
    return Choice(asked, offered=offered)
