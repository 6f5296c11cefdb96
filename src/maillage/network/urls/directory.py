from django.urls import path, register_converter

from maillage.network.views import corrections, directory, formats, organisation


class SlugConverter:
    """An address of a record; letters of any script."""

    regex = r"[-\w]+"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(SlugConverter, "record")

urlpatterns = [
    path("organisations/", directory.organisation_list, name="organisation-list"),
    path("organisations.<slug:format>", formats.organisation_export, name="organisation-export"),
    path("organisations/<record:slug>/", organisation.organisation_detail, name="organisation-detail"),
    path("organisations/<record:slug>.vcf", formats.organisation_vcard, name="organisation-vcard"),
    path("organisations/<record:slug>.jsonld", formats.organisation_jsonld, name="organisation-jsonld"),
    path("organisations/<record:slug>.ttl", formats.organisation_turtle, name="organisation-turtle"),
    path("organisations/<record:slug>.kml", formats.organisation_kml, name="organisation-kml"),
    path("organisations/<record:slug>/logo", formats.organisation_logo, name="organisation-logo"),
    path("organisations/<record:slug>/correction/", corrections.organisation_correct, name="organisation-correct"),
    path("organisations/<record:slug>/correction/thanks/", corrections.thanks, name="organisation-correct-thanks"),
]
