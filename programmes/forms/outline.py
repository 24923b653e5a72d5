from django import forms

from ghnt.ui.fields import LightTextField, RowsField
from ghnt.ui.forms import SecondaryButton, form_helper
from programmes import outline, wording
from programmes.models import BuildingBlock, OutlineNode

CODE_HINT = "Bijvoorbeeld 2 of 2.1. Acties krijgen dit nummer met een volgnummer."
NEXT_HINT = "Leeg: het volgende nummer. Acties krijgen dit nummer met een volgnummer."
ANOTHER = "volgende"  # the button with which somebody goes on with one more


class NodeForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = LightTextField(label="Toelichting", required=False)
    blocks = RowsField(
        BuildingBlock.objects.none(),
        label="Landelijke bouwstenen",
        help_text="Bij welke landelijke bouwstenen hoort dit onderdeel? U mag er meer kiezen, of geen.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = OutlineNode
        fields = ("parent", "code", "title", "text")
        labels = {"parent": "Valt onder"}

    def __init__(self, *args, titles, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        node = self.instance
        self.initial["seen_version"] = node.version
        offer_parents(self.fields["parent"], node)
        chosen = list(node.blocks.values_list("pk", flat=True)) if node.pk else []
        self.initial["blocks"] = chosen
        self.fields["blocks"].queryset = BuildingBlock.objects.filter(programme=node.programme.programme)
        self.fields["blocks"].choices = wording.choices(titles.block_groups(), titles.blocks, chosen)
        self.fields["code"].widget.attrs["class"] = "field-short"
        self.fields["code"].help_text = CODE_HINT if node.pk else NEXT_HINT
        self.fields["code"].required = bool(node.pk)
        self.helper = form_helper(
            "seen_version",
            "parent",
            "code",
            "title",
            "text",
            "blocks",
            submit="Onderdeel opslaan",
            extra=() if node.pk else (SecondaryButton("Opslaan en nog een toevoegen", name=ANOTHER),),
            cancel_url=cancel_url,
        )

    def clean_code(self):
        return free_code(self.instance, self.cleaned_data["code"])

    def clean(self):
        """Without a number it gets the one after the last."""
        data = super().clean()
        if "code" in data and not data["code"]:
            data["code"] = outline.next_code(outline.Tree.of(self.instance.programme), data.get("parent"))
        return data

    @property
    def goes_on(self):
        return ANOTHER in self.data


class SeenForm(forms.Form):
    """A change of the outline as the user saw it; `fresh` shows what was typed beside the outline of now."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, node, **kwargs):
        super().__init__(*args, **kwargs)
        self.node = node
        self.initial["seen"] = outline.outline_mark(node.programme)

    def fresh(self):
        self.data = self.data.copy()
        self.data["seen"] = self.initial["seen"]


class MoveForm(SeenForm):
    parent = forms.ModelChoiceField(OutlineNode.objects.none(), label="Verplaatsen naar", required=False)

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        offer_parents(self.fields["parent"], self.node)
        self.initial["parent"] = self.node.parent_id
        self.fields["parent"].help_text = "Wat eronder valt gaat mee, met de acties. Het komt daar onderaan te staan."
        self.helper = form_helper("seen", "parent", submit="Onderdeel verplaatsen", cancel_url=cancel_url)


class MergeForm(forms.Form):
    """Which node takes everything over; a GET form, as the preview comes first."""

    doel = forms.ModelChoiceField(OutlineNode.objects.none(), label="Samenvoegen met", empty_label="Kies een onderdeel")

    def __init__(self, *args, node, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        tree = outline.Tree.of(node.programme)
        below = tree.with_below(node.pk)
        offered = [item for item in tree.nodes.values() if item.pk not in below]
        self.fields["doel"].queryset = OutlineNode.objects.filter(pk__in=[item.pk for item in offered])
        self.fields["doel"].choices = [("", "Kies een onderdeel"), *((item.pk, str(item)) for item in offered)]
        self.fields["doel"].help_text = "Dit onderdeel blijft bestaan en krijgt alles erbij."
        self.helper = form_helper("doel", submit="Bekijken wat er gebeurt", cancel_url=cancel_url)
        self.helper.form_method = "get"
        self.helper.disable_csrf = True


class SplitForm(SeenForm):
    code = forms.CharField(label="Nummer van het nieuwe onderdeel", max_length=12, help_text=CODE_HINT)
    title = forms.CharField(label="Titel van het nieuwe onderdeel", max_length=200)
    actions = forms.MultipleChoiceField(
        label="Welke acties gaan mee?",
        help_text="Zij krijgen daar een nieuw nummer.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    goals = forms.MultipleChoiceField(
        label="Welke doelen gaan mee?", required=False, widget=forms.CheckboxSelectMultiple
    )
    children = forms.MultipleChoiceField(
        label="Welke onderdelen gaan mee?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        node = self.node
        self.fields["code"].widget.attrs["class"] = "field-short"
        self._offer("actions", [(a.pk, f"{node.code}.{a.number} {a.title}") for a in _actions_of(node)])
        self._offer("goals", [(goal.pk, goal.statement) for goal in node.goals.all()])
        self._offer("children", [(child.pk, str(child)) for child in _children_of(node)])
        self.helper = form_helper(*self.fields, submit="Onderdeel splitsen", cancel_url=cancel_url)

    def _offer(self, name, choices):
        self.fields[name].choices = choices
        if not choices:
            del self.fields[name]

    def clean_code(self):
        return free_code(OutlineNode(programme=self.node.programme), self.cleaned_data["code"])

    def chosen(self, name):
        return [int(pk) for pk in self.cleaned_data.get(name, ())]


def offer_parents(field, node):
    """The nodes that may stand above it, without a loop or a fourth level; a top node stands under none."""
    offered = outline.parent_choices(node.programme, node if node.pk else None)
    top = f"Geen: dit is een {node.programme.top_level_name}"
    field.queryset = OutlineNode.objects.filter(pk__in=[item.pk for item in offered])
    field.choices = [("", top), *((item.pk, str(item)) for item in offered)]


def free_code(node, code):
    same = OutlineNode.objects.filter(programme=node.programme, code=code, removed_at__isnull=True)
    if same.exclude(pk=node.pk).exists():
        raise forms.ValidationError("Dit nummer is al in gebruik. Kies een ander nummer.")
    return code


def _actions_of(node):
    return node.actions.filter(removed_at__isnull=True).order_by("number")


def _children_of(node):
    return node.children.filter(removed_at__isnull=True)
