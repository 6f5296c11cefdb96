"""Who writes and who publishes in a rubric."""

import pytest
from django.urls import reverse
from tests.factories.accounts import PersonFactory, sign_in
from tests.factories.network import HomeFactory, MandateFactory
from tests.factories.publications import ArticleFactory, RubricFactory
from wagtail.models import WorkflowPage

from maillage.journal.models import Entry
from maillage.network.enums import MandateRole
from maillage.publications.actions import people
from maillage.publications.enums import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def rubric():
    return RubricFactory(title="Campaigns")


def fresh(person):
    """Rights are worked out once per request."""
    return type(person).objects.get(pk=person.pk)


def test_stewards_of_a_rubric_publish_in_it_and_nowhere_else(rubric):
    person, elsewhere = PersonFactory(), RubricFactory()
    people.set_people(rubric, stewards=[person], by=None)
    article = ArticleFactory(parent=rubric)

    assert article.permissions_for_user(fresh(person)).can_publish()
    assert not elsewhere.permissions_for_user(fresh(person)).can_edit()
    rubric.refresh_from_db()
    assert list(rubric.stewards.user_set.all()) == [person]


def test_writers_submit_to_the_stewards(rubric):
    steward, writer = PersonFactory(), PersonFactory()
    people.set_people(rubric, stewards=[steward], writers=[writer], by=None)
    article = ArticleFactory(parent=rubric, live=False, owner=writer)

    rights = article.permissions_for_user(fresh(writer))
    assert rights.can_edit()
    assert rights.can_submit_for_moderation()
    assert not rights.can_publish()
    article.save_revision(user=writer)
    workflow = article.get_workflow()
    state = workflow.start(article, writer)
    task = state.current_task_state.task.specific
    assert task.user_can_access_editor(article, fresh(steward))
    task.on_action(state.current_task_state, steward, "approve")
    article.refresh_from_db()
    assert article.live


def test_choosing_again_takes_rights_away_and_is_recorded_once(rubric):
    before, after = PersonFactory(), PersonFactory()
    people.set_people(rubric, stewards=[before], by=None)
    people.set_people(rubric, stewards=[after], by=None)
    people.set_people(rubric, stewards=[after], by=None)

    assert not rubric.permissions_for_user(fresh(before)).can_edit()
    assert rubric.permissions_for_user(fresh(after)).can_publish()
    assert Entry.objects.filter(act=Act.RUBRIC_PEOPLE).count() == 2
    assert WorkflowPage.objects.filter(page=rubric).count() == 1


def test_a_translation_of_a_rubric_has_the_same_stewards(rubric):
    from wagtail.models import Locale

    person = PersonFactory()
    people.set_people(rubric, stewards=[person], by=None)
    translated = rubric.copy_for_translation(Locale.objects.get(language_code="ar"))

    assert translated.permissions_for_user(fresh(person)).can_publish()


def test_network_stewards_keep_every_page_while_their_mandate_lasts(rubric, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mandate = MandateFactory(organisation=HomeFactory(), role=MandateRole.COORDINATOR)
    assert rubric.permissions_for_user(fresh(mandate.person)).can_publish()
    from maillage.network.actions.mandates import end_mandate

    with django_capture_on_commit_callbacks(execute=True):
        end_mandate(mandate, by=None)
    assert not rubric.permissions_for_user(fresh(mandate.person)).can_edit()


def test_the_office_of_a_rubric_steward_has_only_the_rooms_of_the_site(client, rubric):
    person = PersonFactory()
    HomeFactory()
    people.set_people(rubric, stewards=[person], by=None)
    article = ArticleFactory(parent=rubric)
    sign_in(client, person)

    assert client.get(reverse("wagtailadmin_home")).url == reverse("wagtailadmin_explore_root")
    assert client.get(reverse("wagtailadmin_explore", args=[rubric.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).status_code == 200
    for shut in ("office:inbox", "office:hides", "organisations:index", "wagtailredirects:index"):
        assert client.get(reverse(shut)).status_code == 404, shut


def test_privacy_has_no_door(client, rubric):
    mandate = MandateFactory(organisation=HomeFactory(), role=MandateRole.COORDINATOR)
    people.follow_stewards()
    sign_in(client, mandate.person)

    assert client.get(reverse("wagtailadmin_pages:set_privacy", args=[rubric.pk])).status_code == 404
    assert client.get(reverse("wagtailadmin_collections:set_privacy", args=[1])).status_code == 404
