"""Model fields that derive their value from another field of the same row when it is written."""

from typing import Any

from django.db import models

from maillage.kit.text import fold


class FoldedField(models.TextField):  # type: ignore[type-arg]  # not subscriptable at run time
    """The folded form of the text in `source`, for search and sorting; nobody sets it by hand."""

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        self.source = source
        kwargs |= {"editable": False, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("editable", "default"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001 -- Django's signature
        folded = fold(getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, folded)
        return folded
