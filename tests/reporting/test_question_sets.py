"""Sets of questions: changing, copying, comparing; never what a round asks."""

import pytest
from django.core.exceptions import ValidationError

from ghnt.ui.editing import EditConflictError
from programmes.catalogue import CatalogueTitles
from programmes.models import CatalogueEdition
from reporting.chapter_keys import node_of
from reporting.models import Place, Question, QuestionKind, QuestionSection, QuestionSet
from reporting.question_sets import editing
from reporting.question_sets.copying import copy_set, make_set, next_number
from reporting.question_sets.differences import differences
from reporting.question_sets.drafts import QuestionDraft, SectionDraft
from reporting.question_sets.keys import question_key, section_key
from reporting.question_sets.reading import not_taken_over, read_set
from tests import factories

pytestmark = pytest.mark.django_db
NO_WORDS = CatalogueTitles(CatalogueEdition())


@pytest.fixture
def question_set():
    return make_set(name="Vragenlijst 2022", number=1)


def section_of(question_set, title="Geld", place=Place.FIRST):
    draft = SectionDraft(title, place=place)
    return editing.add_section(question_set=question_set, draft=draft, seen=version_of(question_set))


def question_of(section, text="Wat ging goed?", **said):
    draft = QuestionDraft(section=section, text=text, **said)
    return editing.add_question(draft=draft, seen=version_of(section.question_set))


def version_of(question_set):
    return QuestionSet.objects.get(pk=question_set.pk).version


def change(question, *, is_other=False, **said):
    kept = {name: getattr(question, name) for name in ("section", "text", "kind", "hint", "unit", "options")}
    return editing.change_question(
        question=question,
        draft=QuestionDraft(**kept | said),
        is_other=is_other,
        seen=version_of(question.question_set),
    )


def texts(question_set):
    return [question.text for _, question in read_set(question_set, NO_WORDS).questions]


def differ(earlier, later):
    return differences(read_set(earlier, NO_WORDS), read_set(later, NO_WORDS))


def test_section_and_question_get_a_key_from_their_words(question_set):
    section = section_of(question_set, "Cijfers & geld van het hele afgelopen halve jaar")
    assert section.key == "cijfers-geld-van-het-hele-afgelopen"
    assert question_of(section, "Wat ging goed?").key == "wat-ging-goed"
    assert question_of(section, "Wat ging goed!").key == "wat-ging-goed-2"
    assert question_of(section, "???").key == "vraag"


def test_key_of_another_set_is_not_given_again(question_set):
    factories.QuestionFactory(key="bereikt")
    assert question_key("Bereikt?") == "bereikt-2"


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Besluitvorming", "besluitvorming-2"),
        ("Verschil", "verschil-2"),
        ("Onderdeel", "hoofdstuk-onderdeel"),
        ("Onderdeel 12", "hoofdstuk-onderdeel-12"),
        ("Onderdeel " + "9" * 60, "hoofdstuk-onderdeel"),
        ("x" * 100, "x" * 36),
    ],
)
def test_section_key_is_no_key_of_another_chapter(title, key):
    assert section_key(title) == key
    assert len(key) <= 40
    assert node_of(key) is None


def test_key_stays_when_the_words_change(question_set):
    question = question_of(section_of(question_set))
    assert change(question, text="Wat lukte er?").key == "wat-ging-goed"


def test_question_that_became_another_one_gets_a_key_of_its_own(question_set):
    question = question_of(section_of(question_set))
    assert change(question, text="Wat ging er mis?", is_other=True).key == "wat-ging-er-mis"
    question.refresh_from_db()
    assert (question.text, question.key) == ("Wat ging er mis?", "wat-ging-er-mis")


def test_questions_move_within_their_section(question_set):
    section = section_of(question_set)
    first, second, third = (question_of(section, text) for text in ("Een", "Twee", "Drie"))
    editing.move_question(question=third, up=True, seen=version_of(question_set))
    assert texts(question_set) == ["Een", "Drie", "Twee"]
    editing.move_question(question=first, up=True, seen=version_of(question_set))
    assert texts(question_set) == ["Een", "Drie", "Twee"]
    editing.move_question(question=first, up=False, seen=version_of(question_set))
    assert texts(question_set) == ["Drie", "Een", "Twee"]
    editing.move_question(question=second, up=False, seen=version_of(question_set))
    assert texts(question_set) == ["Drie", "Een", "Twee"]


def test_sections_move_among_those_at_the_same_place(question_set):
    for title, place in (("A", Place.FIRST), ("B", Place.LAST), ("C", Place.FIRST), ("D", Place.MUNICIPALITY)):
        section_of(question_set, title, place)
    third = QuestionSection.objects.get(title="C")
    assert [one.title for one in read_set(question_set, NO_WORDS).sections] == ["A", "C", "B", "D"]
    editing.move_section(section=third, up=True, seen=version_of(question_set))
    assert [one.title for one in read_set(question_set, NO_WORDS).sections] == ["C", "A", "B", "D"]


