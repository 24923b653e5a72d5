"""Pasting a proposal form from the text to the saved proposal, and pasting a later state of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from programmes.form_changes import news_of, update_from_form
from programmes.form_text import parse_form
from programmes.models import Conclusion, Outcome, Proposal, ProposalSource, Purpose, Remark, Round, RouteStep
from programmes.pasted_text import without_tags
from programmes.pasting import choices_of, known_form, save_form, unsaved_proposal
from programmes.route import route_of
from regions.models import Body, Role
from tests import factories

pytestmark = pytest.mark.django_db

REMARKS = "- Maak het doel duidelijk. - Geef de gevolgen aan. - Heb aandacht voor scholen."
FORM = f"""Algemeen\t
Onderwerp\tUitvoeringsplan 2021
Verspreiden\tJa
Contactpersoon\tIlse Terpstra
Eenheid\tSturing
E-mail\ta.terpstra@example.org
Kenmerk\t21.0001
Datum\t23 april 2021

Voorstel

Nummer\tOmschrijving
Voorstel 1.\tVaststellen van het plan
Voorstel 2.\t

Behandeling

Datum\tOverleg\tDoel\tConclusie
16-04-21\tAmbtelijke klankbordgroep\tVaststellen\tAkkoord
23-04-21\tUitvoeringsoverleg\tVaststellen\tAkkoord: <ul style="list-style-type: none"> {REMARKS}
02-05-21\tDirectie-overleg\tVaststellen\tPositief
23-09-21\tPortefeuillehouders-overleg\tVaststellen\t

Toelichting

Beknopte toelichting

Het plan zet drie lijnen uit.

Bijlage(n)

Nummer\tOmschrijving
Bijlage 1.\tPlan van aanpak

