"""The form of who was at a meeting: a line for each seat, lines for guests."""

from django import forms

from ghnt.ui.forms import form_helper
from programmes.attendance import Present
from programmes.models import Presence

GUESTS = 3
MOST_GUESTS = 40


class AttendanceForm(forms.Form):
    """Fields by line: `seat-7-presence` and `seat-7-name` of a seat, `guest-1-organisation` and `guest-1-name`."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, lines, seen, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = seen
        self.seats = [line for line in lines if line.seat]
        self.guests = [line for line in lines if not line.seat]
        for line in self.seats:
            key = f"seat-{line.seat.pk}"
            self.fields[f"{key}-presence"] = forms.ChoiceField(
                label="Aanwezigheid",
                choices=Presence,
                initial=line.presence,
                error_messages={"required": "Kies of er iemand was."},
            )
            self._add_name(key, line)
        typed = _numbers(self.data) if self.is_bound else []
        for number in range(1, max(len(self.guests) + GUESTS, *typed, 0) + 1):
            known = self.guests[number - 1] if number <= len(self.guests) else None
            field = forms.CharField(label="Organisatie", required=False, max_length=160)
            field.initial = known.organisation if known else ""
            field.widget.attrs["class"] = "field-name"
            self.fields[f"guest-{number}-organisation"] = field
            self._add_name(f"guest-{number}", known)
        self.helper = form_helper("seen", submit="", form_tag=False, cancel_url=cancel_url)

    def _add_name(self, key, line):
        self.fields[f"{key}-name"] = forms.CharField(
            label="Wie", required=False, max_length=150, initial=line.name if line else ""
        )
        self.fields[f"{key}-name"].widget.attrs["class"] = "field-name"

    @property
    def seat_rows(self):
        """The line of each seat with its two fields."""
        return [(line, self[f"seat-{line.seat.pk}-presence"], self[f"seat-{line.seat.pk}-name"]) for line in self.seats]

    @property
    def guest_rows(self):
        numbers = [name.split("-")[1] for name in self.fields if name.endswith("-organisation")]
        return [(number, self[f"guest-{number}-organisation"], self[f"guest-{number}-name"]) for number in numbers]

    def clean(self):
        cleaned = super().clean()
        for number, _organisation, _name in self.guest_rows:
            if cleaned.get(f"guest-{number}-name") and not cleaned.get(f"guest-{number}-organisation"):
                self.add_error(f"guest-{number}-organisation", "Vul in van welke organisatie deze gast is.")
        return cleaned

    def lines(self):
        """The list as typed; a guest without an organisation is none."""
        cleaned = self.cleaned_data
        seats = [
            Present(
                line.seat.organisation.name,
                cleaned[f"seat-{line.seat.pk}-name"],
                cleaned[f"seat-{line.seat.pk}-presence"],
                line.seat,
            )
            for line in self.seats
        ]
        guests = [
            Present(cleaned[f"guest-{number}-organisation"], cleaned[f"guest-{number}-name"], Presence.PRESENT)
            for number, _organisation, _name in self.guest_rows
            if cleaned[f"guest-{number}-organisation"]
        ]
        return seats + guests


def _numbers(data):
    """The numbers of the guests that were posted, as far as a page can have them."""
    parts = [name.split("-") for name in data if name.startswith("guest-") and name.endswith("-organisation")]
    return [
        int(number) for _, number, *_ in parts if number.isdecimal() and len(number) < 3 and int(number) <= MOST_GUESTS
    ]
