"""The pages of sets of questions, for the national team and for who reads along. Small world: no region is needed."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.models import Condition
from regions.models import Role
from reporting.models import Question, QuestionKind, QuestionSection, QuestionSet, RoundKind
from reporting.question_sets import editing
from reporting.question_sets.copying import copy_set, make_set
from reporting.question_sets.drafts import QuestionDraft, SectionDraft
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2021, 7, 12)


def signed_in(client, role):
    scope = {} if role == Role.NATIONAL else {"region": factories.RegionFactory()}
    user = factories.UserFactory(email=f"{role}@example.org")
    factories.RoleAssignmentFactory(user=user, role=role, **scope)
    client.force_login(user)
    return client


@pytest.fixture
def national(client):
    return signed_in(client, Role.NATIONAL)


@pytest.fixture
def question_set():
    """Set 1: a section "Geld" with one question of each kind."""
    made = make_set(name="Vragenlijst 2022", number=1)
    section = editing.add_section(question_set=made, draft=SectionDraft("Geld", "Schatten mag."), seen=0)
    for kind in QuestionKind:
        draft = QuestionDraft(
            section=section, text=f"Vraag naar {kind.label}", kind=kind, unit="uur", options="Laag\nHoog", hint="Kort."
        )
        editing.add_question(draft=draft, seen=version_of(made))
    return made


def version_of(question_set):
    return QuestionSet.objects.get(pk=question_set.pk).version


def url(name, question_set, *args):
    return reverse(f"reporting:{name}", args=[question_set.number, *args])


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def test_set_shows_every_kind_with_its_own_disabled_field(national, question_set):
    response = national.get(question_set.get_absolute_url())
    page = response.content.decode()
    assert response.context["page"].sentence == "1 hoofdstuk, 8 vragen, waarvan 8 verplicht"
    assert page.count("<textarea") == 1
    assert page.count('type="radio"') == 3 + 3 + 2 * 3
    assert page.count('type="checkbox"') == 2
    assert page.count('class="field-money') + page.count(' field-money"') == 2
    assert page.count(' field-date"') == 1
    enabled = [field for section in response.context["page"].sections for field in section.questions]
    assert all(shown.field.field.disabled for shown in enabled)
    assert "In uur." in page
    assert "Voorbeeldgemeente B" in page
    assert "Schatten mag." in page


def test_reader_sees_the_set_without_verbs(client, question_set):
    page = signed_in(client, Role.READER).get(question_set.get_absolute_url()).content.decode()
    assert "Vraag naar Datum" in page
    assert "Omlaag" not in page
    assert "toevoegen" not in page
    assert "Wijzigen" not in page


def test_list_tells_in_which_rounds_a_set_is_used(national, question_set):
    used = copy_set(source=question_set, name="Gebruikt", number=2)
    own = copy_set(source=question_set, name="Alleen eigen", number=3)
    factories.ReportRoundFactory(question_set=used)
    factories.ReportRoundFactory(
        question_set=own,
        kind=RoundKind.OWN,
        name="Terugblik",
        code="eigen-1",
        owner=factories.RegionFactory(),
    )
    rows = {one.name: one for one in national.get(reverse("reporting:question_set_list")).context["object_list"]}
    assert [str(round_) for round_ in rows["Gebruikt"].asking_rounds] == ["1e halfjaar 2021"]
    assert (rows["Alleen eigen"].asking_rounds, rows["Alleen eigen"].uses) == ([], 1)
    assert (rows["Vragenlijst 2022"].uses, rows["Vragenlijst 2022"].question_count) == (0, 8)
    page = national.get(reverse("reporting:question_set_list")).content.decode()
    assert "eigen rapportages van regio’s" in page
    assert "Terugblik" not in page


def test_whole_set_is_made_in_the_browser(national):
    first = national.get(reverse("reporting:question_set_create")).context["form"].initial["number"]
    made = national.post(reverse("reporting:question_set_create"), {"name": "Nieuw", "number": first}, follow=True)
    assert messages_of(made) == ["‘Nieuw’ is gemaakt. Voeg nu de hoofdstukken toe."]
    question_set = QuestionSet.objects.get()
    section = {"title": "Cijfers", "place": "first", "hint": "", "seen_version": 0}
    national.post(url("question_section_create", question_set), section)
    asked = {
        "section": QuestionSection.objects.get().pk,
        "text": "Hoe ver\r\nbent u?",
        "kind": "scale",
        "options": "Niet\r\nBijna\r\nKlaar",
        "is_required": "on",
        "seen_version": 1,
    }
    done = national.post(url("question_create", question_set, "cijfers"), asked)
    assert done.url == f"{question_set.get_absolute_url()}#vraag-hoe-ver-bent-u"
    question = Question.objects.get()
    assert (question.text, question.choices, question.is_required) == (
        "Hoe ver bent u?",
        ("Niet", "Bijna", "Klaar"),
        True,
    )


def test_making_and_copying_twice_makes_one(national, question_set):
    factories.ReportRoundFactory(question_set=question_set)
    for name in ("question_set_create", "question_set_copy"):
        args = [question_set.number] if name == "question_set_copy" else []
        address, number = reverse(f"reporting:{name}", args=args), QuestionSet.objects.count() + 1
        answers = [national.post(address, {"name": "Nog een", "number": number}) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [302, 200]
    assert QuestionSet.objects.count() == 3


def test_wrong_question_keeps_what_was_typed(national, question_set):
    section = question_set.sections.get()
    typed = {"section": section.pk, "text": "Welke kleur?", "kind": "choice", "seen_version": version_of(question_set)}
    answer = national.post(url("question_create", question_set, "geld"), typed | {"options": "Rood"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Vul minstens twee keuzes in, elke keuze op een eigen regel." in page
    assert "Welke kleur?" in page
    assert question_set.questions.count() == 8


def test_adding_after_a_colleague_can_be_saved_once_more(national, question_set):
    typed = {"section": question_set.sections.get().pk, "text": "Te laat?", "kind": "text", "seen_version": 0}
    address = url("question_create", question_set, "geld")
    answer = national.post(address, typed)
    assert answer.status_code == 409
    assert "Een collega wijzigde deze vragenlijst. Uw tekst staat er nog. Sla opnieuw op." in answer.content.decode()
    again = typed | {"seen_version": answer.context["form"]["seen_version"].value()}
    assert national.post(address, again).status_code == 302
    assert Question.objects.filter(text="Te laat?").count() == 1


def test_changing_after_a_colleague_shows_both_texts(national, question_set):
    question = question_set.questions.get(kind=QuestionKind.TEXT)
    typed = {"section": question.section_id, "text": "Mijn woorden?", "kind": "text", "seen_version": 0}
    answer = national.post(url("question_update", question_set, question.key), typed)
    assert answer.status_code == 409
    assert answer.context["mine"].startswith("Vraag: Mijn woorden?")
    assert answer.context["theirs"].startswith("Vraag: Vraag naar Lange tekst")
    question.refresh_from_db()
    assert question.text == "Vraag naar Lange tekst"


def test_set_in_use_offers_a_copy_and_nothing_else(national, question_set):
    factories.ReportRoundFactory(question_set=question_set)
    page = national.get(question_set.get_absolute_url()).content.decode()
    assert "Kopieer naar een nieuwe versie" in page
    assert "Omlaag" not in page
    question = question_set.questions.first()
    refused = national.get(url("question_update", question_set, question.key), follow=True)
    assert messages_of(refused) == [editing.FROZEN]


def test_set_that_came_in_use_keeps_what_was_typed(national, question_set):
    question = question_set.questions.first()
    seen = version_of(question_set)
    factories.ReportRoundFactory(question_set=question_set)
    typed = {"section": question.section_id, "text": "Nog iets anders?", "kind": "text", "seen_version": seen}
    answer = national.post(url("question_update", question_set, question.key), typed)
    assert answer.status_code == 409
    assert editing.FROZEN in answer.content.decode()
    assert "Nog iets anders?" in answer.content.decode()
    moved = national.post(
        url("question_move", question_set, question.key, "omlaag"), {"seen_version": seen}, follow=True
    )
    assert messages_of(moved) == [editing.FROZEN]
    gone = national.post(url("question_set_delete", question_set), {"seen_version": seen}, follow=True)
    assert messages_of(gone) == [editing.FROZEN]


def test_question_of_a_copy_can_become_another_one(national, question_set):
    made = copy_set(source=question_set, name="Nieuw", number=2)
    question = made.questions.get(kind=QuestionKind.DATE)
    address = url("question_update", made, question.key)
    assert "Dit is een andere vraag geworden" in national.get(address).content.decode()
    typed = {"section": question.section_id, "text": question.text, "kind": "money", "seen_version": 0}
    told = national.post(address, typed, follow=True)
    assert messages_of(told) == ["De vraag is opgeslagen. Antwoorden van vorig halfjaar worden niet overgenomen."]
    assert "Antwoorden van vorig halfjaar worden niet overgenomen: de vraag is veranderd." in told.content.decode()
    told = national.post(address, typed | {"seen_version": 1, "is_other": "on", "text": "Wat kostte het?"}, follow=True)
    assert made.questions.get(pk=question.pk).key == "wat-kostte-het"
    assert "de vraag is veranderd" not in told.content.decode()


def test_new_question_is_not_asked_whether_it_became_another(national, question_set):
    question = question_set.questions.first()
    page = national.get(url("question_update", question_set, question.key)).content.decode()
    assert "Dit is een andere vraag geworden" not in page


def test_question_is_about_themes_in_the_words_of_the_edition(national, question_set):
    edition = factories.CatalogueEditionFactory()
    theme, unworded = (Condition.objects.create(programme=edition.programme, key=key) for key in ("RV1", "RV2"))
    edition.entries.create(condition=theme, code="RV1", title="Integrale sturing")
    question = question_set.questions.first()
    address = url("question_update", question_set, question.key)
    assert "RV1 Integrale sturing" in national.get(address).content.decode()
    typed = {"section": question.section_id, "text": "Hoe?", "kind": "text", "seen_version": version_of(question_set)}
    assert national.post(address, typed | {"conditions": [unworded.pk]}).status_code == 200
    assert national.post(address, typed | {"conditions": [theme.pk]}).status_code == 302
    assert list(question.conditions.all()) == [theme]
    assert "Over: RV1 Integrale sturing" in national.get(question_set.get_absolute_url()).content.decode()


def test_question_does_not_move_to_a_section_of_another_set(national, question_set):
    foreign = factories.QuestionSectionFactory(question_set=factories.QuestionSetFactory(number=9))
    question = question_set.questions.first()
    typed = {"section": foreign.pk, "text": "Hoe?", "kind": "text", "seen_version": version_of(question_set)}
    assert national.post(url("question_update", question_set, question.key), typed).status_code == 200
    question.refresh_from_db()
    assert question.section.question_set == question_set


def test_sections_and_questions_move_and_go(national, question_set):
    one, two, *_ = question_set.questions.all()
    seen = {"seen_version": version_of(question_set)}
    national.post(url("question_move", question_set, two.key, "omhoog"), seen)
    assert list(question_set.questions.all())[:2] == [two, one]
    stale = national.post(url("question_delete", question_set, one.key), seen, follow=True)
    assert messages_of(stale) == ["Een collega wijzigde deze vragenlijst. Kijk wat er nu staat en probeer het opnieuw."]
    gone = {"seen_version": version_of(question_set)}
    national.post(url("question_delete", question_set, one.key), gone)
    assert question_set.questions.count() == 7
    national.post(url("question_section_delete", question_set, "geld"), {"seen_version": version_of(question_set)})
    assert not question_set.sections.exists()


def test_differences_stand_beside_the_set_it_was_made_from(national, question_set):
    made = copy_set(source=question_set, name="Nieuw", number=2)
    copy_set(source=question_set, name="Derde", number=3)
    question = made.questions.get(kind=QuestionKind.TEXT)
    kept = {"section": question.section_id, "kind": "text", "hint": "Kort.", "is_required": "on"}
    kept |= {"unit": "uur", "options": "Laag\nHoog"}
    typed = kept | {"text": "Vraag naar een korte tekst", "seen_version": 0}
    national.post(url("question_update", made, question.key), typed)
    page = national.get(url("question_set_differences", made))
    assert (page.context["page"].earlier, page.context["page"].differences.count) == (question_set, 1)
    assert '<del><span class="visually-hidden">verwijderd: </span>Lange </del>' in page.content.decode()
    other = national.get(url("question_set_differences", made), {"met": 3})
    assert (other.context["page"].later.name, other.context["page"].differences.count) == ("Derde", 1)
    for unknown in ("99", "x", "2"):
        assert national.get(url("question_set_differences", made), {"met": unknown}).status_code == 404


def test_only_set_has_nothing_to_compare_with(national, question_set):
    page = national.get(url("question_set_differences", question_set)).content.decode()
    assert "Er is nog geen andere vragenlijst om mee te vergelijken." in page


def test_workbook_has_a_row_for_each_question(national, question_set, read_sheet):
    rows = read_sheet(national.get(url("question_set_workbook", question_set)))
    assert len(rows) == 9
    assert rows[2] == [
        "Geld",
        "Vóór de lijnen, één keer",
        "Vraag naar Eén keuze",
        "Eén keuze",
        "Laag\nHoog",
        None,
        "ja",
        "Kort.",
        None,
        None,
        "vraag-naar-een-keuze",
    ]


@pytest.mark.parametrize("more", [1, 3])
def test_pages_take_the_same_number_of_queries(national, question_set, django_assert_num_queries, more):
    for number in range(more):
        made = copy_set(source=question_set, name=f"Kopie {number}", number=number + 2)
        factories.ReportRoundFactory(question_set=made, half_year=f"202{number}-H2")
        section = editing.add_section(
            question_set=question_set, draft=SectionDraft("Nog"), seen=version_of(question_set)
        )
        editing.add_question(draft=QuestionDraft(section=section, text="Nog?"), seen=version_of(question_set))
    with django_assert_num_queries(6):
        national.get(reverse("reporting:question_set_list"))
    with django_assert_num_queries(12):
        national.get(question_set.get_absolute_url())
    with django_assert_num_queries(15):
        national.get(url("question_set_differences", made))
