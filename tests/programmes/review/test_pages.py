"""The region's pages: the list, the overview, asking, reminding, answering, the workbook."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from programmes.models import ConclusionReview, ReviewBundle, Verdict
from programmes.review import Reaction, react
from regions.models import Role
from tests import factories
from tests.programmes.review.conftest import BY


def url(scene, name, *args):
    return reverse(f"programmes:{name}", args=[scene.region.slug, *args])


@pytest.fixture
def bundle(scene):
    return scene.asked()


@pytest.fixture
def leader(client, scene):
    client.force_login(scene.leader)
    return scene.leader


@pytest.fixture
def review(scene, bundle):
    reaction = Reaction(Verdict.NOT_RIGHT, "Het bedrag ontbreekt.", scene.conclusions[0].pk, None)
    return react(addressee=scene.addressee(scene.conclusions[0]), reaction=reaction, by=scene.officers[0])


def test_review_list_without_bundles_shows_the_way_on(client, scene, leader):
    page = client.get(url(scene, "review_list"))
    assert "Nog niets voorgelegd." in page.text
    assert url(scene, "meeting_list") in page.text


def test_review_list_tells_stand_count_and_what_waits(client, scene, leader, review):
    page = client.get(url(scene, "review_list"))
    for words in (
        "Stuurgroep, 8 juli 2021",
        "Reageren kan vóór 20 juli 2021",
        "0 van 2 gemeenten",
        "1 zonder antwoord",
    ):
        assert words in page.text


def _fill(scene, rows):
    """As many bundles, each with as many conclusions and municipalities that said something."""
    for number in range(rows):
        factories.RegionMembershipFactory(target=scene.region)
        bundle = factories.ReviewBundleFactory(
            region=scene.region, react_by=BY, sent_at=f"2021-07-0{number + 1}T09:00Z"
        )
        for _ in range(rows):
            item = factories.ReviewItemFactory(bundle=bundle, asks_reaction=True)
            for municipality in scene.municipalities:
                factories.ReviewAddresseeFactory(item=item, municipality=municipality)
            factories.ConclusionReviewFactory(
                item=item, municipality=scene.municipalities[0], verdict=Verdict.NOT_RIGHT, text="Nee."
            )
    return ReviewBundle.objects.filter(region=scene.region).latest("pk")


@pytest.mark.parametrize("rows", [1, 3])
def test_review_list_takes_the_same_queries(client, scene, leader, django_assert_num_queries, rows):
    _fill(scene, rows)
    client.get(url(scene, "review_list"))
    with django_assert_num_queries(13):
        client.get(url(scene, "review_list"))


@pytest.mark.parametrize("rows", [1, 3])
def test_review_overview_takes_the_same_queries(client, scene, leader, django_assert_num_queries, rows):
    bundle = _fill(scene, rows)
    client.get(url(scene, "review_overview", bundle.pk))
    with django_assert_num_queries(12):
        client.get(url(scene, "review_overview", bundle.pk))


def test_review_overview_shows_every_municipality_by_conclusion(client, scene, leader, bundle, review):
    page = client.get(url(scene, "review_overview", bundle.pk))
    overview = page.context["page"].overview
    found = {line.municipality.name: [cell.mark.label for cell in line.cells] for line in overview.lines}
    assert found == {
        "Aa": ["Klopt niet", "Nog niet nagekeken"],
        "Berg": ["Nog niet nagekeken", "Nog niet nagekeken"],
    }
    assert [column.count for column in overview.columns] == ["1 van 2 gemeenten", "0 van 2 gemeenten"]
    assert "Het bedrag ontbreekt." in page.text
    assert "Niet gereageerd" not in page.text


def test_review_overview_after_the_date_says_who_did_not_react(client, scene, leader, bundle, review, settings):
    settings.TODAY = BY
    page = client.get(url(scene, "review_overview", bundle.pk))
    columns = page.context["page"].overview.columns
    assert [column.silence for column in columns] == ["Niet gereageerd: Berg.", "Niet gereageerd: Aa, Berg."]
    assert "Niet gereageerd: Aa, Berg." in page.text
    assert "Gemeenten herinneren" not in page.text


def test_review_overview_marks_what_was_about_an_earlier_text(client, scene, leader, bundle, review):
    factories.ConclusionFactory(
        step=scene.conclusions[0].step, replaces=scene.conclusions[0], reason="Tikfout", text="Beter."
    )
    page = client.get(url(scene, "review_overview", bundle.pk))
    assert page.context["page"].overview.lines[0].cells[0].is_about_an_older_text
    assert "eerdere tekst" in page.text


def test_review_ask_asks_and_comes_back(client, scene, leader):
    bundle = scene.open()
    items = [str(item.pk) for item in bundle.items.all()[:1]]
    values = {"react_by": "20-7-2021", "items": items, "note": "Graag.", "seen_version": "0"}
    page = client.post(url(scene, "review_ask", bundle.pk), values, follow=True)
    assert "Reactie gevraagd. De gemeenten krijgen bericht." in page.text
    bundle.refresh_from_db()
    assert (bundle.react_by, bundle.items.filter(asks_reaction=True).count()) == (BY, 1)


def test_review_ask_with_a_past_date_says_so_at_the_field(client, scene, leader):
    bundle = scene.open()
    values = {"react_by": "1-7-2021", "items": [bundle.items.first().pk], "seen_version": "0"}
    page = client.post(url(scene, "review_ask", bundle.pk), values)
    assert page.context["form"].errors["react_by"] == ["Kies een datum na vandaag, 12 juli 2021."]


def test_review_ask_takes_no_conclusion_of_another_bundle(client, scene, leader):
    bundle, other = scene.open(), factories.ReviewItemFactory()
    values = {"react_by": "20-7-2021", "items": [other.pk], "seen_version": "0"}
    page = client.post(url(scene, "review_ask", bundle.pk), values)
    assert "items" in page.context["form"].errors
    other.refresh_from_db()
    assert not other.asks_reaction


def test_review_ask_of_a_bundle_that_changed_answers_409_with_both_texts(client, scene, leader, bundle):
    ReviewBundle.objects.filter(pk=bundle.pk).update(version=4, note="Van de ander")
    values = {"react_by": "21-7-2021", "items": [bundle.items.first().pk], "note": "Van mij", "seen_version": "0"}
    page = client.post(url(scene, "review_ask", bundle.pk), values)
    assert page.status_code == 409
    assert ("Van mij" in page.text, "Van de ander" in page.text) == (True, True)


def test_review_remind_tells_how_many(client, scene, leader, bundle):
    page = client.post(url(scene, "review_remind", bundle.pk), follow=True)
    assert "2 gemeenten herinnerd" in page.text


def test_review_answer_keeps_the_reason(client, scene, leader, bundle, review):
    values = {"kind": "kept", "text": "Zo is het besloten.", "seen_version": "0"}
    page = client.post(url(scene, "review_answer", bundle.pk, review.pk), values, follow=True)
    assert "Zo is het besloten." in page.text
    review.refresh_from_db()
    assert (review.answer, review.answered_by) == ("kept", leader)


def test_review_answer_without_a_reason_says_so_at_the_field(client, scene, leader, bundle, review):
    page = client.post(url(scene, "review_answer", bundle.pk, review.pk), {"kind": "kept", "seen_version": "0"})
    assert page.context["form"].errors["text"] == ["Schrijf waarom de conclusie zo blijft."]


def test_review_answer_by_correcting_leads_to_the_correction_and_closes_the_review(
    client, scene, leader, bundle, review
):
    page = client.post(url(scene, "review_answer", bundle.pk, review.pk), {"kind": "corrected", "seen_version": "0"})
    conclusion = scene.conclusions[0]
    correcting = url(scene, "conclusion_correct", conclusion.step.round.proposal_id, conclusion.pk)
    assert page.url == f"{correcting}?nagekeken={review.pk}"
    values = {"outcome": conclusion.outcome_id, "text": "Akkoord met € 5.000.", "reason": "Het bedrag ontbrak."}
    client.post(page.url, values)
    review.refresh_from_db()
    assert (review.answer, review.answer_text) == ("corrected", "Het bedrag ontbrak.")


def test_review_answer_of_another_bundle_does_not_exist(client, scene, leader, bundle):
    other = factories.ConclusionReviewFactory(verdict=Verdict.NOT_RIGHT, text="Nee.")
    assert client.get(url(scene, "review_answer", bundle.pk, other.pk)).status_code == 404


def test_review_export_has_a_row_for_each_municipality_and_conclusion(client, scene, leader, bundle, review):
    answer = client.get(url(scene, "review_export", bundle.pk))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content)), read_only=True)["Nakijken"]
    rows = [(row[0], row[3], row[7], row[8]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows == [
        ("Aa", "Plan van aanpak", "Klopt niet", "Het bedrag ontbreekt."),
        ("Aa", "Begroting", "Nog niet nagekeken", None),
        ("Berg", "Plan van aanpak", "Nog niet nagekeken", None),
        ("Berg", "Begroting", "Nog niet nagekeken", None),
    ]


def test_proposal_page_counts_and_names_who_did_not_react(client, scene, leader, bundle, review, settings):
    proposal = scene.conclusions[0].step.round.proposal
    assert "Nagekeken door 1 van 2 gemeenten" in client.get(proposal.get_absolute_url()).text
    settings.TODAY = date(2021, 7, 20)
    assert "Niet gereageerd: Berg." in client.get(proposal.get_absolute_url()).text


def test_proposal_page_shows_an_officer_the_count_without_names(client, scene, bundle, review, settings):
    client.force_login(scene.officers[1])
    settings.TODAY = BY
    page = client.get(scene.conclusions[0].step.round.proposal.get_absolute_url())
    assert "Nagekeken door 1 van 2 gemeenten" in page.text
    assert "Niet gereageerd" not in page.text


def test_proposal_page_shows_a_reader_nothing_of_it(client, scene, bundle, review):
    client.force_login(factories.RoleAssignmentFactory(role=Role.READER, region=scene.region).user)
    assert "Nagekeken door" not in client.get(scene.conclusions[0].step.round.proposal.get_absolute_url()).text


def test_proposal_page_lets_the_leader_lay_it_before_the_municipalities(client, scene, leader):
    proposal = scene.conclusions[0].step.round.proposal
    address = url(scene, "review_submit", proposal.pk)
    assert address in client.get(proposal.get_absolute_url()).text
    page = client.post(address, follow=True)
    assert "Voorgelegd aan de gemeenten, ter kennisneming." in page.text
    assert address not in client.get(proposal.get_absolute_url()).text


def test_officer_goes_from_the_list_to_the_own_page(client, scene, bundle):
    client.force_login(scene.officers[0])
    page = client.get(url(scene, "review_list"))
    assert page.url == reverse("programmes:municipal_review_list", args=[scene.municipalities[0].slug])


def test_review_of_a_binned_proposal_is_nowhere(client, scene, leader, bundle, review):
    for conclusion in scene.conclusions:
        proposal = conclusion.step.round.proposal
        proposal.removed_at = bundle.sent_at
        proposal.save()
    assert client.get(url(scene, "review_overview", bundle.pk)).status_code == 404
    assert ConclusionReview.objects.exists()
