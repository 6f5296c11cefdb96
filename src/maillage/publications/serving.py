"""Which view draws which kind of page. Wagtail asks the page itself; our models know no request, so views register."""

from collections.abc import Callable
from typing import Any

from maillage.kit.hooks import Registry

faces: Registry[Callable[..., Any]] = Registry(
    "Face of a page"
)  # name of the model, in small letters → view(request, page)


class Faced:
    """A page that a registered view draws; also in previews, which Wagtail makes through `serve`."""

    def serve(self, request: Any, *args: Any, **options: Any) -> Any:
        return faces[type(self).__name__.lower()](request, self)
