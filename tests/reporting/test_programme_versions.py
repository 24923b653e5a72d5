from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ghnt.documents.sealing import canonical_json, fingerprint
from programmes.adoption import adopted_version
from programmes.models import (
    ProgrammeDocumentKind,
    ProgrammeEvent,
    ProgrammeRendering,
    ProgrammeVersion,
    VersionEventKind,
    VersionState,
)
from reporting.programme_document import rendering, versions
from reporting.programme_document.content import Selection, read_content, read_marks
from reporting.programme_document.states import states_of
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_july")]

TODAY = date(2021, 7, 12)


@pytest.fixture
def user():
    return factories.UserFactory(name="Marit Hoekzema")


@pytest.fixture
def node():
    return factories.OutlineNodeFactory(code="1", title="Eerder in beeld")


@pytest.fixture
def programme(node):
    return node.programme


@pytest.fixture
def version(programme, user):
    return versions.make_version(programme=programme, note="  Voor de raden ", by=user)


def state_of(version):
    return states_of(version.programme.versions.prefetch_related("events"))[version.pk]


def adopt(version, user, on=TODAY, basis="Besluit van de stuurgroep"):
    return versions.adopt(version=version, date=on, basis=basis, by=user)


def test_make_version_seals_what_the_programme_says(version):
    assert (version.number, version.note, version.by_name) == (1, "Voor de raden", "Marit Hoekzema")
    assert read_content(version.content).nodes[0].title == "Eerder in beeld"
    assert version.content == canonical_json(read_content(version.content))
    assert version.sha256 == fingerprint(version.content)
    assert state_of(version) == VersionState.CONCEPT


def test_make_version_is_not_touched_by_a_later_change(version, node):
    node.title = "Anders"
    node.save()
    assert read_content(ProgrammeVersion.objects.get().content).nodes[0].title == "Eerder in beeld"


def test_make_version_without_a_change_is_refused(version, programme, user):
    with pytest.raises(ValidationError) as refusal:
        versions.make_version(programme=programme, note="Nog eens", by=user)
    assert refusal.value.messages == ["Er is niets veranderd sinds versie 1. Een nieuwe versie is niet nodig."]
    assert ProgrammeVersion.objects.count() == 1


def test_make_version_counts_on_per_programme(version, node, user):
    factories.ActionFactory(node=node)
    assert versions.make_version(programme=node.programme, note="", by=user).number == 2
    other = factories.OutlineNodeFactory().programme
    assert versions.make_version(programme=other, note="", by=user).number == 1


def test_make_version_asks_for_its_pdf(version):
    job = ProgrammeRendering.objects.get()
    assert (job.version, job.kind, job.selection) == (version, "programme", canonical_json(Selection()))
    assert read_marks(job.marks).is_concept


def test_treat_and_withdraw_go_to_and_fro(version, user):
    versions.treat(version=version, by=user)
    assert state_of(version) == VersionState.TREATED
    versions.withdraw(version=version, by=user)
    assert state_of(version) == VersionState.CONCEPT
    assert list(version.events.values_list("kind", "date", "by_name")) == [
        ("treated", TODAY, "Marit Hoekzema"),
        ("withdrawn", TODAY, "Marit Hoekzema"),
    ]


def test_treat_twice_is_refused(version, user):
    versions.treat(version=version, by=user)
    with pytest.raises(ValidationError, match="al in behandeling"):
        versions.treat(version=version, by=user)
    assert version.events.count() == 1


def test_withdraw_of_a_concept_is_refused(version, user):
    with pytest.raises(ValidationError, match="een concept"):
        versions.withdraw(version=version, by=user)


