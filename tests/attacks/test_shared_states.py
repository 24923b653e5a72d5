"""Of an action that another region leads, nobody outside reads koers or notes before the leading region submits."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from actions import sharing
from actions.models import ActionOffer, RegionVisit
from actions.progress import UpdateValues, save_update
from reporting import workflow
from reporting.programme_document.collecting import collect_programme
from tests import factories
from tests.attacks.conftest import crawl
from tests.world import HALF_YEAR, fill_in

pytestmark = pytest.mark.sqlite  # who may see what hangs on no database

NOTE = "Binnenskamers"


@pytest.fixture
def joined(world):
    """ "Eigen" leads, "Ander" joins and submits its report first; then "Eigen" writes what it thinks."""
    leader, own = world.users["leader"], world.own
    offer = ActionOffer.objects.get(action=own.action, region=world.other.region, outcome="")
    mirror = sharing.accept_offer(offer=offer, node=world.other.node, by=leader)
    fill_in(world.other.draft)
    workflow.submit(report=world.other.draft, by=leader)
    update = own.action.updates.get(half_year=HALF_YEAR)
    words = dict.fromkeys(("explanation", "efforts", "results", "outlook"), NOTE)
    values = UpdateValues(phase="finished", assessment="", **words)
    save_update(action=own.action, half_year=HALF_YEAR, seen_version=update.version, values=values, by=leader)
    return mirror


def told(response):
    """The text of a page or file, what is packed in a workbook too."""
    body = response.getvalue()
    if not body.startswith(b"PK"):
        return body.decode()
    book = zipfile.ZipFile(io.BytesIO(body))
    return "".join(book.read(name).decode() for name in book.namelist())


@pytest.mark.parametrize("role", ["national", "adviser"])
def test_no_page_or_file_of_the_joining_region_tells_it(joined, world, sign_in, role):
    factories.RoleAssignmentFactory(user=world.users["adviser"], role="adviser", region=world.other.region)
    client = sign_in(role)
    list_url = reverse("actions:action_list", args=["ander"])
    starts = ["/regio/ander/", joined.get_absolute_url(), f"{list_url}?weergave=fasen", f"{list_url}?sorteer=koers"]
    assert [url for url, text in crawl(client, *starts) if NOTE in text] == []
    for name in ("actions:export", "actions:export_csv"):
        assert NOTE not in told(client.get(reverse(name, args=["ander"])))
    assert joined not in client.get(f"{list_url}?fase=finished").context["actions"]
    assert joined in client.get(f"{list_url}?fase=in_progress").context["actions"]  # as "Eigen" disclosed it


def test_words_about_a_visit_do_not_tell_it(joined, world, sign_in):
    before = timezone.now().replace(year=2021, month=7, day=12, hour=0)
    RegionVisit.objects.create(user=world.users["national"], region=world.other.region, previous_at=before)
    page = sign_in("national").get(reverse("actions:action_list", args=["ander"]) + "?gewijzigd=ja")
    assert "voortgang" not in page.content.decode().partition("<tbody")[2]


def test_programme_in_writing_tells_the_phase_that_the_leader_disclosed(joined):
    phases = [action.phase for action in collect_programme(joined.programme).actions if action.key == str(joined.pk)]
    assert phases == ["in_progress"]


def test_the_joining_region_itself_reads_it(joined, world, sign_in):
    reader = factories.UserFactory(email="lezer.ander@example.org")
    factories.RoleAssignmentFactory(user=reader, role="reader", region=world.other.region)
    client = sign_in(reader)
    assert NOTE in client.get(joined.get_absolute_url()).content.decode()
    assert joined in client.get(reverse("actions:action_list", args=["ander"]) + "?fase=finished").context["actions"]
