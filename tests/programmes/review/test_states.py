import pytest

from programmes.models import ConclusionReview, ReviewBundle, ReviewItem
from programmes.review.states import ALLOWED, ReviewState, ReviewVerb, may, state_of_bundle, state_of_item
from regions.models import Role
from regions.rights import rights_of
from tests import factories
from tests.programmes.review.conftest import BY, ON

pytestmark = pytest.mark.django_db

S, V = ReviewState, ReviewVerb
WRITERS = (Role.LEADER, Role.EDITOR)
OWN, OTHER, ELSEWHERE = "own", "other", "elsewhere"  # the municipality, beside it, in another region

# Who may do what for which municipality; everything that is not here is refused.
EXPECTED = {
    *((state, V.REACT, role, where) for state in (S.INFORMED, S.OPEN) for role in WRITERS for where in (OWN, OTHER)),
    *((state, V.REACT, Role.MUNICIPAL, OWN) for state in (S.INFORMED, S.OPEN)),
    *(
        (state, V.ANSWER, role, where)
        for state in (S.INFORMED, S.OPEN, S.PAST)
        for role in WRITERS
        for where in (OWN, OTHER)
    ),
    *((state, V.ASK, role, where) for state in (S.INFORMED, S.OPEN) for role in WRITERS for where in (OWN, OTHER)),
    *((S.OPEN, V.REMIND, role, where) for role in WRITERS for where in (OWN, OTHER)),
}


@pytest.fixture
def places():
    own = factories.RegionMembershipFactory()
    other = factories.RegionMembershipFactory(target=own.target)
    elsewhere = factories.RegionMembershipFactory()
    return {OWN: own, OTHER: other, ELSEWHERE: elsewhere}


def _assign(role, places, user=None):
    region = places[OWN].target
    scope = {
        Role.NATIONAL: {},
        Role.ADMINISTRATOR: {},
        Role.MUNICIPAL: {"municipality": places[OWN].municipality},
        Role.SECRETARY: {"body": factories.BodyFactory(region=region)},
    }.get(role, {"region": region})
    return factories.RoleAssignmentFactory(role=role, user=user or factories.UserFactory(), **scope).user


def _found(user, places):
    rights = rights_of(user, on=ON)
    return {
        (state, verb, where)
        for state in S
        for verb in V
        for where, member in places.items()
        if may(state, verb, rights, member.target, member.municipality)
    }


@pytest.mark.parametrize("role", list(Role))
def test_review_table_holds_for_every_state_verb_role_and_municipality(role, places):
    expected = {(state, verb, where) for state, verb, held, where in EXPECTED if held == role}
    assert _found(_assign(role, places), places) == expected


def test_review_table_of_two_roles_is_the_sum(places):
    user = _assign(Role.MUNICIPAL, places)
    factories.RoleAssignmentFactory(user=user, role=Role.EDITOR, region=places[ELSEWHERE].target)
    own = {(state, verb, where) for state, verb, held, where in EXPECTED if held == Role.MUNICIPAL}
    edited = {(state, verb, ELSEWHERE) for state, verb, held, where in EXPECTED if held == Role.EDITOR}
    assert _found(user, places) == own | edited


def test_review_table_has_a_row_for_every_state():
    assert set(ALLOWED) == set(S)


@pytest.mark.parametrize(
    ("react_by", "asked", "answer", "state"),
    [
        (None, False, None, S.INFORMED),
        (BY, True, None, S.OPEN),
        (ON, True, None, S.PAST),  # the date itself is too late
        (ON, False, None, S.INFORMED),
        (BY, True, "", S.OPEN),
        (BY, True, "kept", S.ANSWERED),
        (ON, True, "answered", S.ANSWERED),
    ],
)
def test_state_follows_from_date_question_and_answer(react_by, asked, answer, state):
    item = ReviewItem(bundle=ReviewBundle(react_by=react_by), asks_reaction=asked)
    review = None if answer is None else ConclusionReview(item=item, answer=answer)
    assert state_of_item(item, review, ON) is state


def test_state_of_a_bundle_is_open_until_the_day_itself():
    bundle = ReviewBundle(react_by=BY)
    days = [BY.replace(day=19), BY, BY.replace(day=21)]
    assert [state_of_bundle(bundle, day) for day in days] == [S.OPEN, S.PAST, S.PAST]
