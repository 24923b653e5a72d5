"""Ids of another region, report or set, posted to what is new around reports, change nothing and tell nothing."""

import pytest
from django.urls import reverse

from actions.models import ActionChange
from reporting.models import (
    Answer,
    Bundle,
    ChapterAssignment,
    ChapterComment,
    DueExtension,
    PlanChoice,
    Question,
    QuestionSection,
    QuestionSet,
    ReportRound,
    Signal,
    SignalAnswer,
)
from reporting.question_sets.keys import section_key
from tests import factories
from tests.world import HALF_YEAR, PREVIOUS

HERE = ("eigen", HALF_YEAR)


@pytest.fixture
def leader(sign_in):
    return sign_in("leader")


@pytest.fixture
def national(sign_in):
    return sign_in("national")


def test_chapter_is_given_to_no_stranger(world, leader):
    address = reverse("reporting:chapter_talk", args=[*HERE, "samenvatting"])
    before = list(ChapterAssignment.objects.values_list("chapter", "writer", "report"))
    for user in (world.users["national"], world.users["reader"], world.users["municipal"]):
        assert leader.post(address, {"assign": "1", "writer": user.pk, "seen": ""}).status_code == 404
    assert list(ChapterAssignment.objects.values_list("chapter", "writer", "report")) == before


def test_comment_of_another_region_is_not_finished(world, leader):
    comment = ChapterComment.objects.get(report=world.other.draft)
    for chapter in ("samenvatting", comment.chapter):
        address = reverse("reporting:chapter_talk", args=[*HERE, chapter])
        for asked in (comment.pk, "9" * 40, "x"):
            assert leader.post(address, {"done": asked}).status_code == 404
    comment.refresh_from_db()
    assert comment.done_at is None


def test_plan_takes_no_change_and_no_text_of_another_region(world, leader):
    change = ActionChange.objects.filter(action=world.other.action).first()
    change = change or ActionChange.objects.create(
        action=world.other.action, field="planned_end", before="a", after="b", by=world.users["leader"]
    )
    foreign = factories.AnswerFactory(report=world.other.draft, text="Van een ander.")
    address = reverse("reporting:report_plan", args=HERE)
    assert leader.post(address, {"choice": f"{change.pk}-taken"}).status_code == 404
    assert leader.post(address, {"choice": "9999999999999999999999-taken"}).status_code == 404
    leader.post(address, {"move": foreign.pk, "target": "samenvatting", "seen": foreign.version})
    assert not PlanChoice.objects.filter(change=change).exists()
    assert Answer.objects.filter(pk=foreign.pk, text="Van een ander.").exists()


def test_signal_of_another_region_is_neither_read_nor_removed(world, leader, sign_in):
    signals = Signal.objects.filter(region=world.other.region)
    assert signals
    for signal in signals:
        for slug in ("eigen", "ander"):
            page = reverse("reporting:signal_detail", args=[slug, signal.pk])
            assert sign_in("adviser").get(page).status_code == 404
            assert leader.post(page, {"text": "Kaping"}).status_code == 404
        for code in (HALF_YEAR, PREVIOUS):
            address = reverse("reporting:signal_remove", args=["eigen", code, signal.pk])
            assert leader.post(address).status_code == 404
    assert Signal.objects.filter(region=world.other.region).count() == len(signals)
    assert not SignalAnswer.objects.filter(text="Kaping").exists()


@pytest.mark.parametrize("kind", ["answer", "municipal"])
def test_answer_of_a_question_that_is_not_asked_there_is_not_kept(world, leader, sign_in, kind):
    question = factories.QuestionFactory(question_set=factories.QuestionSetFactory(number=71))
    posted = {f"text_{question.pk}": "Kaping", f"seen_{question.pk}": ""}
    if kind == "answer":
        client, address = leader, reverse("reporting:report_answer", args=[*HERE, "samenvatting", question.pk])
    else:
        round_ = world.own.around["municipal_round"]
        client = sign_in("municipal")
        address = reverse("reporting:municipal_answer", args=[world.own.municipality.slug, round_, question.pk])
    assert client.post(address, posted).status_code == 404
    assert not Answer.objects.filter(text="Kaping").exists()


