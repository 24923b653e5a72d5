"""Makes one region's meetings, and its proposals with their routes and conclusions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.site.demo.story import Story
from programmes import conclusions
from programmes.models import (
    AgendaItem,
    Meeting,
    MeetingState,
    Outcome,
    Proposal,
    ProposalAttachment,
    ProposedDecision,
    Purpose,
    RegionalProgramme,
    Round,
    RouteStep,
)
from regions.models import Body

Row = dict[str, Any]


class DecisionLoader:
    def __init__(self, programme: RegionalProgramme, bodies: Mapping[str, Body], story: Story, by: User) -> None:
        self.programme, self.bodies, self.story, self.by = programme, bodies, story, by
        self.outcomes = {outcome.code: outcome for outcome in Outcome.objects.all()}
        self.purposes = {purpose.code: purpose for purpose in Purpose.objects.all()}
        self.today = clock.today()

    def announce(self, data: Row) -> None:
        """Make the meetings; let proposals come in on their date, and conclusions on the day of the meeting."""
        for row in data.get("meetings", ()):
            self.meeting(self.bodies[row["body"]], row["date"], row.get("place", ""))
        for row in data.get("proposals", ()):
            self.story.on(row["date"], partial(self.load_proposal, row))

    def load_proposal(self, row: Row) -> None:
        listed = ("rounds", "decisions", "attachments")
        proposal = Proposal.objects.create(
            region=self.programme.region,
            programme=self.programme,
            **{key: row[key] for key in row if key not in listed},
        )
        for number, text in enumerate(row.get("decisions", ()), start=1):
            ProposedDecision.objects.create(proposal=proposal, number=number, text=text)
        for number, title in enumerate(row.get("attachments", ()), start=1):
            ProposalAttachment.objects.create(proposal=proposal, number=number, title=title)
        for number, round_row in enumerate(row.get("rounds", ()), start=1):
            round_ = Round.objects.create(proposal=proposal, number=number, kind=round_row["kind"])
            for position, step in enumerate(round_row["steps"], start=1):
                self.load_step(round_, position, step)

    def load_step(self, round_: Round, position: int, row: Row) -> None:
        body, day = self.bodies[row["body"]], row.get("date")
        meeting = self.meeting(body, day) if day else None
        purpose = self.purposes[row["purpose"]]
        step = RouteStep.objects.create(round=round_, position=position, body=body, meeting=meeting, purpose=purpose)
        if meeting:
            AgendaItem.objects.create(meeting=meeting, step=step, position=meeting.items.count() + 1)
        if "outcome" in row:
            self.story.on(row["date"], partial(self.conclude, step, row))

    def conclude(self, step: RouteStep, row: Row) -> None:
        conclusions.record(
            step=step,
            outcome=self.outcomes[row["outcome"]],
            text=row.get("text", ""),
            remarks=tuple(row.get("remarks", ())),
            date=row["date"],
            by=self.by,
        )

    def meeting(self, body: Body, day: date, place: str = "") -> Meeting:
        state = MeetingState.HELD if day < self.today else MeetingState.PLANNED
        meeting, _ = Meeting.objects.get_or_create(body=body, date=day, defaults={"place": place, "state": state})
        return meeting
