"""Forms for reading a file in: the file, what of it to save, and a region's own list."""

from django import forms

from actions.exchange.applying import Choice
from actions.exchange.columns import BY_NAME
from actions.exchange.matching import APPEND, column_choices, headings, samples, value_key
from actions.forms.reason import ReasonFields
from ghnt.ui.forms import filter_helper, form_helper
from programmes.forms.pasting import SourceField
from programmes.models import OutlineNode

ABOUT_UPLOAD = "Hoogstens 10 MB. U ziet eerst wat er verandert; er wordt nog niets opgeslagen."


class WorkbookForm(forms.Form):
    upload = forms.FileField(
        label="Excel-werkboek",
        help_text=ABOUT_UPLOAD,
        error_messages={
            "required": "Kies het Excel-werkboek dat u hebt ingevuld.",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
        },
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].widget.attrs["accept"] = ".xlsx"
        self.helper = form_helper("upload", submit="Werkboek inlezen", cancel_url=cancel_url)


class ChoiceForm(ReasonFields, forms.Form):
    """What the user takes over. Check boxes are posted as "row:fingerprint", "row:column" and keys of actions."""

    make_organisations = forms.BooleanField(required=False)

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_reason(programme)
        self.helper = form_helper(*self.reason_layout(), submit="", form_tag=False)
        self.helper.disable_csrf = True
        self.helper.render_unmentioned_fields = False

    def posted(self, name):
        return self.data.getlist(name) if hasattr(self.data, "getlist") else []

    @property
    def choice(self):
        return Choice(
            rows={int(row): seen for row, _colon, seen in self._pairs("take")},
            conflicts={(int(row), name) for row, _colon, name in self._pairs("conflict")},
            archive={int(pk) for pk in self.posted("archive") if pk.isdecimal() and len(pk) < 18},
            make_organisations=self.cleaned_data["make_organisations"],
            reason_kind=self.cleaned_data.get("reason_kind", ""),
            reason_text=self.cleaned_data.get("reason_text", ""),
        )

    def _pairs(self, name):
        pairs = (value.partition(":") for value in self.posted(name))
        return [pair for pair in pairs if pair[0].isdecimal() and len(pair[0]) < 9]


class FirstLoadForm(forms.Form):
    """A file or a pasted table, one of the two."""

    upload = forms.FileField(
        label="Bestand",
        required=False,
        help_text="Een Excel-werkboek (.xlsx) of een Word-document (.docx) met een tabel. Hoogstens 10 MB.",
        error_messages={"empty": "Dit bestand is leeg. Kies een ander bestand."},
    )
    pasted = SourceField(
        label="Of plak de tabel hier",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Kopieer de tabel in Excel of Word, met de koppen erbij. Schrijf niets over personen of gezinnen.",
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].widget.attrs["accept"] = ".xlsx,.docx"
        self.helper = form_helper("upload", "pasted", submit="Lijst inlezen", cancel_url=cancel_url)
        self.helper.hide_optional = True

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("upload") and not (data.get("pasted") or "").strip():
            self.add_error("upload", "Kies een bestand, of plak een tabel.")
        return data


class TableForm(forms.Form):
    """Which table of the file, and which of its rows holds the headings; asked with GET."""

    tabel = forms.TypedChoiceField(label="Tabel", coerce=int)
    kop = forms.TypedChoiceField(label="Rij met de koppen", coerce=int)

    def __init__(self, *args, tables, table, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tabel"].choices = [(place, one.name) for place, one in enumerate(tables)]
        self.fields["kop"].choices = [
            (place, f"Rij {row.number}: {' · '.join(cell.text for cell in row.cells if cell.text.strip())[:60]}")
            for place, row in enumerate(table.rows[:15])
        ]
        self.helper = filter_helper("tabel", "kop", submit="Toon deze tabel")


class ColumnsForm(forms.Form):
    """For each column of the table ours, and where its rows go."""

    node = forms.ModelChoiceField(
        OutlineNode.objects.none(),
        label="Onderdeel voor rijen zonder onderdeel",
        required=False,
        empty_label="Kies een onderdeel",
        help_text="Nodig als de tabel geen kolom met onderdelen heeft.",
    )

    def __init__(self, *args, table, head, guessed, nodes, submit="Deze kolommen gebruiken", **kwargs):
        super().__init__(*args, **kwargs)
        self.names = []
        for place, heading in enumerate(headings(table, head)):
            name = f"kolom-{place}"
            said = "; ".join(samples(table, head, place))
            self.fields[name] = forms.ChoiceField(
                label=heading,
                required=False,
                choices=column_choices(),
                initial=guessed.get(str(place), ""),
                help_text=f"Bijvoorbeeld: {said}" if said else "Deze kolom is leeg.",
            )
            self.names.append(name)
        self.fields["node"].queryset = nodes
        self.helper = form_helper(*self.names, "node", submit=submit)
        self.helper.hide_optional = True

    @property
    def columns(self):
        return {name.removeprefix("kolom-"): self.cleaned_data[name] for name in self.names}

    def clean(self):
        data = super().clean()
        chosen = {name: data.get(name) for name in self.names if data.get(name) not in {"", APPEND, None}}
        for name, ours in chosen.items():
            if list(chosen.values()).count(ours) > 1:
                self.add_error(name, "Deze keuze staat er twee keer. Kies bij één kolom ‘Achter de omschrijving’.")
        if "title" not in chosen.values() and not self.errors:
            self.add_error(self.names[0], "Kies bij één kolom ‘Titel’: dat is hoe de actie heet.")
        if "node" not in chosen.values() and not data.get("node"):
            self.add_error("node", "Kies een onderdeel, of kies bij een kolom ‘Onderdeel’.")
        return data


class ValuesForm(forms.Form):
    """What the words of the region mean here."""

    def __init__(self, *args, unknown, lists, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = {}
        for place, (ours, said) in enumerate(unknown):
            name = f"woord-{place}"
            is_node = ours == "node"
            empty = "Kies een onderdeel" if is_node else "Niet invullen, wel achter de omschrijving zetten"
            self.fields[name] = forms.ChoiceField(
                label=f"{BY_NAME[ours].heading}: ‘{said[:80]}’",
                required=is_node,
                choices=[("", empty), *((label, label) for label in lists.labels(ours))],
                error_messages={"required": "Kies onder welk onderdeel deze rijen vallen."},
            )
            self.keys[name] = value_key(ours, said)
        self.helper = form_helper(submit="Deze woorden gebruiken", cancel_url=cancel_url)
        self.helper.hide_optional = True

    @property
    def values(self):
        return {key: self.cleaned_data[name] for name, key in self.keys.items() if self.cleaned_data[name]}
