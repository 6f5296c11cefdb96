"""RDF Turtle: the graph of the JSON-LD in other letters (schema.org and W3C ORG).

rdflib takes some 15 MB, so it is imported by the first who asks for Turtle. Each organisation is written by itself:
a long list never stands in memory whole.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from maillage.network.formats import jsonld
from maillage.network.formats.rows import Row

PREFIXES = {
    "": jsonld.CONTEXT["@vocab"],
    "org": jsonld.CONTEXT["org"],
    "xsd": jsonld.CONTEXT["xsd"],
}
_PREFIX = re.compile(r"^@prefix .*\n", re.MULTILINE)


def document(node: dict[str, object]) -> str:
    """One JSON-LD document as Turtle."""
    return _head() + _body(node)


def lines(rows: Iterable[Row]) -> Iterator[str]:
    yield _head()
    for row in rows:
        yield _body({"@context": jsonld.CONTEXT, **jsonld.organisation(row)})


def _head() -> str:
    return "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())


def _body(node: dict[str, object]) -> str:
    from rdflib import Graph  # noqa: PLC0415 -- see above
    from rdflib.plugins.parsers.jsonld import to_rdf  # noqa: PLC0415 -- see above

    graph = Graph(bind_namespaces="none")
    to_rdf(_labelled(node), graph)
    for name, address in PREFIXES.items():
        graph.bind(name, address)
    return _PREFIX.sub("", graph.serialize(format="turtle"))


def _labelled(node: dict[str, object]) -> dict[str, object]:
    """`node` with its nameless nodes numbered, so that the same graph is written in the same order each time."""
    numbers = count()

    def label(value: object) -> object:
        if isinstance(value, list):
            return [label(one) for one in value]
        if not isinstance(value, dict) or "@value" in value:
            return value
        name = value.get("@id") or f"_:n{next(numbers):04}"
        return {"@id": name} | {key: label(inner) if key != "@context" else inner for key, inner in value.items()}

    return label(node)  # type: ignore[return-value]  # a dict comes back as a dict
