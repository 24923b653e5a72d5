"""The pages of the programme, its actions and what stands around them: foreign ids, edits in between, absurd values."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.exchange import reading
from actions.models import (
    Action,
    ActionImport,
    ActionMunicipality,
    ActionUpdate,
    Initiative,
    LocalAction,
    PullerRequest,
)
from programmes.models import Consultation, Goal, OutlineNode, PolicyFrame, ProgrammeChapter
from tests import factories
from tests.attacks.test_twice import MADE_UP, post_twice

NO_ROWS = {f"{name}-{count}_FORMS": 0 for name in ("partners", "milestones", "costs") for count in ("TOTAL", "INITIAL")}
HUGE = "9" * 30


@pytest.fixture
def leader(sign_in):
    return sign_in("leader")


def address(name, *args):
    return reverse(name, args=["eigen", *args])


def test_no_new_form_takes_an_id_of_another_region(world, leader, sign_in):
    own, other = world.own, world.other
    foreign = factories.OrganisationFactory(region=other.region)
    goal, idea = other.node.goals.first(), own.node.programme.initiatives.first()
    remark = factories.RemarkFactory(conclusion=other.conclusion)
    block = factories.BuildingBlockFactory(programme=factories.ProgrammeFactory(slug="anders", name="Anders"))
    plan = {"title": "Kaping", "node": own.node.pk, "remarks": remark.pk, "blocks": block.pk}
    bulk = {"actie": [own.action.pk, other.action.pk], "halfjaar": "2021-H1", "toepassen": ""}
    seen = [f"{action.pk}.{action.version}" for action in (own.action, other.action)]
    offer = own.around["offer"]
    for name, args, form in (
        ("actions:action_create", (), plan | NO_ROWS),
        ("programmes:goal_create", (), {"statement": "Kaping", "node": other.node.pk}),
        ("programmes:node_create", (), {"code": "77", "title": "Kaping", "blocks": block.pk}),
        (
            "actions:initiative_accept",
            (idea.pk,),
            {"seen_version": idea.version, "title": "Kaping", "node": other.node.pk},
        ),
        ("actions:offer_accept", (offer,), {f"aanbod-{offer}-node": other.node.pk}),
        ("actions:action_bulk", (), bulk | {"trekker": foreign.pk, "gezien": seen}),
        ("actions:action_bulk", (), bulk | {"onderdeel": other.node.pk, "gezien": seen}),
        ("actions:action_bulk", (), bulk | {"fase": "dropped", "gezien": seen}),
        ("actions:matrix_edit", (), {"takes_part": "no", "seen": f"{other.action.pk}-{own.municipality.pk}:"}),
        ("actions:matrix_edit", (), {"takes_part": "no", "seen": f"{own.action.pk}-{other.municipality.pk}:"}),
        (
            "programmes:node_split",
            (own.node.pk,),
            {"code": "78", "title": "Deel", "goals": goal.pk, "actions": other.action.pk},
        ),
        ("programmes:adoption_list", (1,), {"pattern": "one_college", "acting": other.municipality.pk}),
    ):
        assert leader.post(address(name, *args), form).status_code in (200, 302, 409), name
    local = {"title": "Kaping", "phase": "not_started", "node": other.node.pk}
    leader.post(reverse("actions:local_action_create", args=[own.municipality.slug]), local)
    for model in (Action, OutlineNode, LocalAction):
        assert not model.objects.filter(title="Kaping").exists(), model
    assert not Goal.objects.filter(statement="Kaping").exists()
    assert not ActionMunicipality.objects.exists()
    assert not ActionUpdate.objects.filter(phase="dropped").exists()
    for thing in (other.action, own.action, goal):
        node, programme = thing.node_id, thing.programme_id
        thing.refresh_from_db()
        assert (thing.node_id, thing.programme_id) == (node, programme)


def test_officer_answers_for_no_other_municipality(world, sign_in):
    own, client = world.own, sign_in("municipal")
    seen = f"{own.action.pk}-{own.neighbour.pk}: {own.action.pk}-{own.municipality.pk}:"
    client.post(address("actions:matrix_edit"), {"takes_part": "yes", "seen": seen})
    assert [row.municipality for row in ActionMunicipality.objects.all()] == [own.municipality]
    theirs = factories.LocalActionFactory(municipality=own.neighbour, title="Van de buren")
    for slug in (own.municipality.slug, own.neighbour.slug):
        url = reverse("actions:local_action_update", args=[slug, theirs.pk])
        assert client.post(url, {"title": "Kaping", "phase": "dropped"}).status_code in (403, 404)


def test_pages_sent_twice_make_one_of_everything(world, leader):
    own = world.own
    post_twice(leader, address("programmes:goal_create"), {"statement": "Doel"})
    assert Goal.objects.filter(statement="Doel").count() == 1
    post_twice(leader, address("actions:initiative_create"), {"title": "Idee"})
    assert Initiative.objects.filter(title="Idee").count() == 1
    local = {"title": "Lokaal", "phase": "not_started"}
    post_twice(leader, reverse("actions:local_action_create", args=[own.municipality.slug]), local)
    assert LocalAction.objects.filter(title="Lokaal").count() == 1
    for _time in range(2):
        file = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan")
        leader.post(address("actions:action_file_create", own.action.pk), {"upload": file, "title": "Plan"})
    assert own.action.files.filter(title="Plan").count() == 1


@pytest.mark.parametrize("seen", MADE_UP)
def test_what_a_colleague_changed_is_not_deleted_blindly(world, leader, seen):
    own = world.own
    for model, name, args in (
        (ProgrammeChapter, "chapter", ("programma", own.document["chapter"])),
        (Consultation, "consultation", (own.document["consultation"],)),
        (PolicyFrame, "policy_frame", (own.document["policy_frame"],)),
    ):
        rows = model.objects.filter(pk=own.document[name])
        rows.update(version=3)
        url = address(f"programmes:{name}_delete", *args)
        assert leader.post(url, {"seen_version": seen}).status_code == 302
        assert rows.exists(), name
        leader.post(url, {"seen_version": 3})
        assert not rows.exists(), name


def test_numbers_and_words_that_no_database_holds_are_no_error_of_ours(world, leader):
    own = world.own
    list_url = address("actions:action_list")
    assert leader.get(list_url, {"zoek": "x" * 60_000}).status_code == 200
    bulk = {"actie": own.action.pk, "fase": "finished", "halfjaar": "2021-H1", "toepassen": "", "gezien": f"{HUGE}.1"}
    assert leader.post(address("actions:action_bulk"), bulk).status_code == 200
    waiting = ActionImport.objects.get(programme=own.node.programme)
    preview = address("actions:import_preview", waiting.pk)
    for row in ("3", "٣", "3:", "99999999:x", HUGE):
        assert leader.post(preview, {"take": row, "archive": HUGE, "conflict": f"{row}:title"}).status_code == 200, row
    waiting.refresh_from_db()
    assert waiting.applied_at is None


@pytest.mark.parametrize("half_year", ["2021-H2", "2099-H1", "1999-H1", "x", "2021-H1 "])
def test_workbook_about_another_half_year(world, leader, half_year):
    """The hidden sheet was changed: no half year that is still to come, and no page of ours that breaks."""
    book = openpyxl.load_workbook(io.BytesIO(leader.get(address("actions:export")).getvalue()))
    for row in (row for sheet in book for row in sheet.iter_rows() if row[0].value == "halfjaar"):
        row[1].value = half_year
    changed = io.BytesIO()
    book.save(changed)
    answer = leader.post(address("actions:import"), {"upload": SimpleUploadedFile("acties.xlsx", changed.getvalue())})
    if half_year.startswith("2021"):  # the half year that runs may be filled in
        assert leader.get(answer["Location"]).status_code == 200
    else:
        assert reading.OTHER_HALF_YEAR in answer.context["form"].errors["upload"]


def test_question_sent_twice_is_one_question(world, leader):
    action = world.own.action
    url = f"{address('actions:puller_request_create')}?trekker={action.puller_id}&halfjaar=2021-H1"
    before = PullerRequest.objects.count()
    post_twice(leader, url, {"chosen": action.pk, "nonce": "k" * 43, "valid_to": "1-8-2021"})
    assert PullerRequest.objects.count() == before + 1
