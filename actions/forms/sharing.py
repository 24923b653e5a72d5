from django import forms

from ghnt.ui.fields import RowsField
from ghnt.ui.forms import form_helper
from programmes.models import OutlineNode
from regions.models import Region


class ShareForm(forms.Form):
    regions = RowsField(
        Region.objects.none(),
        label="Aan welke regio’s biedt u deze actie aan?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één regio."},
    )

    def __init__(self, *args, regions, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regions"].queryset = regions
        self.helper = form_helper(submit="Actie aanbieden", cancel_url=cancel_url)


class AcceptForm(forms.Form):
    """Under which node of its own programme a region puts the action."""

    node = forms.ModelChoiceField(
        OutlineNode.objects.none(),
        label="Onder welk onderdeel van uw programma?",
        empty_label="Kies een onderdeel",
        error_messages={"required": "Kies een onderdeel."},
    )

    def __init__(self, data=None, *, offer, nodes):
        super().__init__(data, prefix=f"aanbod-{offer.pk}")
        self.fields["node"].queryset = OutlineNode.objects.filter(pk__in=[node.pk for node in nodes])
        self.fields["node"].choices = [("", "Kies een onderdeel"), *((node.pk, str(node)) for node in nodes)]
        self.helper = form_helper(submit="", form_tag=False)
        self.helper.disable_csrf = True
