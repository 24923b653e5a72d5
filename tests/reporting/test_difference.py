"""What differs between two reports, in the words in which it is told; and beside which one a report is laid."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ghnt.documents.sealing import canonical_json
from ghnt.periods import HalfYear
from reporting.content import (
    Change,
    MunicipalAdoption,
    PlanChange,
    ProposalRoute,
    State,
    WrittenAnswer,
    YearOfMoney,
    read_content,
)
from reporting.difference import (
    ChangeKind,
    apply,
    comparable,
    compare,
    difference,
    difference_for,
    previous_version,
    without_texts,
)
from reporting.difference.sentences import sentence_of
from reporting.difference.telling import told_difference
from reporting.models import EventKind
from tests import factories
from tests.reporting.differing import LINE, a_report, an_action, seal
from tests.reporting.sample_content import AGREED, NORMAL, station

SCHEMA_1 = Path(__file__).parent / "seals" / "schema1.json"


def changes(old, new) -> tuple[Change, ...]:
    found = difference(old, new, half_year="2020-H2", version=1, sha256="ab" * 32)
    return tuple(change for change in found.changes if change.kind != ChangeKind.FIGURES)


def told(old, new) -> list[tuple[str, str, str]]:
    """Kind, sentence and reason of every change that is told, figures left out."""
    return [(one.kind, sentence_of(one), one.because) for one in changes(old, new) if sentence_of(one)]


def between(**values):
    """Of one action: as it was, as it is, told both ways."""
    usual, other = a_report(an_action()), a_report(an_action(**values))
    return told(usual, other), told(other, usual)


def test_a_worse_koers_is_told_with_its_explanation():
    there, back = between(now=State("in_progress", "stalled", "Er is geen geld."))
    assert there[0] == ("worse", "Van op koers naar stagneert.", "Er is geen geld.")
    assert back[0] == ("better", "Van stagneert naar op koers.", "")


def test_a_later_phase_is_better_and_gives_no_reason_of_the_koers():
    there, back = between(now=State("preparation", "on_course", "Iets anders."))
    assert there[0] == ("worse", "Van in uitvoering naar voorbereiding.", "")
    assert back[0] == ("better", "Van voorbereiding naar in uitvoering.", "")


def test_an_action_that_ended_is_finished_and_its_koers_is_not_missed():
    there, back = between(now=State("finished", "", "Alle teams werken zo."))
    assert there[0] == ("finished", "Van in uitvoering naar afgerond.", "Alle teams werken zo.")
    assert [kind for kind, *_rest in there] == ["finished", "texts"]
    assert back[:2] == [
        ("worse", "Van afgerond naar in uitvoering.", ""),
        ("plan", "Koers nu: op koers.", ""),
    ]


def test_a_dropped_action_is_gone_and_may_be_taken_up_again():
    there, back = between(now=State("dropped", "", "De subsidie stopte."))
    assert there[0] == ("gone", "Van in uitvoering naar vervallen.", "De subsidie stopte.")
    assert back[0] == ("better", "Van vervallen naar in uitvoering.", "")


def test_an_end_that_moved_is_told_with_the_reason_of_the_plan():
    reason = PlanChange("end", "Einddatum", "31 december 2021", "30 juni 2022", "De school wilde later.", "2021-04-01")
    there, back = between(end="2022-06-30", plan_changes=(reason,))
    assert there == [("moved", "Einddatum van 31 december 2021 naar 30 juni 2022.", "De school wilde later.")]
    assert back == [("moved", "Einddatum van 30 juni 2022 naar 31 december 2021.", "")]
    assert between(end=None)[0] == [("moved", "Einddatum van 31 december 2021 naar geen einddatum.", "")]


def test_another_trekker_priority_title_number_and_partners_are_told():
    assert between(puller="Politie")[0] == [("plan", "Trekker van GGD naar Politie.", "")]
    assert between(puller="")[0] == [("plan", "Trekker niet meer ingevuld, was: GGD.", "")]
    assert between(priority="high") == (
        [("plan", "Prioriteit nu: hoog.", "")],
        [("plan", "Prioriteit niet meer ingevuld, was: hoog.", "")],
    )
    assert between(title="Training")[0] == [("plan", "Heette: Scholing.", "")]
    assert between(number="2.1")[0] == [("plan", "Nummer van 1.7 naar 2.1.", "")]
    assert between(partners=("MEE", "Politie")) == (
        [("plan", "Partners erbij: MEE, Politie.", "")],
        [("plan", "Partners eraf: MEE, Politie.", "")],
    )


def test_texts_are_told_by_their_length():
    assert between(efforts="Drie trainingen.") == (
        [("texts", "Inspanningen nieuw, 2 woorden.", "")],
        [("texts", "Inspanningen weggehaald, was 2 woorden.", "")],
    )
    old, new = (a_report(an_action(results=text)) for text in ("Klaar.", "Het is klaar."))
    assert told(old, new) == [("texts", "Resultaten anders: was 1 woord, is nu 3 woorden.", "")]


def test_an_action_that_came_or_went_is_one_change():
    one, both = (
        a_report(an_action()),
        a_report(an_action(), an_action("8", now=State("preparation", "attention", "Nu."))),
    )
    assert told(one, both) == [("new", "Nieuw: aandacht.", "Nu.")]
    assert told(both, one) == [("gone", "Niet meer in de rapportage, was: aandacht.", "")]
    ended = a_report(an_action(), an_action("8", now=State("finished", "", "")))
    assert told(ended, one) == [("plan", "Niet meer in de rapportage, was: afgerond.", "")]


def test_an_action_carries_the_codes_of_the_national_division():
    (change,) = changes(a_report(an_action()), a_report(an_action(puller="Politie")))
    assert change.blocks == ("AL1", "BS1")
    assert (change.chapter, change.chapter_title) == (LINE, "1 Eerder in beeld")


def test_figures_are_counted_anew_from_both_contents():
    old = a_report(an_action())
    new = a_report(an_action(now=State("finished", "", "")), an_action("8"))
    found = difference(old, new, half_year="2020-H2", version=1, sha256="").changes
    figures = [sentence_of(one) for one in found if one.kind == ChangeKind.FIGURES and one.key == ""]
    assert figures == ["Aantal acties van 1 naar 2.", "Afgerond van 0 naar 1."]


def test_answers_are_found_by_their_question_and_where_it_was_asked():
    def answered(text, **values):
        return a_report(answers=(WrittenAnswer("uren", "sturing", "Hoeveel uren?", True, text, **values),))

    assert told(answered("Weinig."), answered("Heel veel.")) == [
        ("texts", "Anders: was 1 woord, is nu 2 woorden.", ""),
    ]
    numbers = [answered(f"{n} uur", kind="number", value=str(n)) for n in (20, 24)]
    found = difference(*numbers, half_year="2020-H2", version=1, sha256="").changes
    assert [(one.kind, one.title, sentence_of(one)) for one in found] == [
        ("figures", "Hoeveel uren?", "Van 20 uur naar 24 uur.")
    ]


def test_decisions_adoption_and_money_are_told():
    planned, agreed = (
        station(1, "Stuurgroep", "2021-05-20"),
        station(1, "Stuurgroep", "2021-05-27", "Adviseren", *AGREED),
    )
    routes = [ProposalRoute("Begroting", "21-1", None, (), (one,)) for one in (planned, agreed)]
    old = a_report(
        proposals=routes[:1],
        adoption=(MunicipalAdoption("Huizen", "Gepland", 1, 2, "2021-06-01"),),
        money=(YearOfMoney(2021, "1000.00", 2, 0, False, ()),),
    )
    new = a_report(
        proposals=routes[1:],
        adoption=(MunicipalAdoption("Huizen", "Vastgesteld", 2, 2, "2021-06-24"),),
        money=(YearOfMoney(2021, "1250.50", 2, 1, False, ("Rijk",)),),
    )
    assert told(old, new) == [
        ("decisions", "Stuurgroep van gepland op 20 mei 2021 naar akkoord op 27 mei 2021.", ""),
        (
            "adoption",
            "Van Gepland (1 van 2 stappen, 1 juni 2021) naar Vastgesteld (2 van 2 stappen, 24 juni 2021).",
            "",
        ),
        ("money", "Bedrag van €\xa01.000 naar €\xa01.250,50.", ""),
        ("money", "Posten p.m. van 0 naar 1.", ""),
        ("money", "Dekking erbij: Rijk.", ""),
    ]


def test_beside_an_older_schema_only_that_is_told_which_it_could_tell():
    old = read_content(SCHEMA_1.read_text())
    adoption = (MunicipalAdoption("Huizen", "Vastgesteld", 2, 2, None),)
    new = replace(NORMAL, adoption=adoption, money=(YearOfMoney(2021, "1.00", 1, 0, False, ()),))
    found = difference(old, new, half_year="2020-H2", version=1, sha256="")
    assert {one.kind for one in found.changes} & {"adoption", "money"} == set()
    assert apply(comparable(old, schema=1), found) == comparable(new, schema=1)
    assert {one.subject for one in difference(NORMAL, new, half_year="2020-H2", version=1, sha256="").changes} == {
        "adoption",
        "money",
    }


def test_a_difference_is_refused_by_a_report_that_it_was_not_made_from():
    old, new = a_report(an_action()), a_report(an_action(puller="Politie"))
    found = difference(old, new, half_year="2020-H2", version=1, sha256="")
    with pytest.raises(ValueError, match="not the difference"):
        apply(comparable(new), found)


def test_the_seal_holds_no_text_twice():
    old = a_report(an_action(efforts="Eerder geschreven."))
    new = a_report(an_action(efforts="Nu geschreven."), an_action("8", efforts="Helemaal nieuw."))
    found = difference(old, new, half_year="2020-H2", version=1, sha256="")
    assert "Eerder geschreven." in canonical_json(found)
    sealed = canonical_json(without_texts(found))
    assert not any(text in sealed for text in ("Eerder geschreven.", "Nu geschreven.", "Helemaal nieuw."))
    assert [sentence_of(one) for one in without_texts(found).changes] == [sentence_of(one) for one in found.changes]


def test_the_chapter_tells_texts_in_one_line_with_a_reference():
    old = a_report(an_action(), an_action("8"))
    new = a_report(an_action(efforts="A.", outlook="B."), an_action("8", results="C."))
    found = without_texts(difference(old, new, half_year="2020-H2", version=2, sha256=""))
    chapter = told_difference(replace(new, difference=found))
    assert chapter.beside == "versie 2 over het 2e halfjaar 2020"
    (group,) = chapter.groups
    (line,) = group.things
    assert (group.title, line.title, line.anchor) == ("Teksten", "1 Eerder in beeld", LINE)
    assert line.tellings[0].sentence == "3 teksten zijn anders, bij acties 1.7 en 1.8."


# Which one it is laid beside.

H1, H2, BEFORE = HalfYear(2021, 1), HalfYear(2020, 2), HalfYear(2020, 1)


@pytest.fixture
def region(db):
    return factories.RegionFactory()


def round_of(half_year, **values):
    return factories.ReportRoundFactory(half_year=half_year, opens=date(2020, 1, 1), due=date(2022, 1, 1), **values)


def test_previous_version_is_the_accepted_one_of_the_last_half_year(region):
    content = a_report(an_action())
    seal(region, round_of(BEFORE), content, EventKind.ACCEPTED)
    accepted = seal(region, round_of(H2), content, EventKind.ACCEPTED)
    seal(region, round_of(H2), content, number=2)
    seal(region, round_of(H1), content, EventKind.ACCEPTED)
    seal(factories.RegionFactory(), round_of(H2), content, EventKind.ACCEPTED)
    assert previous_version(region, round_of(H1)) == accepted


def test_previous_version_is_else_the_latest_that_was_not_taken_back(region):
    content = a_report(an_action())
    seal(region, round_of(H2), content, EventKind.RETURNED)
    second = seal(region, round_of(H2), content, number=2)
    seal(region, round_of(H2), content, EventKind.WITHDRAWN, number=3)
    assert previous_version(region, round_of(H1)) == second


def test_previous_version_passes_over_extra_rounds_and_prefers_the_regular_one(region):
    content = a_report(an_action())
    own = round_of(H2, kind="own", code="eigen", name="Eigen", owner=region)
    alone = seal(region, own, content)
    extra = round_of(H2, kind="extra", code="extra", name="Extra")
    seal(region, extra, content)
    assert previous_version(region, round_of(H1)) == alone
    regular = seal(region, round_of(H2), content)
    assert previous_version(region, round_of(H1)) == regular
    assert previous_version(region, round_of(H1, kind="extra", code="extra-2", name="Extra")) is None


def test_difference_for_names_what_it_was_compared_with(region):
    assert difference_for(region, round_of(H1), a_report(an_action())) is None
    version = seal(region, round_of(H2), a_report(an_action()))
    found = difference_for(region, round_of(H1), a_report(an_action(puller="Politie", efforts="Veel.")))
    assert (found.half_year, found.version, found.sha256) == ("2020-H2", 1, version.sha256)
    assert [(one.field, one.after) for one in found.changes] == [("puller", "Politie"), ("efforts", "")]


def test_compare_follows_an_action_into_the_next_programme(region):
    first = factories.OutlineNodeFactory(programme__region=region, code="1", title="Eerder in beeld")
    programme = factories.RegionalProgrammeFactory(region=region, title="Volgend", valid_from=date(2021, 1, 1))
    second = factories.OutlineNodeFactory(programme=programme, code="1", title="Eerder in beeld", origin=first)
    original = factories.ActionFactory(node=first)
    copy = factories.ActionFactory(node=second, origin=original)

    def told_of(action, node, **values):
        content = a_report(an_action(str(action.pk), number="1.1", **values))
        (line,) = content.lines
        key = f"onderdeel-{node.pk}"
        section = replace(line.sections[0], key=key)
        return replace(content, lines=(replace(line, key=key, sections=(section,)),))

    version = seal(region, round_of(H2), told_of(original, first))
    found = compare(version, told_of(copy, second, puller="Politie"))
    assert [(one.key, sentence_of(one)) for one in found.changes] == [
        (str(copy.pk), "Trekker van GGD naar Politie."),
    ]


def test_compare_says_into_which_action_one_was_merged(region):
    node = factories.OutlineNodeFactory(programme__region=region, code="1")
    kept = factories.ActionFactory(node=node, number=400, title="Blijft")
    gone = factories.ActionFactory(node=node, merged_into=kept)
    version = seal(region, round_of(H2), a_report(an_action(str(gone.pk))))
    (change,) = [one for one in compare(version, a_report()).changes if one.subject == "action"]
    assert (sentence_of(change), change.because) == (
        "Niet meer in de rapportage, was: op koers.",
        "Samengevoegd met 1.400 Blijft.",
    )
