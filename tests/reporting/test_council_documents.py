"""Drafts for colleges and councils: first texts, editing, who may what, Word and PDF."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from actions.models import Participation
from ghnt.documents import jobs
from ghnt.documents.sealing import canonical_json
from programmes.models import CouncilDocument, CouncilDocumentKind, DecisionRendering, RequiredAct
from regions.models import Role
from reporting.council_documents import making
from reporting.council_documents.content import Draft, DraftChapter
from reporting.council_documents.counts import protected, shown_count
from reporting.council_documents.kinds import CHAPTERS
from reporting.council_documents.paper import draw_draft
from reporting.council_documents.states import ALLOWED, Verb, Whose, Writer
from reporting.council_documents.word_file import word_file
from reporting.programme_document.versions import make_version
from tests import factories

pytestmark = pytest.mark.django_db
KIND = CouncilDocumentKind
NASTY = (
    "Hallo {{ title }} {% for x in y %} {_{ x }_} & <b>niet</b> vet < 5\nregel 2\n\n- een\n- twee https://a.nl/x\n"
    "  1. sub\n  2. sub twee\n\n1. eerst\n2. dan\n\nTussen\n\n1. opnieuw\n\n" + "lang" * 60
)


@pytest.fixture
def home(world):
    """Without the drafts that the world has of itself."""
    CouncilDocument.objects.all().delete()
    return world.own


@pytest.fixture
def version(home):
    return home.node.programme.versions.first()


def make(version, kind=KIND.COUNCIL_PROPOSAL, municipality=None, *, exact=False, by=None):
    by = by or factories.UserFactory()
    document, _is_new = making.make_document(
        version=version, kind=kind, municipality=municipality, exact_figures=exact, by=by
    )
    return document


def text_of(document, key):
    return document.chapters.get(key=key).text


def url(name, home, *args):
    return reverse(f"reporting:council_document_{name}", args=[home.region.slug, 1, *args])


# First texts


@pytest.mark.parametrize("kind", KIND)
def test_draft_has_its_chapters_in_order_with_an_origin(version, kind):
    document = make(version, kind)
    chapters = list(document.chapters.values_list("key", "title"))
    assert chapters == [(plan.key, plan.title) for plan in CHAPTERS[kind]]
    assert all(document.chapters.values_list("origin", flat=True))
    assert document.chapters.filter(text="").count() == 0


def test_council_proposal_tells_the_programme_and_where_it_came_from(version):
    document = make(version)
    result = document.chapters.get(key="resultaat")
    assert "Niemand is alleen." in result.text
    assert "- Minder geweld thuis." in result.text
    assert result.origin == "uit het programma, versie 1, hoofdstuk Visie; uit het programma, versie 1, doelen"
    assert text_of(document, "besluit").startswith("1. Het programma ‘")


def test_first_text_follows_the_seal_and_not_what_was_written_since(home, version):
    home.node.programme.chapters.filter(key="visie").update(text="Later geschreven.")
    assert "Later geschreven." not in text_of(make(version), "resultaat")


def test_draft_of_a_municipality_tells_its_own_rows_and_costs(home, version):
    factories.ActionMunicipalityFactory(
        action=home.action,
        municipality=home.municipality,
        takes_part=Participation.LATER,
        since=date(2022, 1, 1),
        elaboration="Eén dag per week.",
    )
    factories.ActionMunicipalityFactory(action=home.action, municipality=home.neighbour, elaboration="Van de buren.")
    factories.ActionCostFactory(action=home.action, amount=Decimal(900), cover=f"gemeente {home.municipality}")
    factories.ActionCostFactory(action=home.action, amount=Decimal(800), cover=f"gemeente {home.neighbour}")
    letter = make(version, KIND.COUNCIL_LETTER, home.municipality)
    own = text_of(letter, "gemeente")
    assert f"- {home.action.code} Training Eigen (later, vanaf 1 januari 2022). Eén dag per week." in own
    assert "Van de buren." not in own
    money = text_of(letter, "financien")
    assert "€ 900" in money.replace("\xa0", " ")
    assert "€ 800" not in money.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("act", "first"),
    [
        (RequiredAct.COUNCIL, "1. Het programma ‘"),
        (RequiredAct.OPINION, "1. Een zienswijze te geven op het programma ‘"),
        (RequiredAct.INFORMED, "1. Kennis te nemen van het programma ‘"),
    ],
)
def test_decision_asked_follows_what_the_municipality_has_to_do(home, version, act, first):
    version.adoptions.filter(municipality=home.municipality).update(required_act=act)
    assert text_of(make(version, municipality=home.municipality), "besluit").startswith(first)


def test_report_text_is_taken_over_with_its_version(version):
    progress = make(version, KIND.COUNCIL_LETTER).chapters.get(key="voortgang")
    assert "Een half jaar werk." in progress.text
    assert progress.origin == "uit de rapportage over het 2e halfjaar 2020, versie 1"


# Counts


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "geen"), (1, "minder dan 5"), (4, "minder dan 5"), (5, "ongeveer 5"), (12, "ongeveer 10")]
)
def test_count_is_rounded_unless_exact_is_chosen(number, shown):
    assert shown_count(number, exact=False) == shown
    assert shown_count(number, exact=True) == str(number)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("In 2020 waren er 13 meldingen.", "In 2020 waren er ongeveer 15 meldingen."),
        ("Het ging om drie jonge kinderen.", "Het ging om minder dan 5 jonge kinderen."),
        ("2 van de 7 gezinnen", "minder dan 5 van de ongeveer 5 gezinnen"),
        ("1.252 adviesvragen", "ongeveer 1.250 adviesvragen"),
        ("€ 300 kinderen en 80 procent van de vrouwen", "€ 300 kinderen en 80 procent van de vrouwen"),
        ("actie 1.3 en 10 gemeenten", "actie 1.3 en 10 gemeenten"),
    ],
)
def test_counts_of_people_and_reports_are_protected_in_text(said, shown):
    assert protected(said, exact=False) == shown
    assert protected(said, exact=True) == said


def test_draft_protects_counts_unless_exact_ones_are_chosen(home):
    factories.ConsultationFactory(
        programme=home.node.programme, heard="Panel", said="Er waren 3 slachtoffers en 17 inwoners."
    )
    version = make_version(programme=home.node.programme, note="", by=factories.UserFactory())
    rounded, exact = make(version), make(version, KIND.COLLEGE_DECISION, exact=True)
    assert "minder dan 5 slachtoffers en ongeveer 15 inwoners" in text_of(rounded, "inbreng")
    assert "3 slachtoffers en 17 inwoners" in text_of(exact, "inbreng")


# Making and writing


def test_same_draft_asked_twice_is_made_once(as_role, home):
    client = as_role("leader")
    for _time in range(2):
        answer = client.post(url("list", home), {"kind": "college_decision", "municipality": home.municipality.pk})
        assert answer.status_code == 302
    assert CouncilDocument.objects.count() == 1


def test_officer_makes_a_draft_for_the_own_municipality_alone(as_role, home):
    client = as_role("municipal")
    for municipality in (home.neighbour.pk, ""):
        answer = client.post(url("list", home), {"kind": "council_letter", "municipality": municipality})
        assert answer.status_code == 200
    assert not CouncilDocument.objects.exists()
    client.post(url("list", home), {"kind": "council_letter", "municipality": home.municipality.pk})
    assert CouncilDocument.objects.get().municipality == home.municipality


def test_chapter_is_written_and_shown(as_role, home, version):
    document = make(version)
    client = as_role("leader")
    page = url("chapter", home, document.pk, "vervolg")
    seen = client.get(page).context["form"].initial["seen"]
    answer = client.post(page, {"seen": seen, "text": "Wij beginnen in oktober."}, follow=True)
    assert "Wij beginnen in oktober." in answer.content.decode()
    assert text_of(document, "vervolg") == "Wij beginnen in oktober."


def test_chapter_changed_meanwhile_gives_both_texts(as_role, home, version):
    document = make(version)
    client = as_role("leader")
    page = url("chapter", home, document.pk, "vervolg")
    seen = client.get(page).context["form"].initial["seen"]
    client.post(page, {"seen": seen, "text": "Van een collega."})
    answer = client.post(page, {"seen": seen, "text": "Van mij."})
    assert answer.status_code == 409
    assert "Van een collega." in answer.content.decode()
    assert "Van mij." in answer.content.decode()
    assert text_of(document, "vervolg") == "Van een collega."


def test_two_colleagues_write_two_chapters_of_one_draft(as_role, home, version):
    document = make(version)
    client = as_role("leader")
    pages = [url("chapter", home, document.pk, key) for key in ("vervolg", "inbreng")]
    seen = [client.get(page).context["form"].initial["seen"] for page in pages]
    for page, mark in zip(pages, seen, strict=True):
        assert client.post(page, {"seen": mark, "text": "Nieuw."}).status_code == 302


def test_draft_changed_meanwhile_is_not_deleted(as_role, home, version):
    document = make(version)
    client = as_role("leader")
    seen = client.get(url("delete", home, document.pk)).context["document"].version
    chapter = document.chapters.get(key="vervolg")
    mark = making.seen_text(chapter)
    chapter.text = "Net geschreven."
    making.write_chapter(chapter=chapter, seen=mark)
    client.post(url("delete", home, document.pk), {"seen_version": seen})
    assert CouncilDocument.objects.filter(pk=document.pk).exists()
    client.post(url("delete", home, document.pk), {"seen_version": seen + 1})
    assert not CouncilDocument.objects.filter(pk=document.pk).exists()


def test_title_is_changed_with_its_version(as_role, home, version):
    document = make(version)
    client = as_role("leader")
    page = url("update", home, document.pk)
    assert client.post(page, {"seen_version": 0, "title": "Nieuwe titel"}).status_code == 302
    assert client.post(page, {"seen_version": 0, "title": "Te laat"}).status_code == 409
    document.refresh_from_db()
    assert document.title == "Nieuwe titel"


# Who may what

DOORS = {Writer.REGION: ("leader", "editor"), Writer.OFFICER: ("municipal",)}


@pytest.mark.parametrize("whose", Whose)
@pytest.mark.parametrize("writer", Writer)
def test_table_of_drafts_holds_on_every_page(as_role, home, version, writer, whose):
    municipality = {Whose.ALL: None, Whose.OWN: home.municipality, Whose.OTHER: home.neighbour}[whose]
    document = make(version, KIND.COLLEGE_DECISION, municipality)
    allowed = ALLOWED[writer][whose]
    reads = 200 if Verb.READ in allowed else 404
    writes = 200 if Verb.WRITE in allowed else 403 if Verb.READ in allowed else 404
    for role in DOORS[writer]:
        client = as_role(role)
        assert client.get(url("detail", home, document.pk)).status_code == reads
        assert client.get(url("word", home, document.pk)).status_code == reads
        assert client.get(url("chapter", home, document.pk, "vervolg")).status_code == writes
        assert client.get(url("delete", home, document.pk)).status_code == writes
        listed = document in client.get(url("list", home)).context["page"].drafts
        assert listed == (Verb.READ in allowed)


def test_officer_who_also_edits_for_the_region_writes_all_drafts(client, world, home, version):
    user = world.users["municipal"]
    factories.RoleAssignmentFactory(user=user, role=Role.EDITOR, region=home.region)
    document = make(version, KIND.COLLEGE_DECISION, home.neighbour)
    client.force_login(user)
    assert client.get(url("chapter", home, document.pk, "vervolg")).status_code == 200


def test_officer_elsewhere_who_reads_this_region_sees_no_draft_for_all(client, world, home, version):
    user = factories.UserFactory()
    factories.RoleAssignmentFactory(user=user, role=Role.MUNICIPAL, municipality=world.other.municipality)
    factories.RoleAssignmentFactory(user=user, role=Role.READER, region=home.region)
    document = make(version)
    client.force_login(user)
    assert client.get(url("list", home)).status_code == 403
    assert client.get(url("detail", home, document.pk)).status_code == 403


def test_successor_reads_drafts_of_the_municipality_that_ended(client, world, home, version):
    old = factories.MunicipalityFactory(name="Oud", slug="oud", valid_to=date(2021, 1, 1))
    factories.RegionMembershipFactory(target=home.region, municipality=old)
    document = make(version, KIND.COLLEGE_DECISION, old)
    client.force_login(world.users["municipal"])
    assert client.get(url("detail", home, document.pk)).status_code == 404
    old.successions.create(successor=home.municipality, on=date(2021, 1, 1), kind="merger")
    assert client.get(url("detail", home, document.pk)).status_code == 200
    assert client.get(url("chapter", home, document.pk, "vervolg")).status_code == 403


# Files


def draft(text):
    return Draft(
        title="Raadsvoorstel {{ 7 * 7 }} & <x>",
        kind="Raadsvoorstel",
        region="Eigen",
        municipality="Eigendorp",
        programme="Samen sterk",
        number=1,
        made_on="2021-07-01",
        on="2021-07-12",
        exact_figures=False,
        chapters=(DraftChapter("samenvatting", "Samenvatting", text), DraftChapter("besluit", "Gevraagd besluit", "")),
    )


def read_word(text):
    return Document(BytesIO(word_file(draft(text))))


def test_word_file_keeps_what_looks_like_a_template_to_the_letter():
    words = "\n".join(one.text for one in read_word(NASTY).paragraphs)
    assert "Raadsvoorstel {{ 7 * 7 }} & <x>" in words
    assert "Hallo {{ title }} {% for x in y %} {_{ x }_} & niet vet < 5" in words
    assert "49" not in words


def test_word_file_has_real_headings_and_lists():
    found = [(one.style.name, one.text) for one in read_word(NASTY).paragraphs]
    assert found[0] == ("Heading 1", "Raadsvoorstel {{ 7 * 7 }} & <x>")
    assert [text for style, text in found if style == "Heading 2"] == ["Samenvatting", "Gevraagd besluit"]
    assert [text for style, text in found if style == "List Bullet"] == ["een", "twee https://a.nl/x"]
    assert [text for style, text in found if style == "List Number 2"] == ["sub", "sub twee"]
    assert [text for style, text in found if style == "List Number"] == ["eerst", "dan", "opnieuw"]


def test_word_file_begins_every_numbered_list_anew():
    numbered = [one for one in read_word(NASTY).paragraphs if one.style.name == "List Number"]
    keys = [one._p.pPr.numPr.numId.val for one in numbered]
    assert keys[0] == keys[1] != keys[2]


def test_word_file_says_its_language_and_title():
    document = read_word("Tekst.")
    assert document.core_properties.title == "Raadsvoorstel {{ 7 * 7 }} & <x>"
    assert document.core_properties.language == "nl-NL"
    assert 'w:val="nl-NL"' in document.styles.element.xml


def test_word_file_is_downloaded_as_attachment(as_role, home, version):
    answer = as_role("leader").get(url("word", home, make(version).pk))
    assert answer["Content-Disposition"].startswith('attachment; filename="raadsvoorstel-')
    assert Document(BytesIO(answer.content)).paragraphs[0].style.name == "Heading 1"


@pytest.mark.parametrize("text", ["", "Gewone tekst.", NASTY, "\n\n".join(["Lange alinea. " * 30] * 60)])
def test_pdf_of_a_draft_is_accessible(assert_accessible_pdf, text):
    assert_accessible_pdf(draw_draft(canonical_json(draft(text))).body)


def test_pdf_is_asked_for_and_drawn(as_role, home, version):
    client = as_role("leader")
    answer = client.post(url("pdf", home, make(version).pk))
    rendering = DecisionRendering.objects.latest("pk")
    assert answer.url == reverse("programmes:decision_document", args=[home.region.slug, rendering.pk])
    assert client.get(answer.url).status_code == 200
    jobs.run("programmes.decisionrendering", rendering.pk)
    rendering.refresh_from_db()
    assert (rendering.is_done, rendering.error) == (True, "")


def test_pdf_is_gone_for_who_lost_the_role(as_role, world, home, version):
    client = as_role("municipal")
    document = make(version, KIND.COLLEGE_DECISION, home.municipality)
    page = client.post(url("pdf", home, document.pk)).url
    assert client.get(page).status_code == 200
    world.users["municipal"].role_assignments.all().delete()
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_same_queries_for_any_number(as_role, home, version, number, django_assert_num_queries):
    for kind in list(KIND)[:number]:
        make(version, kind)
    client = as_role("leader")
    client.get(url("list", home))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(url("list", home))


LIST_QUERIES = 12
