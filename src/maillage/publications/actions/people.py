"""Who writes and who publishes in a rubric. The rights are Wagtail's, on the rubric and everything below it."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.network.queries.readers import reader_of
from maillage.publications.enums import Act
from maillage.publications.models import Front, Rubric

WRITE = ("add_page",)  # one's own pages; whoever publishes reads them first
KEEP = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
LIBRARY = ("add_image", "choose_image", "change_image", "add_document", "choose_document", "change_document")
OFFICE = (("wagtailadmin", "access_admin"), ("wagtail_localize", "submit_translation"))
NETWORK_STEWARDS = "stewards-of-the-network"


@transaction.atomic
def set_people(
    rubric: Rubric, *, stewards: Iterable[Person], writers: Iterable[Person] = (), by: Person | None
) -> Rubric:
    """Give `rubric`, in each of its languages, to `stewards`, who publish, and to `writers`, who submit to them."""
    rubric = Rubric.objects.select_for_update(of=("self",)).get(pk=rubric.pk)
    keeping, writing = _group(f"rubric-{rubric.translation_key}"), writers_of(rubric)
    before = (_members(keeping), _members(writing))
    keeping.user_set.set(stewards)
    writing.user_set.set(writers)
    for one in rubric.get_translations(inclusive=True):
        give_rights(one, keeping, writing)
    rubric.refresh_from_db()
    if (_members(keeping), _members(writing)) != before:
        journal.record(Act.RUBRIC_PEOPLE, rubric, by=by, stewards=_members(keeping), writers=_members(writing))
    return rubric


def writers_of(rubric: Rubric) -> Group:
    return _group(f"rubric-{rubric.translation_key}-writers")


def give_rights(rubric: Rubric, keeping: Group, writing: Group) -> None:
    """Idempotent. Kept in step when a rubric gets a translation."""
    if rubric.stewards_id != keeping.pk:
        Rubric.objects.filter(pk=rubric.pk).update(stewards=keeping)
    _allow(keeping, rubric, KEEP)
    _allow(writing, rubric, WRITE)
    for group in (keeping, writing):
        _open_office(group)
    _review(rubric, keeping, rubric.title)


def follow_stewards() -> None:
    """Network stewards keep every page; their mandates say who they are (idempotent, run when mandates change).

    The group opens no door by itself: the back office asks for the mandate at each request.
    """
    group = _group(NETWORK_STEWARDS)
    group.user_set.set([person for person in _mandated() if reader_of(person).is_steward])
    root = Page.get_first_root_node()
    if root is not None:
        _allow(group, root, KEEP)
        _allow_library(group)
        for front in Front.objects.all():
            _review(front, group, "review")


def _mandated() -> Iterable[Person]:
    return Person.objects.filter(is_active=True, mandates__organisation__is_home=True).distinct()


def _group(name: str) -> Group:
    return Group.objects.get_or_create(name=name)[0]


def _members(group: Group) -> list[int]:
    return sorted(group.user_set.values_list("pk", flat=True))


def _allow(group: Group, page: Page, codes: Iterable[str]) -> None:
    permissions = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codes)
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def _open_office(group: Group) -> None:
    for app, code in OFFICE:
        group.permissions.add(*Permission.objects.filter(content_type__app_label=app, codename=code))
    _allow_library(group)


def _allow_library(group: Group) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=LIBRARY
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _review(page: Page, group: Group, name: str) -> None:
    """What is submitted below `page` waits for `group`."""
    if WorkflowPage.objects.filter(page_id=page.pk).exists():
        return
    task = GroupApprovalTask.objects.filter(groups=group).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=name[:255])
        task.groups.add(group)
        workflow = Workflow.objects.create(name=name[:255])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow = Workflow.objects.get(workflow_tasks__task=task)
    WorkflowPage.objects.create(page_id=page.pk, workflow=workflow)
