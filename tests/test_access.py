"""Every route × visitor × object has an expected answer; a route without a row fails.

A row says who gets in ("ok"), who is refused openly ("forbidden", 403); for everybody else the page does not exist
(404). Whoever is not signed in is sent to the sign-in page. Regional visitors hold their role in the region "Eigen";
asked for the same object in "Ander" they must get 404 unless the row is open to all or says otherwise.
"""

from copy import copy
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.world import HALF_YEAR, PREVIOUS, TODAY, VISITORS, Home, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]  # one walk serves all tests
SIGNED_IN = frozenset(VISITORS) - {"anonymous"}
PUBLIC = {"account_login"}
# Whoever reads a region at all; whoever writes in it.
READERS = frozenset({"national", "adviser", "leader", "editor", "municipal", "reader"})
WRITERS = frozenset({"leader", "editor"})
NATIONAL = frozenset({"national"})


@dataclass(frozen=True)
class Row:
    ok: frozenset[str]
    forbidden: frozenset[str] = frozenset()
    args: tuple[str, ...] = ()  # names of what stands in the address, see `argument`
    post: bool = False  # the route only takes POST
    only_get: frozenset[str] = frozenset()  # of those: may look, may not send
    download: bool = False  # answers with a file, not a page
    foreign_ok: frozenset[str] = NATIONAL  # who also gets in at the other region
    foreign_forbidden: frozenset[str] = frozenset()


def everybody(*args, **kwargs):
    return Row(SIGNED_IN, frozenset(), args, foreign_ok=SIGNED_IN, **kwargs)


def argument(name: str, home: Home):
    """What an address says of one home."""
    return {
        "slug": home.region.slug,
        "municipality": home.municipality.slug,
        "neighbour": home.neighbour.slug,
        "edition": "vgr4",
        "half_year": HALF_YEAR,
        "previous": PREVIOUS,
        "node": home.node.pk,
        "action": home.action.pk,
        "proposal": home.proposal.pk,
        "hidden": home.hidden_proposal.pk,
        "round": home.round.pk,
        "step": home.planned_step.pk,
        "meeting": home.meeting.pk,
        "item": home.meeting.items.first().pk,
        "conclusion": home.conclusion.pk,
        "change": "omhoog",
        "round_code": str(HALF_YEAR),
        "chapter": "samenvatting",
        "number": 1,
    }[name]


NOT_NATIONAL = SIGNED_IN - NATIONAL
LOOKERS = READERS - WRITERS  # who reads the region without writing in it
DECIDERS = READERS | {"secretary"}
RECORDERS = WRITERS | {"secretary"}
NOBODY = frozenset()


def read(*args, ok=READERS):
    """Pages of a region to read; the national team reads every region."""
    return Row(frozenset(ok), args=("slug", *args))


def write(*args, ok=WRITERS, refused=LOOKERS, **kwargs):
    """Verbs in a region; who reads the page's object without the verb gets 403."""
    return Row(ok, refused, ("slug", *args), foreign_ok=NOBODY, foreign_forbidden=refused & NATIONAL, **kwargs)


def record(*args, **kwargs):
    """Verbs on a meeting, for who records for its body."""
    return Row(RECORDERS, LOOKERS, ("meeting", *args), foreign_ok=NOBODY, foreign_forbidden=NATIONAL, **kwargs)


TABLE: dict[str, Row] = {
    "account_login": Row(frozenset(VISITORS)),
    "account_logout": everybody(),
    "account_change_password": everybody(),
    "my_work": everybody(),
    "help": everybody(),
    "national_overview": Row(frozenset({"national", "adviser"}), SIGNED_IN - {"national", "adviser"}),
    "region_overview": read(),
    "regions:region_list": everybody(),
    "regions:region_detail": everybody("slug"),
    "regions:municipality_detail": everybody("municipality"),
    "programmes:catalogue": everybody(),
    "programmes:catalogue_edition": everybody("edition"),
    "programmes:catalogue_changes": everybody(),
    "programmes:programme_detail": read(),
    "programmes:programme_update": write(),
    "programmes:node_detail": read("node"),
    "programmes:node_create": write(),
    "programmes:node_update": write("node"),
    "programmes:node_delete": write("node"),
    "programmes:proposal_list": read(ok=DECIDERS),
    "programmes:proposal_create": write(refused=LOOKERS | {"secretary"}),
    "programmes:proposal_paste": write(refused=LOOKERS | {"secretary"}),
    "programmes:proposal_detail": read("proposal", ok=DECIDERS),
    "programmes:proposal_update": write("proposal", refused=LOOKERS | {"secretary"}),
    "programmes:route_detail": write("proposal", refused=LOOKERS | {"secretary"}),
    "programmes:route_step_create": write("proposal", "number", refused=LOOKERS | {"secretary"}),
    "programmes:route_round_delete": write("proposal", "number", refused=LOOKERS | {"secretary"}),
    "programmes:route_step_update": write("proposal", "step", refused=LOOKERS | {"secretary"}),
    "programmes:route_step_delete": write("proposal", "step", refused=LOOKERS | {"secretary"}),
    "programmes:conclusion_correct": write("proposal", "conclusion", ok=RECORDERS),
    "programmes:meeting_list": read(ok=DECIDERS),
    "programmes:meeting_create": write(ok=RECORDERS),
    "programmes:meeting_detail": Row(DECIDERS, args=("meeting",)),
    "programmes:meeting_update": record(),
    "programmes:meeting_agenda": record(),
    "programmes:meeting_item_change": record("item", "change", post=True),
    "programmes:meeting_conclusions": record(),
    "actions:action_list": read(),
    "actions:action_detail": read("action"),
    "actions:action_create": write(),
    "actions:action_update": write("action"),
    "actions:action_municipalities": read("action"),
    "actions:action_municipality_row": write(
        "action", "municipality", ok=WRITERS | {"municipal"}, refused=LOOKERS - {"municipal"}
    ),
    "actions:progress": write("half_year"),
    "actions:progress_row": write("half_year", "action", post=True),
    "reporting:progress_now": write(),
    "reporting:report_list": read(),
    "reporting:report_detail": read("previous"),
    "reporting:report_chapter": write("half_year", "chapter", refused=NOBODY),
    "reporting:report_check": write("half_year", refused=NOBODY, only_get=frozenset({"editor"})),
    "reporting:report_preview": write("half_year", refused=NOBODY),
    "reporting:version_detail": read("previous", "number"),
    "reporting:version_pdf": Row(READERS, args=("slug", "previous", "number"), download=True),
    "reporting:version_pdf_state": read("previous", "number"),
    "reporting:version_pdf_retry": Row(
        WRITERS | NATIONAL, LOOKERS - NATIONAL, ("slug", "previous", "number"), post=True
    ),
    "reporting:report_adopt": write("previous", ok=frozenset({"leader"}), refused=READERS - {"leader"}),
    "reporting:report_return": Row(NATIONAL, READERS - NATIONAL, ("slug", "previous")),
    "reporting:report_accept": Row(NATIONAL, READERS - NATIONAL, ("slug", "previous")),
    "reporting:inbox": Row(frozenset({"national", "adviser"})),
    "reporting:round_list": Row(READERS),
    "reporting:round_create": Row(NATIONAL, READERS - NATIONAL),
    "reporting:round_detail": Row(READERS, args=("round_code",), foreign_ok=READERS),
}


