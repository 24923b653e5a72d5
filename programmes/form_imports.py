"""What reading a form changed, kept so that it can be undone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date

from ghnt.accounts.models import User
from programmes.conclusions import WITHOUT_PERSON
from programmes.form_text import ParsedForm
from programmes.models import Conclusion, FormImport, Proposal, ProposalSource, RouteStep


@dataclass
class ImportChanges:
    """The keys of what a form added, and the dates that it moved: (step, was, became), as ISO dates."""

    steps: list[int] = field(default_factory=list)
    rounds: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    conclusions: list[int] = field(default_factory=list)
    dates: list[tuple[int, str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, made: FormImport) -> ImportChanges:
        return cls(**json.loads(made.changes)["changes"])

    def note(self, conclusion: Conclusion | None) -> None:
        if conclusion:
            self.conclusions.append(conclusion.pk)

    def note_date(self, step: RouteStep, becomes: date) -> None:
        was = step.planned_date.isoformat() if step.planned_date else ""
        self.dates.append((step.pk, was, becomes.isoformat()))

    def add(self, other: ImportChanges) -> None:
        for name, values in vars(other).items():
            getattr(self, name).extend(values)


def keep_source(*, proposal: Proposal, form: ParsedForm, source: str, by: User | None) -> ProposalSource:
    """Keep the pasted text to the letter, once, with what was not recognised in it."""
    if kept := proposal.sources.filter(text=source).first():
        return kept
    return ProposalSource.objects.create(
        proposal=proposal,
        text=source,
        unrecognised="\n\n".join(form.unrecognised),
        by=by,
        by_name=str(by) if by else WITHOUT_PERSON,
    )


def keep_import(
    *, proposal: Proposal, source: ProposalSource, changes: ImportChanges, made_proposal: bool, by: User | None
) -> FormImport:
    """Note that a form was read into a proposal, with what it changed."""
    version = Proposal.objects.values_list("version", flat=True).get(pk=proposal.pk)
    content = {"changes": asdict(changes), "version": version}
    return FormImport.objects.create(
        proposal=proposal,
        source=source,
        made_proposal=made_proposal,
        changes=json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        by=by,
    )


def version_after(made: FormImport) -> int:
    """The version that the proposal had when the form was read."""
    return int(json.loads(made.changes)["version"])
