from django import forms

from actions.learning.circles import WITHOUT_REGIONS
from actions.learning.forms.choosing import boxes, offer_blocks, offer_regions
from actions.models import CircleMeeting, LearningCircle
from ghnt.ui.fields import DutchDateField, DutchTimeField, LightTextField
from ghnt.ui.forms import form_helper
from programmes.models import BuildingBlock
from regions.models import Region


class CircleForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    themes = LightTextField(label="Thema’s", required=False, rows=4, help_text="Eén thema per regel.")
    begins = DutchDateField(label="Begint op", required=False)
    ends = DutchDateField(label="Eindigt op", required=False)
    regions = boxes(Region, "Welke regio’s doen mee?", required=True)
    blocks = boxes(BuildingBlock, "Over welke landelijke bouwstenen gaat het?")

    class Meta:
        model = LearningCircle
        fields = ("name", "themes", "begins", "ends", "regions", "blocks")

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        circle = self.instance
        self.initial["seen_version"] = circle.version if circle.pk else None
        if circle.pk:
            for name in ("regions", "blocks"):
                self.initial[name] = list(getattr(circle, name).values_list("pk", flat=True))
        self.fields["regions"].error_messages["required"] = WITHOUT_REGIONS
        offer_regions(self)
        offer_blocks(self, chosen=self.initial.get("blocks", ()))
        names = ("seen_version", "name", "themes", "begins", "ends", "regions", "blocks")
        self.helper = form_helper(*names, submit="Leerkring opslaan", cancel_url=cancel_url)


class CircleMeetingForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    date = DutchDateField(label="Datum")
    starts_at = DutchTimeField(label="Van", required=False)
    ends_at = DutchTimeField(label="Tot", required=False)
    invitation = LightTextField(label="Uitnodiging", required=False, rows=6)

    class Meta:
        model = CircleMeeting
        fields = ("subject", "date", "starts_at", "ends_at", "place", "for_whom", "invitation")
        help_texts = {
            "for_whom": "Bijvoorbeeld: projectleiders en aandachtsfunctionarissen. Dit staat in de uitnodiging.",
            "place": "Een adres, of: online.",
        }

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        meeting = self.instance
        self.initial["seen_version"] = meeting.version if meeting.pk else None
        if meeting.invited_at:
            self.fields["date"].help_text = "Verandert u dag, tijd of plaats, dan krijgt wie is uitgenodigd bericht."
        self.helper = form_helper(*self.fields, submit="Bijeenkomst opslaan", cancel_url=cancel_url)

    def clean(self):
        data = super().clean()
        same = CircleMeeting.objects.filter(
            circle=self.instance.circle, date=data.get("date"), subject=data.get("subject")
        )
        if self.instance.pk and same.exclude(pk=self.instance.pk).exists():
            self.add_error("subject", "Deze bijeenkomst staat er al op die datum. Kies een andere datum of naam.")
        return data


class YieldsForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    attended = boxes(Region, "Welke regio’s waren er?")
    yields = LightTextField(label="Wat leverde het op?", rows=8)

    def __init__(self, *args, meeting, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = [one.pk for one in meeting.attended.all()]
        members = meeting.circle.regions.all() | Region.objects.filter(pk__in=chosen)
        regions = list(members.distinct().order_by("name"))
        self.fields["attended"].queryset = Region.objects.filter(pk__in=[one.pk for one in regions])
        self.fields["attended"].choices = [(one.pk, one.name) for one in regions]
        self.fields["yields"].error_messages["required"] = "Schrijf kort wat de bijeenkomst opleverde."
        self.initial |= {"seen_version": meeting.version, "attended": chosen, "yields": meeting.yields}
        names = ("seen_version", "attended", "yields")
        self.helper = form_helper(*names, submit="Opbrengst opslaan", cancel_url=cancel_url)
