"""Rounds as the national team asks them, and what everybody sees of them."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from actions.models import DisclosedHalfYear
from ghnt import clock
from ghnt.notices.models import Notice
from ghnt.periods import HalfYear
from regions.rights import rights_of
from reporting import workflow
from reporting.due import due_for
from reporting.models import DueExtension, QuestionSet, Report, ReportRound
from reporting.round_changes import extend_due, start_own
from reporting.round_overview import Stage, overview_of
from reporting.states import LATE, ReportState, marks_beside, state_of
from tests import factories
from tests.world import PREVIOUS, TODAY, fill_in

ROUNDS, NEW = "/landelijk/rondes/", "/landelijk/rondes/nieuw/"


def text(response) -> str:
    return response.content.decode()


def _form(world, **changes):
    return {
        "kind": "regular",
        "programme": world.report_round.programme_id,
        "half_year": "2e halfjaar 2021",
        "scope": "full",
        "regions": "alle",
        "opens": "15-12-2021",
        "due": "16 maart 2022",
        "reaction_due": "1 mei 2022",
        "question_set": world.report_round.question_set_id,
        "explanation": "Let op de **bouwstenen**.",
        "seen_version": "0",
    } | changes


def _coming(**values) -> ReportRound:
    """A round that did not open yet."""
    return factories.ReportRoundFactory(
        half_year=HalfYear(2021, 2), opens=date(2021, 12, 15), due=date(2022, 3, 16), **values
    )


def test_round_list_is_read_by_regions_and_written_by_the_national_team(as_role, world):
    assert "Ronde toevoegen" not in text(as_role("leader").get(ROUNDS))
    assert "Ronde toevoegen" in text(as_role("national").get(ROUNDS))
    assert as_role("administrator").get(ROUNDS).status_code == 404


def test_round_list_leaves_a_regions_own_report_out(as_role, world):
    own = factories.OwnRoundFactory(owner=world.own.region)
    assert "Eigen rapportage" not in text(as_role("national").get(ROUNDS))
    assert as_role("national").get(f"{ROUNDS}{own.code}/").status_code == 404


def test_round_create_makes_a_regular_round(as_role, world):
    response = as_role("national").post(NEW, _form(world))
    made = ReportRound.objects.get(half_year=HalfYear(2021, 2))
    assert response.url == made.get_absolute_url()
    assert (made.code, made.opens, made.due) == ("2021-H2", date(2021, 12, 15), date(2022, 3, 16))
    assert (made.kind, made.is_for_all, made.reaction_due) == ("regular", True, date(2022, 5, 1))


def test_round_create_makes_an_extra_round_about_chosen_blocks_and_regions(as_role, world):
    block = world.own.node.blocks.first() or factories.BuildingBlockFactory(programme=world.report_round.programme)
    entry = factories.CatalogueEntryFactory(edition__programme=world.report_round.programme, block=block, line=None)
    changes = {
        "kind": "extra",
        "name": "Jeugd & gezin",
        "half_year": "2021-H1",
        "scope": "chosen",
        "blocks": [block.pk],
        "regions": "gekozen",
        "invited": [world.own.region.pk],
    }
    response = as_role("national").post(NEW, _form(world, **changes))
    assert response.status_code == 302, response.context["form"].errors
    made = ReportRound.objects.get(kind="extra")
    assert (made.code, str(made)) == ("jeugd-gezin-2021-H1", "Jeugd & gezin, 1e halfjaar 2021")
    assert (list(made.blocks.all()), list(made.invited.all()), made.is_for_all) == ([block], [world.own.region], False)
    assert entry.title in text(as_role("national").get(made.get_absolute_url()))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"half_year": "3e halfjaar 2021"}, "is geen halfjaar"),
        ({"half_year": "2021-H3"}, "is geen halfjaar"),
        ({"half_year": ""}, "Vul een halfjaar in"),
        ({"half_year": "1e halfjaar 2021"}, "Voor dit halfjaar bestaat al een ronde."),
        ({"due": "14-12-2021"}, "De inleverdatum ligt niet na de openingsdatum."),
        ({"reaction_due": "1-3-2022"}, "De reactiedatum ligt vóór de inleverdatum, 16 maart 2022."),
        ({"opens": "31-2-2021"}, "Vul een datum in, bijvoorbeeld"),
        ({"kind": "extra"}, "Geef de extra uitvraag een naam."),
        ({"kind": "own", "name": "Van ons"}, "Kies"),
        ({"scope": "chosen"}, "Kies minstens één bouwsteen of thema"),
        ({"regions": "gekozen"}, "Kies minstens één regio"),
        ({"regions": "gekozen", "invited": ["999999"]}, "Kies minstens één regio"),
    ],
)
def test_round_create_refuses_with_a_message(as_role, world, changes, message):
    before = ReportRound.objects.count()
    response = as_role("national").post(NEW, _form(world, **changes))
    assert response.status_code == 200
    assert message in text(response)
    assert ReportRound.objects.count() == before


def test_round_asks_no_list_without_questions(as_role, world):
    empty = QuestionSet.objects.create(number=90, name="Nog leeg")
    response = as_role("national").get(NEW)
    assert response.context["form"].initial["question_set"] != empty
    response = as_role("national").post(NEW, _form(world, question_set=empty.pk))
    assert "Deze vragenlijst heeft nog geen vragen." in text(response)
    assert not ReportRound.objects.filter(question_set=empty).exists()


def test_round_create_calls_nothing_optional_that_it_asks_for(as_role, world):
    page = text(as_role("national").get(NEW))
    assert page.count("(niet verplicht)") == 2  # the reaction date and the explanation
    refused = text(as_role("national").post(NEW, _form(world, half_year="3e halfjaar 2021")))
    assert "‘3e halfjaar 2021’ is geen halfjaar" in refused


@pytest.mark.parametrize(("role", "status"), [("leader", 403), ("adviser", 403), ("administrator", 404)])
def test_round_create_is_for_the_national_team(as_role, world, role, status):
    client, before = as_role(role), ReportRound.objects.count()
    assert client.get(NEW).status_code == status
    assert client.post(NEW, _form(world)).status_code == status
    assert ReportRound.objects.count() == before


def test_second_extra_round_of_the_same_name_gets_a_number(as_role, world):
    for _ in range(2):
        as_role("national").post(NEW, _form(world, kind="extra", name="Jeugd"))
    codes = ReportRound.objects.filter(kind="extra").order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["jeugd-2021-H2", "jeugd-2021-H2-2"]


def test_round_that_did_not_open_changes_in_everything(as_role, world):
    round_ = _coming()
    address = reverse("reporting:round_update", args=[round_.code])
    changes = {"half_year": "1e halfjaar 2022", "opens": "1-6-2022", "due": "1-9-2022", "reaction_due": ""}
    response = as_role("national").post(address, _form(world, **changes))
    round_.refresh_from_db()
    assert response.url == "/landelijk/rondes/2022-H1/"
    assert (round_.code, round_.opens, round_.reaction_due) == ("2022-H1", date(2022, 6, 1), None)


def test_round_update_loses_to_a_colleague_with_both_texts(as_role, world):
    round_ = _coming(explanation="Van een collega.")
    ReportRound.objects.filter(pk=round_.pk).update(version=1)
    address = reverse("reporting:round_update", args=[round_.code])
    response = as_role("national").post(address, _form(world))
    assert response.status_code == 409
    assert "Van een collega." in text(response)
    assert "Let op de **bouwstenen**." in text(response)


def test_open_round_keeps_what_it_asks(as_role, world):
    round_ = world.report_round
    address = reverse("reporting:round_update", args=[round_.code])
    form = {"due": "1-10-2021", "reaction_due": "1-11-2021", "explanation": "Nieuw.", "opens": "1-1-2030"}
    as_role("national").post(address, form | {"seen_version": "0", "scope": "chosen", "question_set": "9"})
    round_.refresh_from_db()
    assert (round_.due, round_.reaction_due, round_.explanation) == (date(2021, 10, 1), date(2021, 11, 1), "Nieuw.")
    assert (round_.opens, round_.scope, round_.version) == (date(2021, 6, 15), "full", 1)


def test_open_round_takes_no_earlier_due_date(as_role, world):
    address = reverse("reporting:round_update", args=[world.report_round.code])
    form = {"due": "14-9-2021", "reaction_due": "", "explanation": "", "seen_version": "0"}
    assert "de datum kan alleen later worden" in text(as_role("national").post(address, form))


def test_open_round_asks_more_regions_and_never_fewer(as_role, world):
    round_ = factories.ExtraRoundFactory(is_for_all=False)
    round_.invited.add(world.own.region)
    address = reverse("reporting:round_update", args=[round_.code])
    form = {"due": "15-9-2021", "explanation": "", "seen_version": "0", "more": [world.other.region.pk]}
    as_role("national").post(address, form)
    assert set(round_.invited.all()) == {world.own.region, world.other.region}


def test_round_is_asked_of_invited_regions_alone(as_role, world):
    round_ = factories.ExtraRoundFactory(is_for_all=False, opens=date(2021, 7, 1))
    address = f"/regio/eigen/rapportages/{round_.code}/"
    assert as_role("leader").get(address).status_code == 404
    round_.invited.add(world.own.region)
    assert as_role("leader").get(address).status_code == 200


# Everybody sees how far each region is.


def _stages(world, role, round_, on=TODAY):
    rights = rights_of(world.users[role], on=on)
    return {row.region.name: row.stage for row in overview_of(round_, rights, on=on).rows}


def test_overview_tells_every_stage(world):
    users, round_ = world.users, world.report_round
    names = ("Concept", "Ingediend", "Open", "Terug", "Klaar", "Heropend")
    reports = {name: factories.ReportFactory(region__name=name, round=round_) for name in names}
    for name in names[1:]:
        fill_in(reports[name])
        workflow.submit(report=reports[name], by=users["leader"])
    workflow.open_report(report=reports["Open"], by=users["national"])
    workflow.return_report(report=reports["Terug"], reasons={"samenvatting": "Kort."}, by=users["national"])
    for name in ("Klaar", "Heropend"):
        workflow.accept(report=reports[name], version_number=1, by=users["national"])
    workflow.reopen(report=reports["Heropend"], reason="Cijfers.", by=users["national"])
    factories.RegionFactory(name="Niets")
    expected = {
        "Eigen": Stage.DRAFT,
        "Ander": Stage.DRAFT,
        "Concept": Stage.DRAFT,
        "Ingediend": Stage.SUBMITTED,
        "Open": Stage.OPENED,
        "Terug": Stage.RETURNED,
        "Klaar": Stage.ACCEPTED,
        "Heropend": Stage.REOPENED,
        "Niets": Stage.NOT_STARTED,
    }
    assert _stages(world, "reader", round_) == expected
    late = _stages(world, "reader", round_, on=date(2021, 9, 15))
    assert late == expected | dict.fromkeys(("Eigen", "Ander", "Concept", "Niets"), Stage.LATE)


def test_overview_tells_who_is_not_asked_and_not_yet_due(world):
    round_ = _coming(is_for_all=False)
    round_.invited.add(world.own.region)
    assert _stages(world, "leader", round_) == {"Eigen": Stage.NOT_YET, "Ander": Stage.NOT_ASKED}


def test_round_detail_tells_everybody_but_links_to_the_own_region(as_role, world):
    address = world.report_round.get_absolute_url()
    for role, links in (("leader", ["Eigen"]), ("reader", []), ("national", [])):
        rows = as_role(role).get(address).context["page"].shown
        assert [row.region.name for row in rows] == ["Ander", "Eigen"]
        assert [row.region.name for row in rows if row.url] == links
    previous = ReportRound.objects.regular().get(half_year=PREVIOUS)
    rows = as_role("national").get(previous.get_absolute_url()).context["page"].shown
    assert [row.url for row in rows] == ["/regio/ander/rapportages/2020-H2/", "/regio/eigen/rapportages/2020-H2/"]


def test_round_detail_says_in_whose_hands_it_is(as_role, world):
    previous = ReportRound.objects.regular().get(half_year=PREVIOUS)
    with clock.standing_at(date(2021, 7, 24)):
        shown = text(as_role("reader").get(previous.get_absolute_url()))
    assert "bij het landelijk team sinds 12 dagen" in shown


def test_round_detail_filters_and_takes_no_made_up_stage(as_role, world):
    address = world.report_round.get_absolute_url()
    assert len(as_role("national").get(address, {"stand": "draft"}).context["page"].shown) == 2
    assert len(as_role("national").get(address, {"stand": "accepted"}).context["page"].shown) == 0
    assert len(as_role("national").get(address, {"stand": "nergens"}).context["page"].shown) == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_round_detail_takes_the_same_number_of_queries(as_role, world, rows, django_assert_num_queries):
    for _ in range(rows):
        report = factories.ReportFactory(round=world.report_round)
        fill_in(report)
        workflow.submit(report=report, by=world.users["leader"])
        factories.DueExtensionFactory(round=world.report_round)
    client = as_role("national")
    with django_assert_num_queries(10):
        client.get(world.report_round.get_absolute_url())


def test_round_workbook_has_the_same_rows(as_role, world):
    with clock.standing_at(TODAY):
        factories.DueExtensionFactory(round=world.report_round, region=world.other.region)
    response = as_role("leader").get(reverse("reporting:round_workbook", args=[world.report_round.code]))
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[:2] for row in rows] == [["Ander", "Concept"], ["Eigen", "Concept"]]
    assert (rows[0][2].date(), rows[0][3], rows[0][4]) == (date(2021, 9, 29), "ja", None)


def test_round_detail_of_an_unknown_code_does_not_exist(as_role, world):
    assert as_role("national").get(reverse("reporting:round_detail", args=["2031-H1"])).status_code == 404


# A later date for one region.


def test_extension_counts_everywhere_and_is_told(as_role, world):
    round_, region = world.report_round, world.own.region
    address = reverse("reporting:round_extend", args=[round_.code, region.slug])
    response = as_role("national").post(address, {"due": "29-9-2021", "reason": "De projectleider is ziek."})
    assert response.url == round_.get_absolute_url()
    assert due_for(round_, region) == date(2021, 9, 29)
    assert due_for(round_, world.other.region) == date(2021, 9, 15)
    assert marks_beside(None, due_for(round_, region), date(2021, 9, 20)) == ()
    assert marks_beside(None, due_for(round_, world.other.region), date(2021, 9, 20)) == (LATE,)
    told = Notice.objects.get(user=world.users["leader"], what__startswith="uitstel")
    assert (told.due, told.expected) == (date(2021, 9, 29), "Rapportage 1e halfjaar 2021 indienen (regio Eigen)")
    assert "29 september 2021" in text(as_role("leader").get("/"))
    assert "29 sep 2021" in text(as_role("leader").get("/regio/eigen/rapportages/"))


def test_extension_reason_is_for_the_region_and_the_national_team(as_role, world):
    factories.DueExtensionFactory(round=world.report_round, region=world.other.region, reason="Ziekte.")
    address = world.report_round.get_absolute_url()
    assert "Ziekte." in text(as_role("national").get(address))
    assert "Ziekte." not in text(as_role("leader").get(address))
    assert "29 sep 2021" in text(as_role("leader").get(address))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"due": "15-9-2021", "reason": "Ziek."}, "Kies een datum na die van de ronde, 15 september 2021."),
        ({"due": "", "reason": "Ziek."}, "Vul de nieuwe datum in"),
        ({"due": "29-9-2021", "reason": " "}, "Schrijf waarom de regio uitstel krijgt."),
    ],
)
def test_extension_is_refused_with_a_message(as_role, world, values, message):
    address = reverse("reporting:round_extend", args=[world.report_round.code, world.own.region.slug])
    assert message in text(as_role("national").post(address, values))
    assert not DueExtension.objects.exists()


def test_extension_ends_where_something_was_handed_in(world):
    fill_in(world.own.draft)
    workflow.submit(report=world.own.draft, by=world.users["leader"])
    given = {"round": world.report_round, "region": world.own.region, "due": date(2021, 9, 29), "reason": "Ziek."}
    with pytest.raises(ValidationError, match="De regio heeft al ingediend"):
        extend_due(**given, by=world.users["national"])
    workflow.withdraw(report=world.own.draft, by=world.users["leader"])
    assert extend_due(**given, by=world.users["national"]).due == date(2021, 9, 29)


def test_extension_is_for_regions_that_are_asked(as_role, world):
    round_ = factories.ExtraRoundFactory(is_for_all=False)
    address = reverse("reporting:round_extend", args=[round_.code, world.own.region.slug])
    assert as_role("national").get(address).status_code == 404


def test_last_extension_counts_and_a_later_round_overtakes_it(world):
    round_, region = world.report_round, world.own.region
    for day in (29, 22):
        factories.DueExtensionFactory(round=round_, region=region, due=date(2021, 9, day))
    assert due_for(round_, region) == date(2021, 9, 22)
    round_.due = date(2021, 10, 1)
    assert due_for(round_, region) == date(2021, 10, 1)


# A region's own report.


def test_own_report_is_begun_sealed_and_adopted_without_the_national_team(as_role, world):
    client = as_role("leader")
    response = client.post("/regio/eigen/rapportages/eigen/", {"half_year": "2021-H1", "due": "1-12-2021"})
    round_ = ReportRound.objects.get(code="eigen-eigen-2021-H1")
    assert response.url == f"/regio/eigen/rapportages/{round_.code}/"
    report = Report.objects.get(round=round_)
    assert (report.region, state_of(report)) == (world.own.region, ReportState.DRAFT)
    fill_in(report)
    version = workflow.submit(report=report, by=world.users["leader"])
    assert state_of(_fresh(report)) is ReportState.SEALED
    assert not DisclosedHalfYear.objects.filter(half_year=HalfYear(2021, 1)).exists()
    assert not Notice.objects.filter(what__contains="ingediend", key=f"report-submitted-{version.pk}").exists()
    workflow.adopt(report=report, body_name="Stuurgroep", date=TODAY, by=world.users["leader"])
    assert state_of(_fresh(report)) is ReportState.ADOPTED


def test_own_report_is_refused_to_the_national_team(world):
    report = start_own(
        region=world.own.region, half_year=HalfYear(2021, 1), due=date(2021, 12, 1), by=world.users["leader"]
    )
    fill_in(report)
    workflow.submit(report=report, by=world.users["leader"])
    for attempt in (
        lambda: workflow.accept(report=report, version_number=1, by=world.users["national"]),
        lambda: workflow.open_report(report=report, by=world.users["national"]),
        lambda: workflow.return_report(report=report, reasons={"samenvatting": "Kort."}, by=world.users["national"]),
    ):
        with pytest.raises(ValidationError, match="al verzegeld"):
            attempt()


def test_own_report_is_seen_from_sealing_on(as_role, world):
    report = start_own(
        region=world.own.region, half_year=HalfYear(2021, 1), due=date(2021, 12, 1), by=world.users["leader"]
    )
    address = f"/regio/eigen/rapportages/{report.round.code}/"
    assert as_role("municipal").get(address).status_code == 404
    fill_in(report)
    workflow.submit(report=report, by=world.users["leader"])
    assert as_role("municipal").get(f"{address}versies/1/").status_code == 200
    assert "Verzegeld" in text(as_role("municipal").get(f"{address}versies/1/"))


def test_own_report_comes_once_a_half_year(as_role, world):
    for _ in range(2):
        response = as_role("leader").post(
            "/regio/eigen/rapportages/eigen/", {"half_year": "2021-H1", "due": "1-12-2021"}
        )
    assert "Uw regio heeft voor dit halfjaar al een eigen rapportage." in text(response)
    assert ReportRound.objects.filter(kind="own", half_year=HalfYear(2021, 1)).count() == 1


def test_own_report_asks_the_last_questions_that_were_asked(world):
    QuestionSet.objects.create(number=99, name="In de maak")
    given = {"region": world.own.region, "half_year": HalfYear(2021, 1), "due": date(2021, 12, 1)}
    report = start_own(**given, by=world.users["leader"])
    assert report.round.question_set == world.report_round.question_set


def test_own_report_needs_a_programme(world):
    with pytest.raises(ValidationError, match="nog geen programma"):
        start_own(
            region=factories.RegionFactory(),
            half_year=HalfYear(2021, 1),
            due=date(2021, 12, 1),
            by=world.users["leader"],
        )


def test_own_round_of_another_region_does_not_exist(as_role, world):
    round_ = factories.OwnRoundFactory(owner=world.other.region, opens=date(2021, 7, 1), due=date(2021, 9, 1))
    assert as_role("leader").get(f"/regio/eigen/rapportages/{round_.code}/").status_code == 404
    assert round_.code not in text(as_role("leader").get("/regio/eigen/rapportages/"))


def _fresh(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)