def test_question_moves_to_the_end_of_another_section(question_set):
    geld, tijd = section_of(question_set, "Geld"), section_of(question_set, "Tijd")
    question, _ = question_of(geld, "Een"), question_of(tijd, "Twee")
    change(question, section=tijd)
    assert texts(question_set) == ["Twee", "Een"]


def test_removed_section_takes_its_questions_along(question_set):
    geld, tijd = section_of(question_set, "Geld"), section_of(question_set, "Tijd")
    question_of(geld, "Een"), question_of(tijd, "Twee")
    editing.remove_section(section=geld, seen=version_of(question_set))
    assert texts(question_set) == ["Twee"]
    editing.remove_question(question=Question.objects.get(), seen=version_of(question_set))
    assert texts(question_set) == []


@pytest.mark.parametrize(
    ("said", "field", "message"),
    [
        ({"kind": QuestionKind.CHOICE}, "options", "Vul minstens twee keuzes in, elke keuze op een eigen regel."),
        ({"kind": QuestionKind.SCALE, "options": "Ja\nJa "}, "options", "‘Ja’ staat er twee keer. Haal er een weg."),
        (
            {"kind": QuestionKind.CHOICES, "options": "\n".join(map(str, range(31)))},
            "options",
            "Dit zijn 31 keuzes. Vul er hoogstens 30 in.",
        ),
        ({"kind": QuestionKind.NUMBER}, "unit", "Vul de eenheid in, bijvoorbeeld uur per week of inwoners."),
    ],
)
def test_question_that_nobody_can_answer_is_refused(question_set, said, field, message):
    section = section_of(question_set)
    with pytest.raises(ValidationError) as refused:
        question_of(section, **said)
    assert refused.value.message_dict == {field: [message]}
    assert not Question.objects.exists()


def test_yes_or_no_per_municipality_is_not_asked_of_each_municipality(question_set):
    section = section_of(question_set, place=Place.MUNICIPALITY)
    with pytest.raises(ValidationError, match="Dit hoofdstuk vult elke gemeente zelf in"):
        question_of(section, kind=QuestionKind.MUNICIPALITIES)
    other = section_of(question_set, "Tijd")
    question_of(other, kind=QuestionKind.MUNICIPALITIES)
    draft = SectionDraft("Tijd", place=Place.MUNICIPALITY)
    with pytest.raises(ValidationError, match="Wijzig eerst die vraag"):
        editing.change_section(section=other, draft=draft, seen=version_of(question_set))


def every_change(question_set):
    """Each operation on a set, as a call without arguments but the version seen."""
    section, question = question_set.sections.first(), question_set.questions.first()
    draft, asked = SectionDraft("Tijd"), QuestionDraft(section=section, text="Nieuw?")
    return [
        lambda seen: editing.rename_set(question_set=question_set, name="Anders", seen=seen),
        lambda seen: editing.remove_set(question_set=question_set, seen=seen),
        lambda seen: editing.add_section(question_set=question_set, draft=draft, seen=seen),
        lambda seen: editing.change_section(section=section, draft=draft, seen=seen),
        lambda seen: editing.remove_section(section=section, seen=seen),
        lambda seen: editing.move_section(section=section, up=False, seen=seen),
        lambda seen: editing.add_question(draft=asked, seen=seen),
        lambda seen: editing.change_question(question=question, draft=asked, is_other=True, seen=seen),
        lambda seen: editing.remove_question(question=question, seen=seen),
        lambda seen: editing.move_question(question=question, up=False, seen=seen),
    ]


def rows(question_set):
    return [
        QuestionSet.objects.filter(pk=question_set.pk).values().get(),
        list(QuestionSection.objects.values()),
        list(Question.objects.values()),
    ]


@pytest.fixture
def filled(question_set):
    section = section_of(question_set)
    question_of(section, "Een"), question_of(section, "Twee")
    section_of(question_set, "Nog een")
    return question_set


def test_every_change_to_a_set_in_use_is_refused(filled):
    factories.ReportRoundFactory(question_set=filled)
    before = rows(filled)
    for operation in every_change(filled):
        with pytest.raises(ValidationError) as refused:
            operation(version_of(filled))
        assert refused.value.messages == [editing.FROZEN]
    assert rows(filled) == before


def test_every_change_to_a_set_that_a_colleague_changed_is_refused(filled):
    before = rows(filled)
    for operation in every_change(filled):
        with pytest.raises(EditConflictError):
            operation(version_of(filled) - 1)
    assert rows(filled) == before


def test_every_change_to_a_set_that_is_gone_is_refused(filled):
    operations, seen = every_change(filled), version_of(filled)
    QuestionSet.objects.all().delete()
    for operation in operations:
        with pytest.raises(ValidationError) as refused:
            operation(seen)
        assert refused.value.messages == [editing.GONE]


def test_set_from_which_another_was_made_stays(filled):
    copy_set(source=filled, name="Nieuw", number=2)
    with pytest.raises(ValidationError, match="Verwijder eerst die versie"):
        editing.remove_set(question_set=filled, seen=version_of(filled))


