from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from ghnt.notices.models import Notice
from ghnt.ui.editing import EditConflictError
from programmes import conclusions
from programmes.models import ReviewAddressee, ReviewBundle, ReviewItem
from programmes.review import ask_reaction, open_bundle, submit_proposal
from regions.models import BodyLevel, Role
from tests import factories
from tests.programmes.review.conftest import BY, MET


def _sent(bundle):
    rows = ReviewAddressee.objects.filter(item__bundle=bundle).order_by("item", "municipality__name")
    return [(row.item.conclusion.step.round.proposal.subject, row.municipality.name) for row in rows]


def test_open_bundle_sends_every_conclusion_to_every_municipality_of_the_region(scene):
    bundle = scene.open()
    assert (bundle.title, bundle.react_by, bundle.sent_by) == ("Stuurgroep, 8 juli 2021", None, scene.leader)
    assert _sent(bundle) == [
        ("Plan van aanpak", "Aa"),
        ("Plan van aanpak", "Berg"),
        ("Begroting", "Aa"),
        ("Begroting", "Berg"),
    ]


def test_open_bundle_twice_is_the_same_bundle_and_tells_once(scene):
    first, second = scene.open(), scene.open()
    assert (first, ReviewItem.objects.count()) == (second, 2)
    assert Notice.objects.count() == 2


def test_open_bundle_again_adds_what_came_since(scene):
    bundle = scene.open()
    scene.conclude("Nagekomen punt")
    assert scene.open() == bundle
    assert bundle.items.count() == 3
    assert Notice.objects.count() == 4


def test_open_bundle_without_conclusions_is_none(scene):
    assert open_bundle(meeting=factories.MeetingFactory(), by=scene.leader) is None
    assert not ReviewBundle.objects.exists()


def test_open_bundle_holds_the_municipalities_of_the_day_of_the_meeting(scene):
    factories.RegionMembershipFactory(
        target=factories.RegionFactory(), municipality=scene.municipalities[1], valid_from=date(2021, 7, 10)
    )
    later = factories.RegionMembershipFactory(target=scene.region, valid_from=date(2021, 7, 9))
    names = {name for _subject, name in _sent(scene.open())}
    assert names == {"Aa", "Berg"}
    assert later.municipality.name not in names


def test_open_bundle_of_a_municipal_body_is_for_that_municipality(scene):
    body = factories.BodyFactory(level=BodyLevel.MUNICIPAL, region=None, municipality=scene.municipalities[1])
    scene.meeting = factories.MeetingFactory(body=body, date=MET)
    scene.conclude("Raadsvoorstel")
    assert _sent(scene.open()) == [("Raadsvoorstel", "Berg")]


def test_open_bundle_of_a_national_body_makes_one_for_each_region(scene):
    body = factories.BodyFactory(level=BodyLevel.NATIONAL, region=None)
    scene.meeting = factories.MeetingFactory(body=body, date=MET)
    scene.conclude("Landelijk stuk")
    elsewhere = factories.RegionMembershipFactory(municipality__name="Cadier")
    scene.region = elsewhere.target
    scene.conclude("Stuk van elders")
    scene.open()
    assert [_sent(bundle) for bundle in ReviewBundle.objects.order_by("pk")] == [
        [("Landelijk stuk", "Aa"), ("Landelijk stuk", "Berg")],
        [("Stuk van elders", "Cadier")],
    ]


def test_open_bundle_sends_an_undistributed_proposal_to_seated_municipalities_alone(scene):
    scene.conclude("Vertrouwelijk", may_distribute=False)
    factories.SeatFactory(body=scene.meeting.body, organisation__municipality=scene.municipalities[1])
    assert [row for row in _sent(scene.open()) if row[0] == "Vertrouwelijk"] == [("Vertrouwelijk", "Berg")]


def test_open_bundle_with_nothing_for_anybody_is_none(scene):
    scene.meeting = factories.MeetingFactory(body__region=scene.region)
    scene.conclude("Vertrouwelijk", may_distribute=False)
    assert scene.open() is None


def test_open_bundle_leaves_out_what_lies_in_a_bundle_or_in_the_bin(scene):
    submit_proposal(proposal=scene.conclusions[0].step.round.proposal, by=scene.leader)
    conclusions.correct(
        conclusion=scene.conclusions[0],
        outcome=scene.conclusions[0].outcome,
        text="Anders.",
        remarks=(),
        reason="Tikfout",
        by=scene.leader,
    )
    scene.conclude("Weg", removed_at=datetime(2021, 7, 9, tzinfo=UTC))
    assert {subject for subject, _name in _sent(scene.open())} == {"Begroting"}


