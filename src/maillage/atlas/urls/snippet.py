"""What sites that embed a map load: an address that never changes."""

from django.urls import path

from maillage.atlas.views import embeds

urlpatterns = [
    path("embed.js", embeds.embed_script, name="embed-script"),
]