def test_adopt_notes_date_and_basis_and_draws_the_pdf_anew(version, user):
    event = adopt(version, user, on=date(2021, 7, 1))
    assert (event.date, event.basis, event.kind) == (date(2021, 7, 1), "Besluit van de stuurgroep", "adopted")
    assert state_of(version) == VersionState.ADOPTED
    assert adopted_version(version.programme) == version
    jobs = ProgrammeRendering.objects.all()
    assert [read_marks(job.marks).adopted_on for job in jobs] == ["2021-07-01"]  # the waiting concept was dropped


def test_adopt_draws_the_pdf_anew_of_a_version_whose_events_were_read_before(version, user):
    read = ProgrammeVersion.objects.prefetch_related("events").get(pk=version.pk)
    assert not read.events.all()
    adopt(read, user, on=date(2021, 7, 1))
    jobs = ProgrammeRendering.objects.all()
    assert [read_marks(job.marks).adopted_on for job in jobs] == ["2021-07-01"]


def test_adopt_twice_makes_one_event(version, user):
    adopt(version, user)
    with pytest.raises(ValidationError, match="al vastgesteld"):
        adopt(version, user)
    assert ProgrammeEvent.objects.filter(kind=VersionEventKind.ADOPTED).count() == 1


@pytest.mark.parametrize(
    ("on", "basis", "field"),
    [
        (date(2021, 7, 13), "Besluit", "date"),
        (date(2016, 12, 31), "Besluit", "date"),
        (TODAY, "  ", "basis"),
    ],
)
def test_adopt_refuses_a_date_to_come_a_slip_and_no_basis(version, user, on, basis, field):
    with pytest.raises(ValidationError) as refusal:
        adopt(version, user, on=on, basis=basis)
    assert list(refusal.value.message_dict) == [field]
    assert not version.events.exists()


def test_adopt_may_be_before_the_programme_begins(version, user):
    assert adopt(version, user, on=date(2018, 12, 3)).date == date(2018, 12, 3)


def test_adopt_of_a_new_version_replaces_the_old_one(version, node, user):
    adopt(version, user, on=date(2021, 7, 1))
    factories.ActionFactory(node=node)
    second = versions.make_version(programme=node.programme, note="", by=user)
    with pytest.raises(ValidationError, match="Versie 1 is vastgesteld op 1 juli 2021"):
        adopt(second, user, on=date(2021, 6, 30))
    adopt(second, user, on=date(2021, 7, 1))
    assert (state_of(version), state_of(second)) == (VersionState.REPLACED, VersionState.ADOPTED)
    assert adopted_version(node.programme) == second


def test_adopt_of_an_older_version_is_refused(version, node, user):
    factories.ActionFactory(node=node)
    adopt(versions.make_version(programme=node.programme, note="", by=user), user)
    with pytest.raises(ValidationError, match="Versie 2 is al vastgesteld"):
        adopt(version, user)
    assert state_of(version) == VersionState.CONCEPT


def test_missing_municipal_acts_do_not_stand_in_the_way(version, user):
    factories.AdoptionFactory(programme_version=version)
    assert adopt(version, user).pk


def ask(version, selection):
    marks = rendering.marks_of(version)
    return rendering.request_rendering(version, marks, kind=ProgrammeDocumentKind.PLAN, selection=selection)


def test_plan_has_one_job_per_choice(version):
    first, again = ask(version, Selection(2021, "1")), ask(version, Selection(2021, "1"))
    assert first == again
    assert ask(version, Selection(2021)) != first
    assert first.selection == '{"line":"1","year":2021}'


def test_plan_that_failed_is_put_back_in_the_row(version):
    job = ask(version, Selection(2021))
    job.claim()
    job.fail("Het lukte niet.")
    assert ask(version, Selection(2021)).pk == job.pk
    job.refresh_from_db()
    assert job.state == "waiting"


def test_plan_for_a_concept_is_not_that_of_the_adopted_version(version, user):
    ask(version, Selection(2021))
    adopt(version, user)
    version.refresh_from_db()
    assert rendering.rendering_of(version, kind=ProgrammeDocumentKind.PLAN, selection=Selection(2021)) is None
