"""A version that the region took back is gone for everybody but its writers, also out of what was made of it."""

import pytest
from django.urls import reverse

from reporting import workflow
from reporting.bundles import asking
from reporting.publishing import publishable_version
from tests.world import PREVIOUS

pytestmark = pytest.mark.sqlite  # who may see what hangs on no database


@pytest.fixture
def zipped(world):
    """A zip that the national team asked for while the report lay there."""
    bundle, _ = asking.ask_round_zip(round=world.own.submitted.round, by=world.users["national"])
    return bundle


def test_zip_goes_with_the_version_that_the_region_takes_back(world, sign_in, zipped):
    client = sign_in("national")
    pages = [reverse(f"reporting:{name}", args=[zipped.pk]) for name in ("bundle_detail", "bundle_download")]
    assert 404 not in {client.get(page).status_code for page in pages}
    listed = reverse("reporting:book") + f"?ronde={PREVIOUS}"
    assert zipped.get_absolute_url() in client.get(listed).content.decode()
    workflow.withdraw(report=world.own.submitted, by=world.users["leader"])
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert client.post(reverse("reporting:bundle_retry", args=[zipped.pk])).status_code == 404
    assert zipped.get_absolute_url() not in client.get(listed).content.decode()


def test_dossier_with_a_version_taken_back_is_for_the_region_alone(world, sign_in):
    bundle, _ = asking.ask_dossier(region=world.own.region, round=world.own.submitted.round, by=world.users["national"])
    workflow.withdraw(report=world.own.submitted, by=world.users["leader"])
    assert sign_in("national").get(bundle.get_absolute_url()).status_code == 404
    assert sign_in("leader").get(bundle.get_absolute_url()).status_code == 200


def test_nothing_of_a_version_taken_back_becomes_public(world, sign_in):
    report, leader = world.own.submitted, world.users["leader"]
    workflow.adopt(report=report, body_name="Stuurgroep", date=PREVIOUS.end, by=leader)
    assert publishable_version(report) is not None
    workflow.withdraw(report=report, by=leader)
    assert publishable_version(report) is None
    before = report.releases.count()
    address = reverse("reporting:public_release", args=["eigen", PREVIOUS])
    sign_in("leader").post(address, {"seen_version": 1})
    assert report.releases.count() == before
