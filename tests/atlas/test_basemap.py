"""The operator's street map."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db  # the page of what is not found reads it


@pytest.fixture
def address(settings, tmp_path):
    file = tmp_path / "streets.pmtiles"
    file.write_bytes(bytes(range(256)))
    settings.BASEMAP = str(file)
    return reverse("atlas:basemap")


@pytest.mark.parametrize(
    ("asked", "content", "told"),
    [("bytes=0-3", bytes([0, 1, 2, 3]), "bytes 0-3/256"), ("bytes=254-", b"\xfe\xff", "bytes 254-255/256")],
)
def test_a_part_of_the_file_is_given(client, address, asked, content, told):
    response = client.get(address, headers={"range": asked})

    assert (response.status_code, response.content, response["Content-Range"]) == (206, content, told)


def test_what_is_beyond_its_end_is_refused(client, address):
    assert client.get(address, headers={"range": "bytes=256-300"}).status_code == 416
    assert client.get(address, headers={"range": "bytes=9-3"}).status_code == 416


def test_the_whole_file_and_no_file(client, address, settings):
    assert len(b"".join(client.get(address).streaming_content)) == 256
    settings.BASEMAP = ""
    assert client.get(address).status_code == 404
