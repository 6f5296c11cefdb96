"""What the publications put in registries: who draws which page, which blocks an article is made of."""

from maillage.cms.blocks import article_blocks
from maillage.journal.phrases import register_acts
from maillage.kit.digests import sources
from maillage.publications import blocks, digests, menus, serving
from maillage.publications.admin import panels
from maillage.publications.imports.acts import Act as ImportAct
from maillage.publications.views import pages


def register() -> None:
    menus.register()
    panels.set_panels()
    for name, block in blocks.OURS.items():
        article_blocks.register(name, block)
    register_acts(ImportAct)
    sources.register("articles", digests.ARTICLES)
    serving.faces.register("front", pages.front)
    serving.faces.register("rubric", pages.rubric)
    serving.faces.register("article", pages.article)
