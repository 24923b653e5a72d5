"""Of "Verspreiden: nee" only the region and the municipalities that sit in a treating body read anything."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from ghnt.notices.models import Notice
from ghnt.site.calendar.municipal import reviews
from ghnt.site.calendar.period import Period
from programmes.models import Verdict
from programmes.review import remind
from regions.models import Role
from regions.rights import rights_of
from tests import factories
from tests.programmes.review.conftest import BY, ON

SECRET = "Sluiting van de opvang"
REST = "van de opvang"  # searching marks the first word


@pytest.fixture
def bundle(scene):
    """One open conclusion beside a secret one, with Aa in the body and Berg not."""
    factories.SeatFactory(body=scene.meeting.body, organisation__municipality=scene.municipalities[0])
    scene.conclude(SECRET, may_distribute=False)
    return scene.asked()


def _pages(scene, bundle, municipality):
    region = scene.region.slug
    proposal = scene.conclusions[-1].step.round.proposal
    return [
        reverse("programmes:municipal_review_list", args=[municipality.slug]),
        reverse("programmes:municipal_review", args=[municipality.slug, bundle.pk]),
        reverse("programmes:review_list", args=[region]),
        reverse("programmes:review_overview", args=[region, bundle.pk]),
        reverse("programmes:review_export", args=[region, bundle.pk]),
        proposal.get_absolute_url(),
        f"{reverse('search')}?zoek=Sluiting",
        reverse("my_work"),
    ]


def _shown(client, addresses, word=REST):
    """The pages and workbooks on which the word stands."""
    return [address for address in addresses if word in _text(client.get(address))]


def _text(answer):
    if not answer.streaming:
        return answer.text if answer.status_code == 200 else ""
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)), read_only=True)
    return str([row for sheet in book for row in sheet.iter_rows(values_only=True)])


def _sign_in(client, scene, who):
    assignments = {
        "seated": {"user": scene.officers[0]},
        "other municipality": {"user": scene.officers[1]},
        "other region": {"role": Role.LEADER, "region": factories.RegionFactory()},
        "reader": {"role": Role.READER, "region": scene.region},
        "national": {"role": Role.NATIONAL},
        "adviser": {"role": Role.ADVISER, "region": scene.region},
        "leader": {"user": scene.leader},
    }
    values = assignments[who]
    user = values["user"] if "user" in values else factories.RoleAssignmentFactory(**values).user
    client.force_login(user)


@pytest.mark.parametrize("who", ["other municipality", "other region", "reader", "national", "adviser"])
def test_undistributed_conclusion_is_on_no_page_for(client, scene, bundle, who):
    _sign_in(client, scene, who)
    for municipality in scene.municipalities:
        assert _shown(client, _pages(scene, bundle, municipality)) == []


@pytest.mark.parametrize(("who", "number"), [("seated", 3), ("leader", 5)])
def test_undistributed_conclusion_is_shown_to(client, scene, bundle, who, number):
    _sign_in(client, scene, who)
    assert len(_shown(client, _pages(scene, bundle, scene.municipalities[0]))) == number


def test_undistributed_alone_hides_the_whole_bundle(client, scene):
    factories.SeatFactory(body=scene.meeting.body, organisation__municipality=scene.municipalities[0])
    scene.meeting = factories.MeetingFactory(body=scene.meeting.body, date=BY.replace(day=1))
    scene.conclude(SECRET, may_distribute=False)
    bundle = scene.open()
    for who in ("national", "adviser", "other municipality"):
        _sign_in(client, scene, who)
        for municipality in scene.municipalities:
            assert _shown(client, _pages(scene, bundle, municipality), bundle.title) == []


def test_undistributed_afterwards_disappears_from_the_bundle(client, scene, bundle):
    proposal = scene.conclusions[0].step.round.proposal
    proposal.may_distribute = False
    proposal.save()
    _sign_in(client, scene, "other municipality")
    page = client.get(reverse("programmes:municipal_review", args=[scene.municipalities[1].slug, bundle.pk]))
    assert [row.row.proposal.subject for row in page.context["page"].asked] == ["Begroting"]


def test_undistributed_cannot_be_marked_by_another_municipality(client, scene, bundle):
    theirs = scene.addressee(scene.conclusions[-1])
    _sign_in(client, scene, "other municipality")
    address = reverse("programmes:municipal_review", args=[scene.municipalities[1].slug, bundle.pk])
    assert client.post(address, {"mark": f"{theirs.pk}:{Verdict.RIGHT}"}).status_code == 404


def test_notices_hold_no_subject_and_no_conclusion(scene, bundle):
    words = " ".join(f"{notice.who} {notice.what} {notice.expected}" for notice in Notice.objects.all())
    assert Notice.objects.exists()
    assert not [conclusion.text for conclusion in scene.conclusions if conclusion.text in words]
    assert SECRET not in words


def test_what_was_closed_afterwards_is_no_number_any_more(client, scene):
    """Berg, which sits in no treating body, is reminded of one conclusion less, and of none in its calendar."""
    opened, closed = scene.conclusions
    factories.SeatFactory(body=scene.meeting.body, organisation__municipality=scene.municipalities[0])
    bundle = scene.asked()
    for number, conclusion in ((2, None), (1, closed), (None, opened)):
        if conclusion:
            proposal = conclusion.step.round.proposal
            proposal.may_distribute = False
            proposal.save()
        Notice.objects.all().delete()
        remind(bundle=bundle, by=scene.leader)
        said = dict(Notice.objects.values_list("user", "expected"))
        assert said[scene.officers[0].pk] == "2 conclusies nakijken"
        expected = {None: None, 1: "1 conclusie nakijken", 2: "2 conclusies nakijken"}[number]
        assert said.get(scene.officers[1].pk) == expected
        rights = rights_of(scene.officers[1], on=ON)
        assert bool(list(reviews(rights, Period.around(ON)))) is (number is not None)
