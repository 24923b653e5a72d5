"""The demo's reports: written, submitted, returned and accepted through the operations that users set off."""

from __future__ import annotations

from typing import Any

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from ghnt.site.demo.more_rounds import name_people
from ghnt.site.demo.people import NATIONAL
from ghnt.site.demo.signals import mark_passages
from programmes.models import OutlineNode
from regions.models import Region
from reporting import workflow
from reporting.models import Answer, Place, Question, Report, ReportRound

Row = dict[str, Any]


def make(region: Region, half_year: HalfYear, plan: Row, *, by: User, thoroughly: bool = False) -> None:
    """Make the region's report as planned: {"state": …, "answers": {…}, …}; without a state there is none."""
    if not plan["state"]:
        return
    round_ = ReportRound.objects.regular().get(half_year=half_year)
    with clock.standing_at(plan.get("started_on", round_.opens)):
        report = Report.objects.create(region=region, round=round_)
        _answer(report, plan, by)
        name_people(report, by=by)
        mark_passages(report, by=by, thoroughly=thoroughly)
    if plan["state"] != "draft":
        _hand_in(report, plan, by)


def _hand_in(report: Report, plan: Row, by: User) -> None:
    with clock.standing_at(plan["submitted_on"]):
        version = workflow.submit(report=report, by=by)
    if "adopted" in plan:
        body, day = plan["adopted"]["body"], plan["adopted"]["date"]
        with clock.standing_at(day):
            workflow.adopt(report=report, body_name=body, date=day, by=by)
    national = User.objects.get(email=NATIONAL)
    if plan["state"] == "accepted":
        with clock.standing_at(plan["accepted_on"]):
            workflow.accept(report=report, version_number=version.number, by=national)
    if plan["state"] == "returned":
        with clock.standing_at(plan["returned_on"]):
            workflow.return_report(report=report, reasons=plan["reasons"], by=national)


def _answer(report: Report, row: Row, by: User) -> None:
    tops = OutlineNode.objects.filter(programme__region=report.region, parent=None)
    for question in report.round.question_set.questions.select_related("section"):
        if question.section.place != Place.LINE:
            _save(report, question, None, row.get("answers", {}).get(question.key, ""), by)
            continue
        for node in tops:
            texts = row.get("node_answers", {}).get(node.code, {})
            _save(report, question, node, texts.get(question.key, ""), by)


def _save(report: Report, question: Question, node: OutlineNode | None, text: str, by: User) -> None:
    if text:
        Answer.objects.create(report=report, question=question, node=node, text=text, updated_by=by)
