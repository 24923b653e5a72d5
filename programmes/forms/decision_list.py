"""The rows of the page on which a secretary types a decision list; a row is an item, or the meeting in general."""

import hashlib
import json

from django import forms
from django.core.exceptions import ValidationError

from ghnt.ui.text import normalise
from programmes.decision_list.drafts import DraftChange, DraftValues, FollowUpWords
from programmes.forms.meetings import PastedField, outcome_choices
from programmes.models import Outcome

EMPTY_REMARKS = 2
EMPTY_FOLLOW_UPS = 1


class DraftForm(forms.Form):
    """`shown` tells what the page showed, so that a row nobody touched is left alone."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    outcome = forms.ModelChoiceField(
        Outcome.objects.all(),
        label="Uitkomst",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een uitkomst uit de lijst."},
    )
    text = PastedField(label="Letterlijke conclusie", rows=2)

    def __init__(self, data=None, *, row, outcomes):
        self.row = row
        kept = DraftValues.of(row.draft)
        initial = {"outcome": kept.outcome, "text": kept.text, "version": row.draft.version if row.draft else None}
        prefix = f"item-{row.key}"
        super().__init__(data, prefix=prefix, initial=initial | {"shown": _digest(kept)})
        self.fields["outcome"].choices = outcome_choices(outcomes, row.purpose_code)
        self.remarks = self._posted("remark") if self.is_bound else list(kept.remarks)
        self.follow_ups = self._posted_follow_ups() if self.is_bound else list(kept.follow_ups)

    def _posted(self, name):
        return [normalise(value).strip() for value in self.data.getlist(self.add_prefix(name))]

    def _posted_follow_ups(self):
        rows = zip(self._posted("todo"), self._posted("who"), self._posted("due"), strict=False)
        return [FollowUpWords(*words) for words in rows]

    @property
    def is_posted(self):
        return self.add_prefix("text") in self.data

    @property
    def is_touched(self):
        """Whether the user changed anything of what the page showed."""
        return self.is_posted and self.data.get(self.add_prefix("shown")) != self.posted_digest

    @property
    def posted_digest(self):
        outcome = self.data.get(self.add_prefix("outcome"), "")
        return _digest(_plain(outcome, self.data.get(self.add_prefix("text"), ""), self.remarks, self.follow_ups))

    def clean(self):
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        try:
            self.values = DraftValues.typed(
                outcome=outcome.pk if outcome else None,
                text=cleaned.get("text", ""),
                remarks=self.remarks,
                follow_ups=self.follow_ups,
            )
        except ValidationError as error:
            self.add_error(None, error)
        return cleaned

    @property
    def change(self):
        return DraftChange(self.row.item, self.cleaned_data["version"], self.values)

    @property
    def remark_fields(self):
        """Number and text of each field: what was typed, and empty ones behind it."""
        return _with_spare([text for text in self.remarks if text], "", EMPTY_REMARKS, self._asks_more("remark"))

    @property
    def follow_up_fields(self):
        words = [words for words in self.follow_ups if any(words)]
        return _with_spare(words, FollowUpWords(), EMPTY_FOLLOW_UPS, self._asks_more("todo"))

    def _asks_more(self, name):
        return self.is_bound and self.data.get("more") == self.add_prefix(name)

    def take_over(self, draft, *, both):
        """Of two concepts: the colleague's, or mine with what the colleague has more behind it. The outcome of
        "both" is mine, unless I had none."""
        theirs = DraftValues.of(draft)
        mine = self.data.get(self.add_prefix("text"), "")
        if both:
            self._put("text", ["\n\n".join(dict.fromkeys(part for part in (mine, theirs.text) if part))])
            self.remarks = [*self.remarks, *(text for text in theirs.remarks if text not in self.remarks)]
            self.follow_ups = [*self.follow_ups, *(one for one in theirs.follow_ups if one not in self.follow_ups)]
        else:
            self._put("text", [theirs.text])
            self.remarks, self.follow_ups = list(theirs.remarks), list(theirs.follow_ups)
        if not both or not self.data.get(self.add_prefix("outcome")):
            self._put("outcome", [str(theirs.outcome or "")])

    def choose(self, outcome):
        self._put("outcome", [str(outcome.pk)])

    def _put(self, name, values):
        self.data.setlist(self.add_prefix(name), values)


def _with_spare(typed, empty, spare, asks_more):
    return list(enumerate([*typed, *[empty] * (max(spare - len(typed), 1) + asks_more)], 1))


def _plain(outcome, text, remarks, follow_ups):
    """As posted, without reading any HTML: only to see whether something changed."""
    number = int(outcome) if str(outcome).isdecimal() and len(str(outcome)) < 10 else None
    kept = tuple(text for text in remarks if text)
    return DraftValues(number, text, kept, tuple(words for words in follow_ups if any(words)))


def _digest(values):
    """A fingerprint of what stands in the fields, apart from line ends and spaces around it."""
    texts = [values.text, *values.remarks, "-", *(part for words in values.follow_ups for part in words)]
    told = [values.outcome, *(" ".join(text.split()) for text in texts)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
