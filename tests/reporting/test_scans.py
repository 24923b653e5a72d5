"""Scans: rounds, filling in, versions, results and points for improvement."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions.models import ActionMunicipality, LocalAction, Phase
from ghnt import clock
from ghnt.documents.sealing import fingerprint
from ghnt.notices.models import Notice
from ghnt.periods import HalfYear
from ghnt.site.scans_waiting import scans_to_fill, scans_to_repeat
from ghnt.ui.editing import EditConflictError
from regions.models import Role
from regions.rights import rights_of
from reporting.collecting.scans import scans_of
from reporting.models import FilledBy, ImprovementPoint, Scan, ScanVersion
from reporting.scans import editing, improving, rounds
from reporting.scans.comparing import compare
from reporting.scans.filling import RowsChangedError, RowValues, finish_scan, made_scan, reopen_scan, save_rows
from reporting.scans.reading import read_list
from reporting.scans.results import results_of
from reporting.scans.sealing import read_content
from reporting.scans.standing import who_is_where
from reporting.scans.states import WHEN, ScanState, Stage, Verb, may, stage_of
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)
VALUES = rounds.RoundValues(date(2021, 6, 1), date(2021, 8, 1), date(2021, 6, 1), date(2022, 6, 1))


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.standing_at(TODAY):
        yield


@pytest.fixture
def region():
    return factories.RegionFactory(name="Eigen", slug="eigen")


@pytest.fixture
def members(region):
    names = ("Adorp", "Bedum", "Cothen")
    return [
        factories.RegionMembershipFactory(
            target=region, municipality__name=name, municipality__slug=name.lower()
        ).municipality
        for name in names
    ]


@pytest.fixture
def scan_list():
    return factories.ScanListFactory.with_statements(themes=2, each=2)


@pytest.fixture
def leader(region):
    user = factories.UserFactory(name="Lies Leider")
    factories.RoleAssignmentFactory(user=user, role=Role.LEADER, region=region)
    return user


@pytest.fixture
def round(region, members, scan_list, leader):
    return rounds.start_round(region=region, scan_list=scan_list, values=VALUES, by=leader)


def fill(round, municipality, scores, by=None):
    """Score the statements in order; None is not applicable."""
    statements = read_list(round.list).statements
    rows = [RowValues(one, score, score is None, "", "", None) for one, score in zip(statements, scores, strict=True)]
    save_rows(round=round, municipality=municipality, rows=rows, by=by)
    return made_scan(round=round, municipality=municipality)


def done(round, municipality, scores, by):
    scan = fill(round, municipality, scores, by)
    finish_scan(scan=scan, filled_with="", seen=scan.version, by=by)
    scan.refresh_from_db()
    return scan


def test_round_started_twice_stands_once(region, scan_list, round, leader):
    again = rounds.start_round(region=region, scan_list=scan_list, values=VALUES, by=leader)
    assert again == round


def test_round_of_the_list_of_another_region_is_refused(region, leader):
    foreign = factories.ScanListFactory.with_statements(region=factories.RegionFactory())
    with pytest.raises(ValidationError):
        rounds.start_round(region=region, scan_list=foreign, values=VALUES, by=leader)


def test_round_tells_each_officer(region, members, scan_list, leader):
    officer = factories.UserFactory()
    factories.RoleAssignmentFactory(user=officer, role=Role.MUNICIPAL, municipality=members[0])
    rounds.start_round(region=region, scan_list=scan_list, values=VALUES, by=leader)
    notice = Notice.objects.get(user=officer)
    assert notice.expected == f"{scan_list} invullen voor Adorp"
    assert notice.due == date(2021, 8, 1)
    assert not Notice.objects.filter(user=leader).exists()


def test_repeat_is_linked_and_made_once_with_the_newest_version(round, leader):
    newest = editing.copy_list(source=round.list)
    made = rounds.repeat_round(round=round, by=leader)
    assert (made.previous, made.list, made.opens, made.due) == (round, newest, TODAY, date(2021, 9, 11))
    assert made.repeat_on == date(2022, 7, 12)
    assert rounds.repeat_round(round=round, by=leader) == made


def test_who_is_where_counts_states_and_who_is_late(round, members, leader):
    done(round, members[0], (4, 4, 1, None), leader)
    fill(round, members[1], (2, 3, 3, 3), leader)
    standing = who_is_where(round, on=date(2021, 8, 1))
    assert [(row.name, row.state, row.filled, row.is_late) for row in standing.rows] == [
        ("Adorp", ScanState.DONE, 4, False),
        ("Bedum", ScanState.BUSY, 4, True),
        ("Cothen", ScanState.NOT_STARTED, 0, True),
    ]
    assert standing.sentence == "Van 3 gemeenten: 1 klaar, 1 bezig en 1 niet begonnen."


def test_row_that_a_colleague_saved_is_not_overwritten(round, members, leader):
    scan = fill(round, members[0], (1, 2, 3, 4), leader)
    statement = read_list(round.list).statements[0]
    mine = RowValues(statement, 3, False, "Mijn tekst", "", 0)
    stored = scan.scores.get(statement=statement)
    save_rows(
        round=round,
        municipality=members[0],
        rows=[RowValues(statement, 2, False, "Van een collega", "", stored.version)],
        by=leader,
    )
    with pytest.raises(RowsChangedError) as lost:
        save_rows(round=round, municipality=members[0], rows=[mine], by=leader)
    assert lost.value.current[statement.pk].explanation == "Van een collega"
    assert scan.scores.get(statement=statement).explanation == "Van een collega"


def test_statement_of_another_list_is_refused(round, members, leader):
    other = read_list(factories.ScanListFactory.with_statements()).statements[0]
    rows = [RowValues(other, 1, False, "", "", None)]
    with pytest.raises(ValidationError, match="hoort niet"):
        save_rows(round=round, municipality=members[0], rows=rows, by=leader)


def test_unanswered_scan_cannot_be_finished(round, members, leader):
    statement = read_list(round.list).statements[0]
    save_rows(round=round, municipality=members[0], rows=[RowValues(statement, 1, False, "", "", None)], by=leader)
    scan = made_scan(round=round, municipality=members[0])
    with pytest.raises(ValidationError, match="3 stellingen hebben geen antwoord"):
        finish_scan(scan=scan, filled_with="", seen=scan.version, by=leader)
    assert not ScanVersion.objects.exists()


def test_finished_scan_is_sealed_and_opens_again_with_a_reason(round, members, leader):
    scan = done(round, members[0], (4, 3, None, 1), leader)
    first = scan.versions.get()
    assert first.sha256 == fingerprint(first.content)
    assert [row.score for row in read_content(first.content).rows] == [4, 3, None, 1]
    with pytest.raises(ValidationError, match="klaar"):
        fill(round, members[0], (1, 1, 1, 1), leader)
    with pytest.raises(ValidationError):
        reopen_scan(scan=scan, reason=" ", seen=scan.version)
    reopen_scan(scan=scan, reason="Eén score klopte niet.", seen=scan.version)
    scan.refresh_from_db()
    finish_scan(scan=scan, filled_with="Team", seen=scan.version, by=leader)
    second = read_content(scan.versions.get(number=2).content)
    assert (second.reason, second.filled_with) == ("Eén score klopte niet.", "Team")


def test_finishing_twice_makes_one_version(round, members, leader):
    scan = done(round, members[0], (4, 3, 2, 1), leader)
    finish_scan(scan=scan, filled_with="", seen=scan.version, by=leader)
    assert scan.versions.count() == 1


def test_finishing_with_an_old_version_is_a_conflict(round, members, leader):
    scan = fill(round, members[0], (4, 3, 2, 1), leader)
    with pytest.raises(EditConflictError):
        finish_scan(scan=scan, filled_with="", seen=scan.version + 1, by=leader)


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("verb", list(Verb))
def test_every_verb_at_every_stage(stage, verb):
    assert getattr(may(stage, writes=True), verb) == (stage in WHEN[verb])
    assert getattr(may(stage, writes=False), verb) is False


def test_stage_follows_round_and_scan(round, members, leader):
    assert stage_of(round, None, on=date(2021, 5, 31)) == Stage.COMING
    assert stage_of(round, None, on=TODAY) == Stage.OPEN
    rounds.close_round(round=round, closed=True)
    round.refresh_from_db()
    assert stage_of(round, None, on=TODAY) == Stage.CLOSED
    assert stage_of(round, Scan(finished_at=clock.now()), on=TODAY) == Stage.DONE


def test_results_count_words_of_finished_scans_only(round, members, leader):
    done(round, members[0], (4, 3, 2, None), leader)
    fill(round, members[1], (1, 1, 1, 1), leader)
    results = results_of(round)
    assert [theme.lines[0].spread.counts for theme in results.themes] == [(0, 0, 1, 1), (0, 1, 0, 0)]
    assert results.themes[0].sentence(results.steps, results.noun) == "1 van 2 antwoorden op ‘op orde’"


def test_results_outside_wait_for_three_municipalities(round, members, leader):
    for member in members[:2]:
        done(round, member, (4, 4, 4, 4), leader)
    assert results_of(round, outside=True).hidden
    assert not results_of(round, outside=True).themes
    done(round, members[2], (4, 4, 4, 4), leader)
    assert results_of(round, outside=True).themes


def test_results_lay_the_round_before_beside_this_one(round, members, leader):
    done(round, members[0], (1, 1, 1, 1), leader)
    again = rounds.repeat_round(round=round, by=leader)
    done(again, members[0], (4, 4, 4, 4), leader)
    lines = results_of(again).themes[0].lines
    assert [line.spread.counts for line in lines] == [(0, 0, 0, 2), (2, 0, 0, 0)]


def test_comparison_says_every_answer_in_words(round, members, leader):
    done(round, members[0], (4, None, 2, 1), leader)
    done(round, members[1], (1, 1, 1, 1), leader)
    found = compare(round)
    assert found.municipalities == ("Adorp", "Bedum")
    assert [word.label for _, word in found.themes[0].rows[1].cells] == ["Niet van toepassing", "Niet geregeld"]


@pytest.fixture
def point(round, members, leader):
    scan = done(round, members[0], (1, 4, 4, 4), leader)
    statement = read_list(round.list).statements[0]
    scan.round = round
    return improving.note_point(scan=scan, statement=statement, text="", by=leader)


def test_point_noted_twice_stands_once(point, leader):
    scan = point.scan
    assert improving.note_point(scan=scan, statement=point.statement, text="", by=leader) == point
    assert scan.points.count() == 1


def test_point_becomes_one_local_action(point):
    made = improving.take_up_locally(point=point)
    assert improving.take_up_locally(point=point) == made
    assert LocalAction.objects.count() == 1
    assert (made.municipality.name, made.title) == ("Adorp", point.text)
    assert "2021" in made.occasion


def test_point_becomes_one_action_of_the_region(point, region, leader):
    node = factories.OutlineNodeFactory(programme__region=region)
    made = improving.take_up_regionally(point=point, node=node, by=leader)
    assert improving.take_up_regionally(point=point, node=node, by=leader) == made
    assert node.actions.count() == 1
    with pytest.raises(ValidationError, match="al opgepakt"):
        improving.take_up_locally(point=point)


def test_point_of_a_foreign_node_is_refused(point, leader):
    with pytest.raises(ValidationError):
        improving.take_up_regionally(point=point, node=factories.OutlineNodeFactory(), by=leader)


def test_point_in_the_row_of_the_municipality_keeps_what_stood_there(point, region, members):
    action = factories.ActionFactory(node=factories.OutlineNodeFactory(programme__region=region))
    ActionMunicipality.objects.create(action=action, municipality=members[0], elaboration="Wij doen mee.")
    improving.join_action(point=point, action=action)
    improving.join_action(point=point, action=action)
    row = ActionMunicipality.objects.get(action=action, municipality=members[0])
    assert row.elaboration.startswith("Wij doen mee.\n\n")
    assert row.elaboration.count(point.text) == 1


def test_point_says_the_phase_of_its_action(point):
    local = improving.take_up_locally(point=point)
    local.phase = Phase.FINISHED
    local.save()
    line = improving.point_lines(list(ImprovementPoint.objects.all()), None)[0]
    assert (line.state.label, line.taken_up_by) == ("Afgerond", f"lokale actie {local.title}")


def test_point_of_a_removed_action_is_open_again(point):
    local = improving.take_up_locally(point=point)
    local.removed_at = clock.now()
    local.save()
    assert improving.point_lines(list(ImprovementPoint.objects.all()), None)[0].is_open
    assert improving.take_up_locally(point=point) != local


def test_list_in_use_does_not_change(round):
    with pytest.raises(ValidationError, match="verandert niet meer"):
        editing.add_theme(scan_list=round.list, title="Nieuw", seen=round.list.version)


def test_list_copied_keeps_keys(scan_list, round):
    copy = editing.copy_list(source=scan_list)
    assert copy.number == 2
    assert [one.key for one in read_list(copy).statements] == [one.key for one in read_list(scan_list).statements]
    assert editing.copy_list(source=scan_list) == copy


def test_list_needs_a_scale_of_two_to_five_words():
    with pytest.raises(ValidationError, match="elk op een eigen regel"):
        editing.ListDraft("Lijst", "self_scan", "region", "Eén woord").refuse_unclear()


def test_officer_and_leader_have_their_tasks(region, members, round, leader):
    officer = factories.UserFactory()
    factories.RoleAssignmentFactory(user=officer, role=Role.MUNICIPAL, municipality=members[1])
    tasks = list(scans_to_fill(rights_of(officer, on=TODAY), on=TODAY))
    assert [(task.title, task.due) for task in tasks] == [(f"{round} invullen, Bedum", date(2021, 8, 1))]
    assert list(scans_to_fill(rights_of(leader, on=TODAY), on=TODAY)) == []
    done(round, members[1], (1, 1, 1, 1), leader)
    assert list(scans_to_fill(rights_of(officer, on=TODAY), on=TODAY)) == []
    later = date(2022, 5, 20)
    assert [task.title for task in scans_to_repeat(rights_of(leader, on=later), on=later)] == [
        f"Scan herhalen: {round}"
    ]


def test_report_tells_counts_and_points_without_names(round, members, leader, point):
    for member in members[1:]:
        done(round, member, (4, 4, 4, 4), leader)
    improving.take_up_locally(point=point)
    facts = scans_of(round.region, HalfYear(2021, 1))
    told = facts.scans[0]
    assert (told.finished, told.asked, told.is_protected) == (3, 3, False)
    assert [theme.counts for theme in told.themes] == [(1, 0, 0, 5), (0, 0, 0, 6)]
    assert facts.points[0].taken_up == "een lokale actie van een gemeente"
    assert "Adorp" not in str(facts)


def test_report_hides_the_outcome_of_two_municipalities(round, members, leader):
    for member in members[:2]:
        done(round, member, (4, 4, 4, 4), leader)
    told = scans_of(round.region, HalfYear(2021, 1)).scans[0]
    assert (told.finished, told.is_protected, told.themes) == (2, True, ())


def test_report_tells_no_point_of_the_only_municipality_nor_of_an_unfinished_scan(round, members, leader, point):
    assert scans_of(round.region, HalfYear(2021, 1)).points == ()
    for member in members[1:]:
        done(round, member, (4, 4, 4, 4), leader)
    fourth = factories.RegionMembershipFactory(target=round.region).municipality
    started = made_scan(round=round, municipality=fourth)
    improving.note_point(scan=started, statement=point.statement, text="Nog niet af", by=leader)
    assert len(scans_of(round.region, HalfYear(2021, 1)).points) == 1


def test_report_without_a_scan_in_the_half_year_says_nothing(round):
    assert scans_of(round.region, HalfYear(2020, 1)) is None


def test_round_page_reads_as_many_rows_in_as_many_queries(
    client, region, members, round, leader, django_assert_num_queries
):
    client.force_login(leader)
    url = round.get_absolute_url()
    done(round, members[0], (1, 1, 1, 1), leader)
    client.get(url)
    with django_assert_num_queries(15):
        client.get(url)
    for member in members[1:]:
        scan = done(round, member, (1, 2, 3, 4), leader)
        scan.round = round
        improving.note_point(scan=scan, statement=None, text="Beter samenwerken", by=leader)
    points = ImprovementPoint.objects.all()
    improving.take_up_locally(point=points[0])
    with django_assert_num_queries(15):
        client.get(url)


def test_theme_page_keeps_both_texts_of_a_race(client, round, members, leader):
    client.force_login(leader)
    theme = read_list(round.list).themes[0]
    statement = theme.statements[0]
    url = reverse("reporting:municipal_scan_theme", args=["adorp", round.pk, theme.theme.key])
    name = f"s{statement.pk}"
    sent = {f"{name}-explanation": "Van een collega", f"{name}-evidence": "", f"{name}-answer": "2"}
    assert client.post(url, sent).status_code == 302
    answer = client.post(url, sent | {f"{name}-explanation": "Mijn tekst", f"{name}-shown": "oud"})
    assert answer.status_code == 409
    assert "Van een collega" in answer.content.decode()
    assert "Mijn tekst" in answer.content.decode()


def test_row_saved_by_itself_answers_with_its_version(client, round, members, leader):
    client.force_login(leader)
    theme = read_list(round.list).themes[0]
    statement = theme.statements[0]
    url = reverse("reporting:municipal_scan_statement", args=["adorp", round.pk, theme.theme.key, statement.pk])
    name = f"s{statement.pk}"
    sent = {f"{name}-explanation": "", f"{name}-evidence": "", f"{name}-answer": "nvt"}
    answer = client.post(url, sent, headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert 'data-row-result="saved"' in answer.content.decode()
    assert Scan.objects.get().scores.get().not_applicable


def test_national_reader_sees_no_municipality(client, round, members, leader):
    for member in members:
        done(round, member, (4, 4, 4, 1), leader)
    national = factories.UserFactory()
    factories.RoleAssignmentFactory(user=national, role=Role.NATIONAL)
    client.force_login(national)
    page = client.get(round.get_absolute_url()).content.decode()
    assert "5 van 6 antwoorden op" in page or "6 van 6 antwoorden op" in page
    assert "Adorp" not in page
    assert client.get(reverse("reporting:scan_comparison", args=["eigen", round.pk])).status_code == 403
    assert client.get(reverse("reporting:municipal_scan", args=["adorp", round.pk])).status_code == 404


def test_scan_of_the_region_is_filled_in_under_the_region(client, region, leader):
    own = factories.ScanListFactory.with_statements(filled_by=FilledBy.REGION)
    round = rounds.start_round(region=region, scan_list=own, values=VALUES, by=leader)
    client.force_login(leader)
    page = client.get(reverse("reporting:region_scan", args=["eigen", round.pk]))
    assert page.status_code == 200
    done(round, None, (4, 4), leader)
    assert results_of(round, outside=True).themes


def test_scan_list_names_the_newest_round_first(client, region, round, members, leader):
    done(round, members[0], (1, 1, 1, 1), leader)
    again = rounds.repeat_round(round=round, by=leader)
    client.force_login(leader)
    page = client.get(reverse("reporting:scan_list", args=["eigen"])).content.decode()
    assert page.index(again.get_absolute_url()) < page.index(round.get_absolute_url())
    assert "1 gemeente klaar" in page
    assert "is herhaald" in page