def test_officer_answers_for_no_other_municipality_and_in_no_chapter(world, sign_in):
    client, own = sign_in("municipal"), world.own
    round_, asked = own.around["municipal_round"], own.around["municipal_question"]
    posted = {f"text_{asked}": "Kaping", f"seen_{asked}": ""}
    for slug in (own.neighbour.slug, world.other.municipality.slug):
        assert client.get(reverse("reporting:municipal_report", args=[slug, round_])).status_code == 404
        assert client.post(reverse("reporting:municipal_answer", args=[slug, round_, asked]), posted).status_code == 404
    summary = own.around["summary_question"]
    address = reverse("reporting:report_answer", args=[*HERE, "samenvatting", summary])
    assert client.post(address, {f"text_{summary}": "Kaping"}).status_code == 404
    for name in ("report_check", "report_people", "report_plan", "report_preview"):
        assert client.get(reverse(f"reporting:{name}", args=HERE)).status_code == 404
    assert not Answer.objects.filter(text="Kaping").exists()


def test_question_goes_to_no_section_of_another_set(national):
    mine, theirs = (factories.QuestionSetFactory(number=number) for number in (81, 82))
    here, there = (
        factories.QuestionSectionFactory(question_set=one, key=f"h{one.number}", title="Deel", order=1)
        for one in (mine, theirs)
    )
    posted = {"section": there.pk, "text": "Kaping?", "kind": "text", "seen_version": mine.version}
    address = reverse("reporting:question_create", args=[mine.number, here.key])
    assert "section" in national.post(address, posted).context["form"].errors
    assert national.post(reverse("reporting:question_create", args=[mine.number, there.key]), posted).status_code == 404
    assert not Question.objects.filter(text="Kaping?").exists()


def test_set_in_use_stands_whatever_is_posted(world, national):
    frozen = world.report_round.question_set
    section, question = frozen.sections.first(), frozen.questions.first()
    before = _words(frozen)
    seen = {"seen_version": frozen.version, "title": "Kaping", "name": "Kaping", "place": "first"}
    seen |= {"section": section.pk, "text": "Kaping", "kind": "text", "number": frozen.number}
    for name, *more in (
        *(("question_set_update",), ("question_set_delete",), ("question_section_create",)),
        *(("question_section_update", section.key), ("question_section_delete", section.key)),
        *(("question_section_move", section.key, "omlaag"), ("question_create", section.key)),
        *(("question_update", question.key), ("question_delete", question.key)),
        ("question_move", question.key, "omlaag"),
    ):
        assert national.post(reverse(f"reporting:{name}", args=[frozen.number, *more]), seen).status_code in (302, 409)
    assert _words(QuestionSet.objects.get(pk=frozen.pk)) == before


def _words(one):
    sections = QuestionSection.objects.filter(question_set=one).order_by("pk").values_list("title", "order", "place")
    questions = Question.objects.filter(question_set=one).order_by("pk").values_list("text", "order", "section")
    return one.name, one.number, list(sections), list(questions)


@pytest.mark.parametrize("title", ["Bijlagen", "Lijnen", "Verschil", "Colofon", "Besluitvorming"])
def test_section_takes_no_name_of_a_part_that_every_report_or_book_has(db, title):
    assert section_key(title) != title.lower()


def test_later_date_is_given_to_no_region_that_was_not_asked(world, national):
    round_ = world.report_round
    round_.is_for_all = False
    round_.save()
    round_.invited.set([world.own.region])
    posted = {"due": "2021-10-01", "reason": "Kaping"}
    own = ReportRound.objects.get(code=world.own.around["adopted_round"])
    for code, slug in ((round_.code, "ander"), (own.code, "eigen")):
        address = reverse("reporting:round_extend", args=[code, slug])
        assert national.post(address, posted).status_code == 404
    assert not DueExtension.objects.filter(reason="Kaping").exists()


def test_book_takes_no_region_that_handed_in_nothing(world, national):
    address = reverse("reporting:book") + f"?ronde={HALF_YEAR}"
    for regions in (["eigen"], ["verzonnen"], ["../../etc"], ["\x00"]):
        answer = national.post(address, {"chapters": ["oogopslag"], "regions": regions, "with_concepts": "on"})
        assert answer.status_code == 200
        assert "regions" in answer.context["form"].errors
    assert not Bundle.objects.filter(kind="book").exists()
    own = world.own.around["adopted_round"]
    assert national.get(reverse("reporting:book") + f"?ronde={own}").status_code == 404
    assert national.post(reverse("reporting:round_zip", args=[own])).status_code == 404
