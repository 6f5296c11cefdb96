"""Two records side by side, merged, and unmerged."""

import pytest
from django.urls import reverse
from tests.factories.network import ContactFactory, HomeFactory, OrganisationFactory

from maillage.journal.models import Entry
from maillage.network.enums import Act
from maillage.network.models import Merge, Organisation
from maillage.network.readers import STRANGER


@pytest.fixture
def pair(db):
    kept, absorbed = OrganisationFactory(name="Ligue"), OrganisationFactory(name="Ligue (bis)")
    for organisation in (kept, absorbed):
        ContactFactory(organisation=organisation, value="https://ligue.example.org/")
    ContactFactory(organisation=absorbed, kind="email", value="a@example.org")
    return kept, absorbed


def test_choice_leads_to_the_comparison(office, pair):
    kept, absorbed = pair
    response = office.get(reverse("office:merges"), {"kept": kept.slug, "absorbed": f"#{absorbed.pk}"})
    assert response.headers["Location"] == reverse("office:merge-compare", args=[kept.pk, absorbed.pk])


def test_same_record_twice_is_refused(office, pair):
    form = office.get(reverse("office:merges"), {"kept": pair[0].slug, "absorbed": pair[0].slug}).context["form"]
    assert "absorbed" in form.errors


def test_comparison_tells_what_moves_from_what_stays(office, pair):
    rows = office.get(reverse("office:merge-compare", args=[pair[0].pk, pair[1].pk])).context["rows"]
    moving = {item["words"]: item["stays"] for row in rows for item in row["absorbed"]}
    assert sorted(moving.values()) == [False, False, True]
    assert not Merge.objects.exists()
    assert not Entry.objects.exists()
    assert pair[1].contacts.count() == 2


def test_merge_and_undo(office, boss, pair):
    kept, absorbed = pair
    url = office.post(reverse("office:merge-compare", args=[kept.pk, absorbed.pk])).headers["Location"]
    merge = Merge.objects.get()
    assert url == reverse("office:merge", args=[merge.pk])
    assert not Organisation.objects.visible_to(STRANGER).filter(pk=absorbed.pk).exists()
    assert kept.contacts.count() == 2
    office.post(url)
    assert Organisation.objects.visible_to(STRANGER).filter(pk=absorbed.pk).exists()
    assert (kept.contacts.count(), absorbed.contacts.count()) == (1, 2)
    acts = Entry.objects.about(merge).order_by("pk").values_list("act", "actor_id")
    assert list(acts) == [(Act.MERGED, boss.pk), (Act.MERGE_UNDONE, boss.pk)]


def test_home_is_never_absorbed(office, pair):
    home = Organisation.objects.filter(is_home=True).first() or HomeFactory()
    url = reverse("office:merge-compare", args=[pair[0].pk, home.pk])
    before = office.get(url)
    assert before.context["refusal"]
    assert b'<form method="post">' in before.content
    assert before.content.count(b'type="submit"') < office.get(
        reverse("office:merge-compare", args=[pair[0].pk, pair[1].pk])
    ).content.count(b'type="submit"')
    assert office.post(url).context["form"].non_field_errors()


def test_past_merges_are_told_by_the_names_that_stood_then(office, pair):
    office.post(reverse("office:merge-compare", args=[pair[0].pk, pair[1].pk]))
    done = Merge.objects.get()

    assert "Ligue (bis)" in office.get(reverse("office:merges")).content.decode()
    assert office.get(reverse("office:merge", args=[done.pk])).content.decode().count("Ligue (bis)")


def test_merged_record_is_not_compared_again(office, pair):
    url = reverse("office:merge-compare", args=[pair[0].pk, pair[1].pk])
    office.post(url)
    assert office.get(url).status_code == 404
