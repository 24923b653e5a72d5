from django import forms

from ghnt.ui.fields import RowsField
from ghnt.ui.forms import HTML, form_helper
from programmes import wording
from programmes.models import BuildingBlock
from reporting.models import ScanList, Statement
from reporting.scans.editing import ListDraft, StatementDraft

NATIONAL = "landelijk"
OTHER = "Zet een vinkje als de stelling nu iets anders betekent. Eerdere scores staan er dan niet meer naast."


class ScanListForm(forms.ModelForm):
    """`owners`: for a new list who it may be for, as (slug of a region or "landelijk", name)."""

    owner = forms.ChoiceField(label="Voor wie is deze lijst?", widget=forms.RadioSelect)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ScanList
        fields = ("name", "kind", "filled_by", "scale", "explanation", "source")
        labels = {"kind": "Wat voor scan?", "filled_by": "Wie vult in?"}
        help_texts = {
            "scale": "Twee tot vijf woorden, elk op een eigen regel, van laag naar hoog.",
            "source": "Als de stellingen op een bestaand kader rusten: welk?",
        }
        widgets = {
            "name": forms.TextInput(attrs={"class": "field-name"}),
            "kind": forms.RadioSelect,
            "filled_by": forms.RadioSelect,
            "scale": forms.Textarea(attrs={"rows": 5}),
            "explanation": forms.Textarea(attrs={"rows": 3}),
            "source": forms.TextInput(attrs={"class": "field-name"}),
        }
        error_messages = {"name": {"required": "Geef de lijst een naam."}}

    def __init__(self, *args, owners=(), submit, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("kind", "filled_by"):
            self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0]]
        self.initial["seen_version"] = self.instance.version
        if owners:
            self.fields["owner"].choices = owners
            self.initial.setdefault("owner", owners[0][0])
        else:
            del self.fields["owner"]
        names = ("owner", "name", "kind", "filled_by", "scale", "explanation", "source", "seen_version")
        self.helper = form_helper(
            *(name for name in names if name in self.fields), submit=submit, cancel_url=cancel_url
        )

    def clean(self):
        data = super().clean()
        if not self.errors:
            self.draft().refuse_unclear()
        return data

    def draft(self):
        return ListDraft(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class ThemeForm(forms.Form):
    title = forms.CharField(
        label="Titel van het onderwerp",
        max_length=120,
        widget=forms.TextInput(attrs={"class": "field-name"}),
        error_messages={"required": "Geef het onderwerp een titel."},
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, scan_list, part, submit, cancel_url, words=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"seen_version": scan_list.version} | ({"title": part.title} if part else {})
        self.helper = form_helper("title", "seen_version", submit=submit, cancel_url=cancel_url)


class StatementForm(forms.Form):
    text = forms.CharField(
        label="Stelling",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Eén zin die klopt als het op orde is. Bijvoorbeeld: Elk team heeft een aandachtsfunctionaris.",
        error_messages={"required": "Schrijf de stelling op."},
    )
    hint = forms.CharField(label="Uitleg", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    is_other = forms.BooleanField(label="Dit is een andere stelling geworden", required=False, help_text=OTHER)
    blocks = RowsField(
        BuildingBlock.objects.none(),
        label="Landelijke bouwstenen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, scan_list, part, submit, cancel_url, words, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = list(part.blocks.values_list("pk", flat=True)) if part else []
        self.initial |= {"seen_version": scan_list.version, "blocks": chosen}
        if part:
            self.initial |= {"text": part.text, "hint": part.hint}
        if part is None or not _stood_before(part, scan_list):
            del self.fields["is_other"]
        groups = [group for group in words.block_groups() if group[1]]
        choices = wording.choices(groups, words.blocks, chosen)
        offered = [pk for _line, options in choices for pk, _label in options]
        self.fields["blocks"].queryset = BuildingBlock.objects.filter(pk__in=offered)
        self.fields["blocks"].choices = choices
        is_open = " open" if chosen or "blocks" in self.data else ""
        fold = HTML(f'<details class="fold"{is_open}><summary>Bij welke bouwstenen hoort dit?</summary>')
        names = [name for name in ("text", "hint", "is_other") if name in self.fields]
        self.helper = form_helper(
            *names, fold, "blocks", HTML("</details>"), "seen_version", submit=submit, cancel_url=cancel_url
        )
        self.helper.hide_optional = True

    def draft(self):
        data = self.cleaned_data
        return StatementDraft(" ".join(data["text"].split()), data["hint"], data["blocks"])


def _stood_before(part, scan_list):
    """Whether an earlier version of the list has the same statement."""
    earlier = Statement.objects.filter(key=part.key, theme__list__code=scan_list.code)
    return earlier.exclude(theme__list=scan_list).exists()