def test_open_bundle_tells_officers_what_and_where(scene):
    bundle = scene.open()
    notice = Notice.objects.get(user=scene.officers[0])
    assert (notice.key, notice.who) == (f"review-{bundle.pk}", "Regio Heidestreek")
    assert notice.what == "nieuwe conclusies van Stuurgroep, 8 juli 2021"
    assert notice.url == f"/gemeente/{scene.municipalities[0].slug}/nakijken/{bundle.pk}/"
    assert (notice.expected, notice.due) == ("", None)


def test_open_bundle_of_undistributed_ones_tells_no_subject_and_no_body(scene):
    scene.meeting = factories.MeetingFactory(body__region=scene.region)
    scene.conclude("Vertrouwelijk", may_distribute=False)
    factories.SeatFactory(body=scene.meeting.body, organisation__municipality=scene.municipalities[0])
    scene.open()
    assert [(notice.user, notice.what) for notice in Notice.objects.all()] == [(scene.officers[0], "nieuwe conclusies")]


def test_open_bundle_tells_the_successor_of_a_municipality_that_ended(scene):
    old = scene.municipalities[0]
    old.valid_to = date(2021, 7, 10)
    old.save()
    new = factories.RegionMembershipFactory(target=scene.region, valid_from=date(2021, 7, 10)).municipality
    factories.MunicipalitySuccessionFactory(predecessor=old, successor=new, on=date(2021, 7, 10))
    officer = factories.RoleAssignmentFactory(role=Role.MUNICIPAL, municipality=new, region=None).user
    bundle = scene.open()
    assert Notice.objects.get(user=officer).url == f"/gemeente/{new.slug}/nakijken/{bundle.pk}/"
    assert not Notice.objects.filter(user=scene.officers[0]).exists()


def test_submit_proposal_makes_a_bundle_without_a_meeting(scene):
    proposal = scene.conclusions[1].step.round.proposal
    bundle = submit_proposal(proposal=proposal, by=scene.leader)
    assert (bundle.meeting, bundle.title) == (None, "Stuurgroep, 8 juli 2021")
    assert _sent(bundle) == [("Begroting", "Aa"), ("Begroting", "Berg")]
    with pytest.raises(ValidationError, match="al aan de gemeenten voorgelegd"):
        submit_proposal(proposal=proposal, by=scene.leader)


def test_submit_proposal_that_nobody_may_read_is_refused(scene):
    hidden = scene.conclude("Vertrouwelijk", may_distribute=False)
    with pytest.raises(ValidationError, match="niemand om het aan voor te leggen"):
        submit_proposal(proposal=hidden.step.round.proposal, by=scene.leader)


def _ask(bundle, **values):
    asked = {"items": list(bundle.items.all()[:1]), "react_by": BY, "note": " Graag snel. ", "seen": bundle.version}
    ask_reaction(bundle=bundle, **asked | values)


def test_ask_reaction_asks_the_chosen_conclusions_and_tells_by_when(scene):
    bundle = scene.open()
    _ask(bundle)
    bundle.refresh_from_db()
    assert (bundle.react_by, bundle.note, bundle.version) == (BY, "Graag snel.", 1)
    assert list(bundle.items.values_list("asks_reaction", flat=True)) == [True, False]
    notice = Notice.objects.filter(user=scene.officers[1]).latest("pk")
    assert (notice.expected, notice.due) == ("1 conclusie nakijken", BY)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"react_by": date(2021, 7, 12)}, "Kies een datum na vandaag, 12 juli 2021."),
        ({"items": []}, "Kies ten minste één conclusie."),
    ],
)
def test_ask_reaction_refuses_in_words(scene, values, words):
    with pytest.raises(ValidationError, match=words):
        _ask(scene.open(), **values)


def test_ask_reaction_after_the_date_is_refused(scene, settings):
    bundle = scene.asked()
    settings.TODAY = BY
    with pytest.raises(ValidationError, match="De datum van deze bundel is voorbij"):
        _ask(bundle, react_by=date(2021, 8, 1))


def test_ask_reaction_of_a_bundle_that_changed_is_a_conflict(scene):
    bundle = scene.open()
    _ask(bundle)
    with pytest.raises(EditConflictError):
        _ask(bundle, seen=0)
