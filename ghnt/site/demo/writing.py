"""Two colleagues write the report of one region: divided chapters, comments, a plan that changed in July, an onderdeel
that is gone; and a trial of the new list of questions, in which municipalities answer themselves.
"""

from __future__ import annotations

from datetime import date

from actions.changes import give_reason, plan_of, record_changes
from actions.models import ENDED_PHASES, Action
from actions.models.planning import ReasonKind
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from ghnt.site.demo.people import DOMAIN, GOOI
from programmes.models import OutlineNode
from regions.models import Municipality, Region
from reporting.answering import Written, save_answers
from reporting.comments import add_comment, assign_chapter, finish_comment
from reporting.models import Place, QuestionSet, Report, ReportRound, RoundKind
from reporting.round_changes import save_round

NOW = HalfYear(2021, 1)
TRIAL = (GOOI, "zuidoost-brabant")
HILVERSUM = "hilversum"  # its officer has these questions waiting
MUNICIPAL = {
    "bijdrage-gemeente": "Twee medewerkers volgden de training. Het lokale team overlegt elke maand met Veilig Thuis.",
    "vast-aanspreekpunt": "Ja",
}


def write_together() -> None:
    """In order of time."""
    leader, colleague = (User.objects.get(email=f"{name}@{DOMAIN}") for name in ("projectleider", "medewerker"))
    regular = ReportRound.objects.regular().get(half_year=NOW)
    report = Report.objects.select_related("region", "round").get(region__slug=GOOI, round=regular)
    with clock.standing_at(date(2021, 7, 5)):
        _divide(report, leader, colleague)
        _leave_text_behind(report, colleague)
    with clock.standing_at(date(2021, 7, 6)):
        _change_the_plan(report.region, leader)
    _try_new_questions(regular)


def _divide(report: Report, leader: User, colleague: User) -> None:
    for chapter in ("sturing", "vooruitblik"):
        assign_chapter(report=report, chapter=chapter, writer=colleague, seen=None, by=leader)
    assign_chapter(report=report, chapter="samenvatting", writer=leader, seen=None, by=leader)
    done = add_comment(
        report=report, chapter="samenvatting", text="Het getal van de scholen klopt nu met actie 1.2.1.", by=colleague
    )
    finish_comment(comment=done, by=leader)
    add_comment(
        report=report,
        chapter="samenvatting",
        text="Noem ook de wachtlijst bij de opvang. De portefeuillehouder vroeg er vorige week naar.",
        by=colleague,
    )
    add_comment(report=report, chapter="sturing", text="Neem jij de nieuwe overlegstructuur mee?", by=leader)


def _leave_text_behind(report: Report, by: User) -> None:
    """An onderdeel that was merged into another one; what was written about it waits for a place."""
    programme = OutlineNode.objects.filter(programme__region=report.region).latest("programme__valid_from").programme
    node = OutlineNode.objects.create(programme=programme, code="4", title="Scholen en kinderopvang", position=90)
    question = report.round.question_set.questions.filter(section__place=Place.LINE).first()
    if question is None:
        return
    text = "De kinderopvang in Huizen en Laren werkt met de meldcode. In september volgt Hilversum."
    save_answers(region=report.region, round=report.round, node=node, written=[Written(question, text, None)], by=by)
    node.removed_at = clock.now()
    node.save()


def _change_the_plan(region: Region, by: User) -> None:
    running = Action.objects.filter(programme__region=region, end__gt=date(2021, 7, 31), shared_from=None)
    running = running.exclude(updates__phase__in=ENDED_PHASES).select_related("programme").order_by("pk")
    for action, end, text in zip(
        running,
        (date(2022, 3, 31), date(2022, 6, 30)),
        ("De aanbesteding begint na de zomer.", "De gemeenten willen eerst de uitkomsten van de proef zien."),
        strict=False,
    ):
        before = plan_of(action)
        reason = give_reason(programme=action.programme, kind=ReasonKind.DELAY, text=text, by=by)
        action.end = end
        action.save()
        record_changes(action=action, before=before, by=by, reason=reason)


def _try_new_questions(regular: ReportRound) -> None:
    questions = QuestionSet.objects.filter(sections__place=Place.MUNICIPALITY).order_by("-number").first()
    if questions is None:
        return
    round_ = ReportRound(
        code=f"proef-{NOW}",
        kind=RoundKind.EXTRA,
        name="Proef met de nieuwe vragenlijst",
        programme=regular.programme,
        half_year=NOW,
        question_set=questions,
        is_for_all=False,
        opens=date(2021, 7, 5),
        due=date(2021, 8, 20),
        explanation="Twee regio’s proberen de nieuwe vragenlijst. Schrijf ons wat beter kan.",
    )
    with clock.standing_at(date(2021, 7, 5)):
        save_round(round=round_, seen=0, blocks=(), conditions=(), invited=Region.objects.filter(slug__in=TRIAL))
    with clock.standing_at(date(2021, 7, 9)):
        for slug in TRIAL:
            _answer_for_municipalities(Region.objects.get(slug=slug), round_)


def _answer_for_municipalities(region: Region, round_: ReportRound) -> None:
    """The first few municipalities, each a little different; the others have still to begin."""
    by = User.objects.get(email=f"projectleider@{DOMAIN}" if region.slug == GOOI else f"projectleider.zob@{DOMAIN}")
    asked = round_.question_set.questions.filter(section__place=Place.MUNICIPALITY)
    towns = Municipality.objects.in_region(region, on=NOW.end).exclude(slug=HILVERSUM).order_by("name")
    for town in towns[:5]:
        written = [Written(one, MUNICIPAL[one.key], None) for one in asked if one.key in MUNICIPAL]
        save_answers(region=region, round=round_, municipality=town, written=written, by=by)
