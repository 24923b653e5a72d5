"""The form of a bundle: what is shown of each conclusion, what was typed of it, and why it was not saved."""

from dataclasses import dataclass, field

from programmes.models import ConclusionReview, Verdict
from programmes.review import Reaction
from programmes.review.reading import OfficerBundle, OfficerRow


@dataclass(frozen=True)
class Problem:
    """Why a reaction was not saved; `changed` when the conclusion itself was corrected meanwhile."""

    messages: tuple[str, ...] = ()
    theirs: ConclusionReview | None = None
    changed: bool = False

    @property
    def status(self):
        return 409 if self.theirs or self.changed else 422


@dataclass(frozen=True)
class RowForm:
    """A conclusion with what was typed about it, for the page and for an answer to one row."""

    row: OfficerRow
    may_write: bool
    text: str
    problem: Problem | None = None

    @property
    def key(self):
        return self.row.addressee.pk

    @property
    def seen(self):
        return "" if self.row.review is None else self.row.review.version

    @property
    def may_react(self):
        return self.may_write and self.row.may_react

    @property
    def is_open(self):
        return bool(self.problem) or (bool(self.text) and self.row.is_todo)


@dataclass(frozen=True)
class ReviewPage:
    told: OfficerBundle
    asked: tuple[RowForm, ...]
    informed: tuple[RowForm, ...]
    may_write: bool
    may_open: bool  # the proposals themselves, which a municipality of another region may not
    problems: tuple[RowForm, ...] = ()


@dataclass
class Posted:
    """One conclusion's fields as they were sent."""

    form: dict
    row: OfficerRow
    verdict: Verdict = field(default=Verdict.NOT_RIGHT)

    def _value(self, name):
        return self.form.get(f"{name}-{self.row.addressee.pk}", "")

    def _number(self, name):
        value = self._value(name)
        return int(value) if value.isdecimal() and len(value) < 16 else None

    @property
    def text(self):
        return self._value("text")

    @property
    def read(self):
        return self._number("read") or 0

    @property
    def has_new_text(self):
        standing = self.row.review.text if self.row.review else ""
        return bool(self.text.strip()) and _lines(self.text) != _lines(standing)

    @property
    def reaction(self):
        return Reaction(self.verdict, self._unless_kept(), self.read, self._number("seen"))

    def _unless_kept(self):
        """The text that stood there is no reason against "Klopt": it was typed earlier."""
        return "" if self.verdict != Verdict.NOT_RIGHT and not self.has_new_text else self.text


def _lines(text):
    return text.replace("\r\n", "\n").strip()