def test_making_with_a_number_that_was_given_away_is_refused(question_set):
    assert next_number() == 2
    with pytest.raises(ValidationError, match="intussen een vragenlijst gemaakt"):
        make_set(name="Nog een", number=1)
    with pytest.raises(ValidationError, match="intussen een vragenlijst gemaakt"):
        copy_set(source=question_set, name="Nog een", number=1)
    assert QuestionSet.objects.count() == 1


def test_copy_holds_everything_under_the_same_keys(filled):
    question = filled.questions.first()
    edition = factories.CatalogueEditionFactory()
    block = factories.BuildingBlockFactory(programme=edition.programme)
    change(question, kind=QuestionKind.SCALE, options="Laag\nHoog", hint="Kies.", blocks=[block])
    factories.ReportRoundFactory(question_set=filled)
    made = copy_set(source=filled, name="Nieuw", number=2)
    assert (made.number, made.based_on, made.is_frozen) == (2, filled, False)
    apart = ("id", "question_set_id", "section_id", "question_set", "section")
    for model in (QuestionSection, Question):
        of_both = [
            [
                {name: row[name] for name in row if name not in apart}
                for row in model.objects.filter(question_set=one).values()
            ]
            for one in (filled, made)
        ]
        assert of_both[0] == of_both[1]
        assert of_both[0]
    assert list(made.questions.get(key=question.key).blocks.all()) == [block]
    assert differ(filled, made).count == 0


def test_differences_tell_new_gone_changed_and_moved(filled):
    section = filled.sections.first()
    question_of(section, "Drie")
    made = copy_set(source=filled, name="Nieuw", number=2)
    one, two, three = made.questions.order_by("order")
    change(one, text="Een en nog wat", is_required=False)
    editing.remove_question(question=two, seen=version_of(made))
    question_of(one.section, "Vier", kind=QuestionKind.DATE)
    change(three, section=made.sections.get(title="Nog een"), kind=QuestionKind.NUMBER, unit="uur")
    found = differ(filled, made)
    assert [(new.text, new.where) for new in found.new] == [("Vier", "Geld")]
    assert [(gone.text, gone.where) for gone in found.gone] == [("Twee", "Geld")]
    told = [(one.text, one.moved, [field.label for field in one.fields], one.takes_over) for one in found.changed]
    assert told == [
        ("Een en nog wat", "", ["Vraag", "Verplicht"], True),
        ("Drie", "van ‘Geld’ naar ‘Nog een’", ["Soort antwoord", "Eenheid"], False),
    ]
    assert [(piece.kind, piece.text) for piece in found.changed[0].fields[0].pieces] == [
        ("dropped", "Een"),
        ("added", "Een en nog wat"),
    ]
    assert (found.count, found.not_taken_over) == (4, 1)
    assert differ(made, filled).count == 4


def test_differences_name_the_fewest_that_moved(question_set):
    section = section_of(question_set)
    for text in ("Een", "Twee", "Drie", "Vier"):
        question_of(section, text)
    made = copy_set(source=question_set, name="Nieuw", number=2)
    last = made.questions.get(text="Vier")
    for _ in range(3):
        editing.move_question(question=last, up=True, seen=version_of(made))
    found = differ(question_set, made)
    assert [(change.text, change.moved) for change in found.changed] == [("Vier", "naar een andere plek in ‘Geld’")]


def test_differences_tell_of_sections(filled):
    made = copy_set(source=filled, name="Nieuw", number=2)
    geld, other = made.sections.order_by("order")
    draft = SectionDraft("Geld en tijd", place=Place.LAST)
    editing.change_section(section=geld, draft=draft, seen=version_of(made))
    editing.remove_section(section=other, seen=version_of(made))
    section_of(made, "Mensen")
    found = differ(filled, made)
    assert (found.new_sections, found.gone_sections) == (("Mensen",), ("Nog een",))
    assert [(one.text, [field.label for field in one.fields]) for one in found.changed_sections] == [
        ("Geld en tijd", ["Titel", "Plaats in de rapportage"])
    ]


def test_copy_tells_which_answers_are_not_taken_over(filled):
    made = copy_set(source=filled, name="Nieuw", number=2)
    one, two = made.questions.order_by("order")
    assert not_taken_over(made) == frozenset()
    change(one, kind=QuestionKind.MONEY)
    change(two, text="Heel anders", is_other=True)
    assert not_taken_over(made) == {one.pk}
    change(one, kind=QuestionKind.TEXT)
    assert not_taken_over(made) == frozenset()
    draft = SectionDraft("Geld", place=Place.LINE)
    editing.change_section(section=made.sections.get(title="Geld"), draft=draft, seen=version_of(made))
    assert not_taken_over(made) == {one.pk}


def test_sentence_counts_what_is_asked(filled):
    assert read_set(filled, NO_WORDS).sentence == "2 hoofdstukken, 2 vragen, waarvan 2 verplicht"
