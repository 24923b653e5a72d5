"""What a later state of a form says that its proposal does not: only that is added, nothing recorded changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from ghnt.accounts.models import User
from programmes.body_matching import plain, usual_name
from programmes.form_imports import ImportChanges, keep_import, keep_source
from programmes.form_text import ParsedForm
from programmes.models import Conclusion, Proposal, RouteStep
from programmes.pasting import ChosenStep, add_steps, conclude


class News(StrEnum):
    SAME = "same"
    CONCLUSION = "conclusion"
    DATE = "date"
    STEP = "step"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class StepNews:
    """One row of the form beside the step it is about, and the conclusion that stands there."""

    kind: News
    choice: ChosenStep
    step: RouteStep | None = None
    recorded: Conclusion | None = None


@dataclass(frozen=True)
class FormNews:
    rows: tuple[StepNews, ...]
    other_fields: tuple[str, ...]  # what else differs, by its Dutch name; it is shown and never taken over

    def of(self, *kinds: News) -> tuple[StepNews, ...]:
        return tuple(row for row in self.rows if row.kind in kinds)

    @property
    def conflicts(self) -> tuple[StepNews, ...]:
        return self.of(News.CONFLICT)

    @property
    def has_news(self) -> bool:
        return bool(self.of(News.CONCLUSION, News.DATE, News.STEP))

    @property
    def number_of_conclusions(self) -> int:
        new_steps = [row for row in self.of(News.STEP) if row.choice.outcome]
        return len(self.of(News.CONCLUSION)) + len(new_steps)

    @property
    def summary(self) -> str:
        """1 nieuwe conclusie en 2 nieuwe behandelingen"""
        planned = [row for row in self.of(News.STEP) if not row.choice.outcome]
        counts = (
            (self.number_of_conclusions, "nieuwe conclusie", "nieuwe conclusies"),
            (len(planned), "nieuwe behandeling", "nieuwe behandelingen"),
            (len(self.of(News.DATE)), "nieuwe datum", "nieuwe datums"),
        )
        parts = [f"{count} {one if count == 1 else more}" for count, one, more in counts if count]
        return " en ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:]))) or "geen nieuwe conclusies"


def news_of(proposal: Proposal, form: ParsedForm, choices: Sequence[ChosenStep]) -> FormNews:
    """Lay the rows of the form beside the steps: first by body and date, then by body in order."""
    steps = RouteStep.objects.filter(round__proposal=proposal).select_related("body", "meeting", "round")
    waiting = list(steps.prefetch_related("conclusions__outcome"))
    matches: dict[int, RouteStep] = {}
    for same_date in (True, False):
        for number, choice in enumerate(choices):
            match = next((step for step in waiting if _is_about(step, choice, same_date)), None)
            if number not in matches and match:
                matches[number] = match
                waiting.remove(match)
    rows = (_news(choice, matches.get(number)) for number, choice in enumerate(choices))
    return FormNews(tuple(rows), tuple(_other_fields(proposal, form)))


@transaction.atomic
def update_from_form(
    *, proposal: Proposal, form: ParsedForm, steps: Sequence[ChosenStep], source: str, by: User | None
) -> FormNews:
    """Add what is new and keep the source; returns what was new. What was recorded otherwise stays."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    news = news_of(proposal, form, steps)
    if news.has_news:
        proposal.claim(proposal.version)  # a page of the route that is open elsewhere is out of date now
    changes = ImportChanges()
    for row in news.of(News.CONCLUSION, News.DATE):
        if row.step:
            _take_over(row.step, row, changes, by)
    changes.add(add_steps(proposal=proposal, steps=[row.choice for row in news.of(News.STEP)], by=by))
    kept = keep_source(proposal=proposal, form=form, source=source, by=by)
    if news.has_news:
        keep_import(proposal=proposal, source=kept, changes=changes, made_proposal=False, by=by)
    return news


def _take_over(step: RouteStep, row: StepNews, changes: ImportChanges, by: User | None) -> None:
    if step.meeting is None and row.choice.date and step.planned_date != row.choice.date:
        changes.note_date(step, row.choice.date)
        step.planned_date = row.choice.date
        step.save()
    if row.kind == News.CONCLUSION:
        changes.note(conclude(step=step, choice=row.choice, by=by))


def _is_about(step: RouteStep, choice: ChosenStep, same_date: bool) -> bool:
    is_same = choice.body.pk == step.body_id if choice.body else False
    if not is_same and usual_name(step.body.name) != usual_name(choice.body_name):
        return False
    conclusions = list(step.conclusions.all())
    day = conclusions[-1].date if conclusions else step.date
    return not same_date or (day is not None and day == choice.date)


def _news(choice: ChosenStep, step: RouteStep | None) -> StepNews:
    if step is None:
        return StepNews(News.STEP, choice)
    recorded = list(step.conclusions.all())
    if recorded and choice.outcome:
        known = any(_says_the_same(conclusion, choice) for conclusion in recorded)
        return StepNews(News.SAME if known else News.CONFLICT, choice, step, recorded[-1])
    if recorded:
        return StepNews(News.SAME, choice, step, recorded[-1])
    if choice.outcome:
        return StepNews(News.CONCLUSION, choice, step)
    is_moved = choice.date is not None and choice.date != step.date and step.meeting is None
    return StepNews(News.DATE if is_moved else News.SAME, choice, step)


def _says_the_same(conclusion: Conclusion, choice: ChosenStep) -> bool:
    """The words decide; without words, the outcome."""
    text = choice.parsed.conclusion
    if conclusion.text or text:
        return plain(conclusion.text) == plain(text)
    return conclusion.outcome == choice.outcome


def _other_fields(proposal: Proposal, form: ParsedForm) -> list[str]:
    pairs = (
        ("Onderwerp", proposal.subject, form.subject),
        ("Contactpersoon", proposal.contact, form.contact),
        ("Eenheid", proposal.unit, form.unit),
        ("E-mail", proposal.email, form.email),
        ("Kenmerk", proposal.reference, form.reference),
        ("Beknopte toelichting", proposal.explanation, form.explanation),
        ("Voorstel", _texts(proposal, "decisions", "text"), " ".join(form.decisions)),
        ("Bijlagen", _texts(proposal, "attachments", "title"), " ".join(form.attachments)),
    )
    differing = [name for name, here, there in pairs if plain(here) != plain(there)]
    is_flipped = form.may_distribute is not None and form.may_distribute != proposal.may_distribute
    other_date = form.date is not None and form.date != proposal.date
    return differing + ["Verspreiden"] * is_flipped + ["Datum"] * other_date


def _texts(proposal: Proposal, relation: str, field: str) -> str:
    return " ".join(getattr(proposal, relation).values_list(field, flat=True))
