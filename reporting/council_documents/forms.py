from django import forms

from ghnt.ui.fields import LightTextField
from ghnt.ui.forms import form_helper
from programmes.models import CouncilDocument, CouncilDocumentChapter, CouncilDocumentKind
from regions.models import Municipality
from reporting.council_documents.making import seen_text


class MakeDocumentForm(forms.Form):
    """`municipalities` are those for which the person writes; `for_all` adds one text for all of them."""

    kind = forms.ChoiceField(label="Welk stuk?", choices=CouncilDocumentKind.choices, widget=forms.RadioSelect)
    municipality = forms.ModelChoiceField(Municipality.objects.none(), label="Voor welke gemeente?")
    exact_figures = forms.BooleanField(
        label="Exacte aantallen gebruiken",
        required=False,
        help_text=(
            "Zonder dit vinkje ronden wij aantallen mensen en meldingen af op vijf, en schrijven wij ‘minder dan 5’. "
            "Kleine aantallen kunnen laten zien over wie het gaat."
        ),
    )

    def __init__(self, *args, municipalities, for_all, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["municipality"]
        field.queryset = Municipality.objects.filter(pk__in=[one.pk for one in municipalities])
        if for_all:
            field.required, field.empty_label = False, "Eén tekst voor alle gemeenten"
        elif len(municipalities) == 1:
            self.initial["municipality"], field.empty_label = municipalities[0].pk, None
        self.helper = form_helper(submit="Concept maken")


class ChapterForm(forms.ModelForm):
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    text = LightTextField(label="Tekst", required=False, rows=20)

    class Meta:
        model = CouncilDocumentChapter
        fields = ("text",)

    def __init__(self, *args, hint, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = seen_text(self.instance)
        self.fields["text"].help_text = f"{hint} {self.fields['text'].help_text}"
        self.helper = form_helper(submit="Hoofdstuk opslaan", cancel_url=cancel_url)


class TitleForm(forms.ModelForm):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = CouncilDocument
        fields = ("title",)
        labels = {"title": "Titel van het stuk"}

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        self.helper = form_helper(submit="Titel opslaan", cancel_url=cancel_url)