def routes(resolver=None, prefix=""):
    """Every named route of the project, the Django admin left to its own tests."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or str(pattern.pattern))
        elif isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            yield from routes(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)


def test_every_route_has_a_row():
    assert set(routes()) - set(TABLE) == set()


def test_every_row_has_a_route():
    assert set(TABLE) - set(routes()) == set()


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker):
    """The answers of every route to every visitor, read in one world that is rolled back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(TODAY=TODAY):
        world = make_world()
        sessions = {visitor: _session(world, visitor) for visitor in VISITORS}
        answers = {
            (name, place, visitor): _ask(name, home, session)
            for name in sorted(set(TABLE) & set(routes()))
            for place, home in (("own", world.own), ("other", world.other), ("unknown", None))
            for visitor, session in sessions.items()
        }
        transaction.set_rollback(True)
    return answers


def _session(world, visitor):
    """The cookies of a visitor; they are put in anew each time, as signing out is one of the routes."""
    client = Client()
    if visitor != "anonymous":
        client.force_login(world.users[visitor])
    return client.cookies


class Asked(NamedTuple):
    get: int | None
    post: int | None

    @property
    def known(self):
        return set(self) - {None}


def _ask(name, home, session):
    """The status of GET and of an empty POST, which is undone; None for a method that the route does not know."""
    parts = [argument(part, home) if home else _unknown(part) for part in TABLE[name].args]
    address = reverse(name, args=parts)
    client = Client()
    client.cookies = copy(session)
    got = client.get(address).status_code
    with transaction.atomic():
        posted = client.post(address).status_code
        transaction.set_rollback(True)
    return Asked(*(None if status == 405 else status for status in (got, posted)))


def _unknown(part):
    return {"half_year": HALF_YEAR, "previous": PREVIOUS, "number": 99, "change": "omhoog"}.get(
        part, "bestaat-niet" if part in TEXTS else 999_999
    )


TEXTS = {"slug", "municipality", "neighbour", "edition", "round_code", "chapter"}
CASES = [(name, visitor) for name in sorted(TABLE) for visitor in VISITORS]


@pytest.mark.parametrize(("name", "visitor"), CASES)
def test_own_objects_answer_as_the_table_says(walked, name, visitor):
    row = TABLE[name]
    _check(name, walked[name, "own", visitor], visitor, row.ok, row.forbidden)


@pytest.mark.parametrize(("name", "visitor"), [case for case in CASES if TABLE[case[0]].args])
def test_objects_of_another_region_answer_as_the_table_says(walked, name, visitor):
    row = TABLE[name]
    _check(name, walked[name, "other", visitor], visitor, row.foreign_ok, row.foreign_forbidden)


@pytest.mark.parametrize(("name", "visitor"), [case for case in CASES if TABLE[case[0]].args])
def test_unknown_objects_do_not_exist_for_anybody(walked, name, visitor):
    assert walked[name, "unknown", visitor].known == {302 if visitor == "anonymous" else 404}


def _check(name, found, visitor, ok, forbidden):
    if visitor == "anonymous" and name not in PUBLIC:
        assert found.known == {302}
    elif visitor in ok:
        assert found.known
        assert found.post != 403 or visitor in TABLE[name].only_get
        assert not found.known & {404, 500}
        assert found.get != 403
    else:
        assert found.known == {403 if visitor in forbidden else 404}
