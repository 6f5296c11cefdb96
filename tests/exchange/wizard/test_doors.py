"""Who may come in, and what is not a file of organisations."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from tests.exchange.wizard.kit import BACKEND, at, columns, do_jobs, send, settle
from tests.factories.accounts import PersonFactory
from tests.factories.network import MandateFactory, member

from maillage.exchange.models import ImportRun

pytestmark = pytest.mark.django_db
VIEWS = ("list", "new", "preview", "columns", "progress", "decide", "accept", "discard", "undo", "refused")


@pytest.mark.parametrize("view", VIEWS)
def test_pages_exist_for_stewards_only(client, person, view):
    run = None if view in {"list", "new"} else ImportRun.objects.create(source="s", file_name="f", kind="organisations")
    assert client.get(at(view, run)).status_code in {302, 405}
    assert client.post(at(view, run)).status_code in {302, 405}
    for reader in (PersonFactory(), member(), MandateFactory().person):
        client.force_login(reader, backend=BACKEND)
        for answer in (client.get(at(view, run)), client.post(at(view, run))):
            assert answer.status_code in {404, 405}


def test_acts_are_never_done_by_looking(office):
    run = ImportRun.objects.create(source="s", file_name="f", kind="organisations")
    for view in ("accept", "decide"):
        assert office.get(at(view, run)).status_code == 405


def test_form_without_its_token_is_refused(person):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person, backend=BACKEND)
    assert send(strict, "nom", "Un").status_code == 403
    assert not ImportRun.objects.exists()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 300_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"%PDF-1.4 x",
        b"\x00\x01\x02\x03" * 50,
        b"PK\x03\x04broken",
        b'{"type": "Topology"}',
        b"<html></html>",
    ],
)
def test_what_is_no_table_is_refused_on_one_clear_page(office, content):
    answer = send(office, content, name="liste.csv")
    assert answer.status_code in {200, 422}  # an empty file is told by the form
    assert "form" in answer.context if answer.status_code == 200 else "What to do" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_zip_bomb_is_not_opened(office):
    assert send(office, bomb(), name="x.xlsx").status_code == 422


def test_file_beyond_the_limit_is_thrown_away_with_a_clear_word(office, settings):
    settings.IMPORT_LIMIT = 100_000
    answer = send(office, b"nom\n" + b"Un\n" * 100_000)
    assert answer.status_code == 422
    assert "larger than" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_export_of_an_instance_is_not_a_table(office, tmp_path):
    from maillage.exchange.actions.archive import write_archive

    write_archive(tmp_path / "all.zip")
    answer = send(office, (tmp_path / "all.zip").read_bytes(), name="all.zip")
    assert answer.status_code == 422
    assert "export of Maillage" in answer.content.decode()


def test_two_columns_to_one_field_are_told_beside_them(office):
    send(office, "nom,pays,où", "Un,France,France")
    run = ImportRun.objects.get()
    answer = settle(office, run, **{"column-2": "territory"})
    assert answer.status_code == 200
    assert "already" in str(answer.context["form"].errors["column-2"])
    run.refresh_from_db()
    assert run.state == "uploaded"


def test_file_without_names_is_told(office):
    send(office, "couleur,pays", "x,France")
    answer = settle(office, ImportRun.objects.get())
    assert "names" in str(answer.context["form"].non_field_errors())


def test_formula_without_a_value_refuses_its_row(office):
    book = Workbook()
    for line in (("nom", "site"), ("Un", "https://un.example.org"), ("=A2", "")):
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    send(office, out.getvalue(), name="x.xlsx")
    run = ImportRun.objects.get()
    assert columns(office, run)["column-0"] == "name"
    settle(office, run)
    do_jobs()
    run.refresh_from_db()
    assert run.counts["refused"] == 1
    assert "formula" in office.get(at("preview", run) + "?state=refused").content.decode()


def test_hostile_cells_are_shown_as_text(office):
    send(office, "nom,site", "<script>alert(1)</script>,x", ",<img src=x onerror=y>")
    run = ImportRun.objects.get()
    assert "<script>alert" not in office.get(at("columns", run)).content.decode()
    settle(office, run)
    do_jobs()
    for tab in ("new", "refused"):
        page = office.get(at("preview", run) + f"?state={tab}").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_odd_addresses_are_answered(office):
    send(office, "nom", "Un")
    run = ImportRun.objects.get()
    settle(office, run)
    do_jobs()
    for query in ("?state=nonsense", "?page=99", "?page=x", "?state=new&page=%00"):
        assert office.get(at("preview", run) + query).status_code == 200
    assert office.get(at("refused", run)).status_code == 404