Financiën\t
<p>Volgt later.</p>
"""
LATER = FORM.replace(
    "23-09-21\tPortefeuillehouders-overleg\tVaststellen\t\n",
    "08-07-21\tPortefeuillehouders-overleg\tVaststellen\tAkkoord onder voorbehoud van dekking\n",
)


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def bodies(region):
    names = ("Ambtelijke klankbordgroep", "Uitvoeringsoverleg", "Directieoverleg")
    return [factories.BodyFactory(region=region, name=name) for name in names]


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


@pytest.fixture
def address(region):
    return reverse("programmes:proposal_paste", args=[region.slug])


def answers(page, save="new", **changes):
    """What a browser posts from a preview that nobody touched."""
    preview = page.context["preview"]
    data = {"source": preview.source, "save": save, "known": preview.known.pk if preview.known else ""}
    for form in (page.context["form"], *preview.steps):
        for field in form:
            value = field.field.widget.format_value(field.value()) if field.value() is not None else ""
            data[field.html_name] = value[0] if isinstance(value, list) else (value or "")
    return data | changes


def paste(client, address, text=FORM, save="new", **changes):
    return client.post(address, answers(client.post(address, {"source": text}), save, **changes), follow=True)


def test_paste_preview_saves_nothing_and_shows_what_was_understood(client, leader, address, bodies):
    page = client.post(address, {"source": FORM})
    assert (Proposal.objects.count(), Body.objects.count()) == (0, 3)
    preview = page.context["preview"]
    chosen = [step.initial["body"] for step in preview.steps]
    assert chosen == [bodies[0].pk, bodies[1].pk, bodies[2].pk, "new"]
    assert "Maak dit overleg: Portefeuillehouders-overleg" in page.text
    assert "Dit overleg kent uw regio nog niet." in page.text
    assert "Niet herkend (1)" in page.text
    assert "3 opmerkingen apart" in page.text
    assert page.text.count("list-style") == 1  # in the hidden field that carries the source along


def test_paste_saves_the_whole_form(client, leader, address, region, bodies):
    page = paste(client, address)
    proposal = Proposal.objects.get()
    assert page.redirect_chain == [(proposal.get_absolute_url(), 302)]
    assert (proposal.subject, proposal.reference, proposal.date) == (
        "Uitvoeringsplan 2021",
        "21.0001",
        date(2021, 4, 23),
    )
    assert proposal.explanation == "Het plan zet drie lijnen uit."
    assert [decision.text for decision in proposal.decisions.all()] == ["Vaststellen van het plan"]
    assert proposal.attachments.get().title == "Plan van aanpak"
    assert str(Round.objects.get()) == "Ronde 1 vaststellen"
    stations = route_of(proposal).stations
    assert [station.body for station in stations] == [
        "Ambtelijke klankbordgroep", "Uitvoeringsoverleg", "Directieoverleg", "Portefeuillehouders-overleg",
    ]  # fmt: skip
    assert [str(station.state) for station in stations] == ["past", "past", "past", "next"]
    assert stations[3].date == date(2021, 9, 23)
    assert [station.conclusion and station.conclusion.outcome.code for station in stations] == [
        "agreed", "agreed", "positive", None,
    ]  # fmt: skip
    assert stations[1].conclusion.remarks == (
        "Maak het doel duidelijk.", "Geef de gevolgen aan.", "Heb aandacht voor scholen.",
    )  # fmt: skip
    source = ProposalSource.objects.get()
    assert (source.text, source.by) == (FORM, leader)
    assert "Volgt later." in source.unrecognised
    assert Conclusion.objects.filter(by=leader).count() == 3


def test_pasted_proposal_shows_no_tags(client, leader, address, bodies):
    page = paste(client, address)
    assert "Niet herkend bij het plakken" in page.text
    assert ("list-style" in page.text, "&lt;p&gt;" in page.text) == (False, False)


def test_paste_the_same_page_twice_makes_one(client, leader, address, bodies):
    data = answers(client.post(address, {"source": FORM}))
    client.post(address, data)
    page = client.post(address, data)
    assert "Dit formulier staat al in ghnt" in page.text
    assert "geen nieuwe conclusies" in page.text
    assert (Proposal.objects.count(), Conclusion.objects.count()) == (1, 3)


def test_paste_a_later_state_offers_the_new_conclusion_and_adds_it(client, leader, address, bodies):
    paste(client, address)
    page = client.post(address, {"source": LATER})
    assert "Bijwerken: 1 nieuwe conclusie<" in page.text
    page = client.post(address, answers(page, "update"), follow=True)
    assert "‘Uitvoeringsplan 2021’ bijgewerkt: 1 nieuwe conclusie." in page.text
    proposal = Proposal.objects.get()
    assert (proposal.rounds.count(), RouteStep.objects.count(), Conclusion.objects.count()) == (1, 4, 4)
    newest = Conclusion.objects.latest("pk")
    assert (newest.text, newest.date) == ("Akkoord onder voorbehoud van dekking", date(2021, 7, 8))
    assert newest.outcome.code == "agreed_with_reservation"
    assert [source.text for source in proposal.sources.all()] == [FORM, LATER]
    page = client.post(address, {"source": LATER})
    assert "geen nieuwe conclusies" in page.text
    assert "Bijwerken:" not in page.text


def test_paste_a_conclusion_that_differs_is_a_conflict_and_not_taken_over(client, leader, address, bodies):
    paste(client, address)
    page = client.post(address, {"source": LATER.replace("Positief", "Niet akkoord")})
    assert "Directieoverleg: de geplakte conclusie verschilt van wat is vastgelegd." in page.text
    client.post(address, answers(page, "update"))
    assert Conclusion.objects.filter(step__body=bodies[2]).get().text == "Positief"
    assert Conclusion.objects.count() == 4


def test_paste_a_known_form_as_a_new_proposal_when_asked(client, leader, address, bodies):
    paste(client, address)
    paste(client, address)
    assert Proposal.objects.count() == 2


def test_paste_of_a_text_that_is_no_form_keeps_the_text(client, leader, address):
    page = client.post(address, {"source": "Beste allemaal, hierbij de notulen."})
    assert "Dit is geen voorstelformulier" in page.text
    assert "Beste allemaal, hierbij de notulen.</textarea>" in page.text
    assert "<title>Fout: " in page.text


def test_paste_of_sixty_kilobytes_keeps_the_text(client, leader, address):
    page = client.post(address, {"source": FORM + "woord " * 10_000})
    assert "De tekst is te groot" in page.text
    assert "woord woord" in page.text
    assert Proposal.objects.count() == 0


def test_paste_back_to_the_text(client, leader, address):
    page = client.post(address, {"source": FORM, "back": "1"})
    assert page.context["form"].initial["source"] == FORM
    assert "Er is iets niet goed ingevuld" not in page.text


def test_paste_with_an_impossible_date_and_without_a_conclusions_date(client, leader, address, bodies):
    page = client.post(address, {"source": FORM.replace("16-04-21", "31-02-21")})
    data = answers(page)
    assert data["step-0-date"] == ""
    page = client.post(address, data)
    assert "Vul de datum van deze conclusie in." in page.text
    assert Proposal.objects.count() == 0
    page = client.post(address, data | {"step-0-date": "31-2-2021"})
    assert "Vul een datum in, bijvoorbeeld 3 maart 2027." in page.text
    client.post(address, data | {"step-0-date": "16 april 2021"})
    assert Conclusion.objects.order_by("pk").first().date == date(2021, 4, 16)


def test_paste_a_conclusion_in_the_future_is_refused(client, leader, address, bodies):
    page = client.post(address, {"source": FORM.replace("02-05-21", "13-07-21")})
    page = client.post(address, answers(page))
    assert "Een conclusie kan niet in de toekomst liggen." in page.text
    assert Proposal.objects.count() == 0


def test_paste_with_a_body_of_another_region_changes_nothing(client, leader, address, bodies):
    foreign = factories.BodyFactory()
    page = client.post(address, {"source": FORM})
    page = client.post(address, answers(page, **{"step-0-body": str(foreign.pk)}))
    assert "Kies een overleg uit de lijst." in page.text
    assert Proposal.objects.count() == 0


def test_paste_asks_whether_it_may_be_distributed_when_the_form_does_not_say(client, leader, address, bodies):
    page = client.post(address, {"source": FORM.replace("Verspreiden\tJa\n", "")})
    page = client.post(address, answers(page))
    assert "Kies of het voorstel verspreid mag worden." in page.text
    assert Proposal.objects.count() == 0


def saved(region, text=FORM):
    form = parse_form(text)
    proposal = unsaved_proposal(region, form)
    return save_form(proposal=proposal, form=form, steps=choices_of(region, form), source=text, by=None)


def test_known_form_by_reference_or_by_subject_and_bodies(region):
    proposal = saved(region)
    without = FORM.replace("Kenmerk\t21.0001", "Kenmerk\t")
    assert known_form(region, parse_form(FORM.replace("Onderwerp\tUitvoeringsplan", "Onderwerp\tPlan"))) == proposal
    assert known_form(region, parse_form(without)) == proposal
    assert known_form(region, parse_form(without.replace("Uitvoeringsplan 2021", "Ander plan"))) is None
    assert known_form(region, parse_form(without.replace("-overleg", "-commissie"))) is None
    assert known_form(factories.RegionFactory(), parse_form(FORM)) is None


def test_save_form_makes_an_unknown_body_once(region):
    text = FORM.replace("Directie-overleg", "Uitvoerings overleg")
    saved(region, text)
    assert list(Body.objects.values_list("name", flat=True)) == [
        "Ambtelijke klankbordgroep", "Uitvoeringsoverleg", "Portefeuillehouders-overleg",
    ]  # fmt: skip
    assert list(Round.objects.values_list("number", flat=True)) == [1, 2]


def test_save_form_without_a_date_saves_nothing(region):
    with pytest.raises(ValidationError, match="Vul de datum in waarop Uitvoeringsoverleg dit concludeerde"):
        saved(region, FORM.replace("23-04-21", "n.t.b."))
    assert (Proposal.objects.count(), Body.objects.count(), Conclusion.objects.count()) == (0, 0, 0)


def test_news_knows_a_conclusion_that_was_corrected_since(region):
    proposal = saved(region)
    old = Conclusion.objects.order_by("pk").first()
    factories.ConclusionFactory(step=old.step, replaces=old, reason="Verkeerd", text="Niet akkoord")
    form = parse_form(FORM)
    news = news_of(proposal, form, choices_of(region, form))
    assert [str(row.kind) for row in news.rows] == ["same"] * 4
    assert (news.summary, news.other_fields) == ("geen nieuwe conclusies", ())


def test_news_of_a_new_date_a_new_step_and_other_fields(region):
    proposal = saved(region)
    text = FORM.replace("23-09-21", "30-09-21").replace("Ilse Terpstra", "Sanne Bos")
    text = text.replace("\nToelichting\n", "\n14-10-21\tTaskforce\tAdviseren\t\n\nToelichting\n", 1)
    form = parse_form(text)
    news = update_from_form(proposal=proposal, form=form, steps=choices_of(region, form), source=text, by=None)
    assert news.summary == "1 nieuwe behandeling en 1 nieuwe datum"
    assert news.other_fields == ("Contactpersoon",)
    stations = route_of(Proposal.objects.get()).stations
    assert [(station.body, station.date) for station in stations[3:]] == [
        ("Portefeuillehouders-overleg", date(2021, 9, 30)),
        ("Taskforce", date(2021, 10, 14)),
    ]
    assert Proposal.objects.get().contact == "Ilse Terpstra"


def test_purposes_and_outcomes_of_the_form_reader_are_in_the_lists():
    from programmes.form_text import OUTCOME_CODES

    assert {code for code in OUTCOME_CODES if code != "not_yet"} <= set(Outcome.objects.values_list("code", flat=True))
    assert Purpose.objects.filter(code="treat").exists()
    assert Remark.objects.count() == 0


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        ("Datum\tOverleg\n<p>Een</p><p>Twee</p>", "Datum\tOverleg\nEen\nTwee"),
        ("&lt;p&gt;Een&lt;/p&gt; <b>twee</b>", "Een\ntwee"),
        ("a < 5 en <naam>", "a < 5 en <naam>"),
    ],
)
def test_without_tags_keeps_lines_and_words(pasted, shown):
    assert without_tags(pasted) == shown
