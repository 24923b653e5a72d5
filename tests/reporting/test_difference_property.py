"""Applying a difference to what was compared of the old report gives what is compared of the new one."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from actions.models import Assessment, Phase, Priority
from ghnt.documents.sealing import canonical_json
from reporting.content import (
    ActionLineItem,
    LineChapter,
    MunicipalAdoption,
    MunicipalAnswers,
    PlanChange,
    ReportContent,
    Section,
    State,
    WrittenAnswer,
    YearOfMoney,
    read_content,
)
from reporting.difference import apply, comparable, difference, without_texts
from tests.reporting.sample_content import EMPTY, PROPOSALS

few_words = st.sampled_from(("", "Akkoord.", "Drie trainingen gegeven.", " met wit ", "1.1", "é\n- x", "{}", "#2"))
days = st.sampled_from((None, "2021-01-01", "2021-12-31", "2022-06-30"))
names = st.lists(st.sampled_from(("MEE", "GGD", "Politie", "")), max_size=3).map(tuple)
states = st.builds(
    State,
    phase=st.sampled_from(("", *Phase.values)),
    assessment=st.sampled_from(("", *Assessment.values)),
    explanation=few_words,
)
plan_changes = st.builds(
    PlanChange,
    field=st.sampled_from(("end", "puller")),
    label=st.just("Einddatum"),
    before=few_words,
    after=few_words,
    reason=few_words,
    on=st.just("2021-03-01"),
)
actions = st.builds(
    ActionLineItem,
    key=st.sampled_from("12345"),
    number=st.sampled_from(("1.1", "1.2", "2.1")),
    title=few_words,
    puller=few_words,
    partners=names,
    priority=st.sampled_from(("", *Priority.values)),
    start=days,
    end=days,
    measures=names,
    now=states,
    before=states,
    is_unchanged=st.booleans(),
    efforts=few_words,
    results=few_words,
    outlook=few_words,
    updated_on=st.none(),
    end_before=days,
    plan_changes=st.lists(plan_changes, max_size=1).map(tuple),
)
answers = st.lists(
    st.builds(
        WrittenAnswer,
        key=st.sampled_from(("samen", "geld", "keuze")),
        chapter=st.sampled_from(("samenvatting", "sturing")),
        question=few_words,
        is_required=st.booleans(),
        text=few_words,
        kind=st.sampled_from(("text", "number", "money", "choice", "scale")),
        value=few_words,
    ),
    max_size=3,
).map(tuple)


def _lines(drawn: list[tuple[str, str, list[ActionLineItem]]]) -> tuple[LineChapter, ...]:
    return tuple(
        LineChapter(
            key=f"onderdeel-{key}",
            code=key,
            title=title,
            level_name="lijn",
            answers=(),
            sections=(Section(f"onderdeel-{key}", key, title, (), tuple(items)),),
        )
        for key, title, items in drawn
    )


lines = st.lists(
    st.tuples(st.sampled_from("123"), few_words, st.lists(actions, max_size=4, unique_by=lambda one: one.key)),
    max_size=3,
).map(_lines)
proposals = st.lists(st.sampled_from(PROPOSALS), max_size=2).flatmap(
    lambda chosen: st.tuples(
        *(st.integers(0, len(one.stations)).map(lambda n, one=one: _cut(one, n)) for one in chosen)
    )
)


def _cut(proposal, count):
    return replace(proposal, stations=proposal.stations[:count])


adoption = st.lists(
    st.builds(
        MunicipalAdoption,
        municipality=st.sampled_from(("Huizen", "Laren")),
        state=few_words,
        steps_done=st.integers(0, 4),
        steps=st.integers(0, 4),
        on=days,
    ),
    max_size=2,
).map(tuple)
money = st.lists(
    st.builds(
        YearOfMoney,
        year=st.integers(2020, 2022),
        amount=st.sampled_from(("0.00", "1250.50", "75000.00")),
        actions=st.integers(0, 3),
        without_amount=st.integers(0, 2),
        is_provisional=st.booleans(),
        cover=names,
    ),
    max_size=2,
).map(tuple)


@st.composite
def contents(draw) -> ReportContent:
    municipal = draw(st.lists(st.builds(MunicipalAnswers, st.sampled_from(("0402",)), few_words, answers), max_size=1))
    return replace(
        EMPTY,
        schema=draw(st.sampled_from((1, 2, 3))),
        answers=draw(answers),
        lines=draw(lines),
        proposals=draw(proposals),
        municipal_answers=tuple(municipal),
        adoption=draw(adoption),
        money=draw(money),
    )


def between(old: ReportContent, new: ReportContent):
    return difference(old, new, half_year="2020-H2", version=1, sha256="ab" * 32)


@settings(deadline=None, max_examples=200)
@given(old=contents(), new=contents())
def test_difference_applied_to_the_old_report_gives_the_new_one(old, new):
    schema = min(old.schema, new.schema)
    found = between(old, new)
    assert apply(comparable(old, schema=schema), found) == comparable(new, schema=schema)
    back = between(new, old)
    assert apply(comparable(new, schema=schema), back) == comparable(old, schema=schema)


@settings(deadline=None, max_examples=50)
@given(content=contents())
def test_difference_of_a_report_with_itself_is_nothing(content):
    assert between(content, content).changes == ()


@settings(deadline=None, max_examples=50)
@given(old=contents(), new=contents())
def test_difference_as_sealed_is_read_back_from_the_seal(old, new):
    sealed = replace(new, schema=3, difference=without_texts(between(old, new)))
    assert read_content(canonical_json(sealed)) == sealed
