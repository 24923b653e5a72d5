from django import forms

from actions.learning.forms.choosing import boxes, offer_actions, offer_blocks
from actions.learning.lessons import Links, Share, Wanted, circles_to_share_with, is_narrower
from actions.models import Action, LearningCircle, Lesson, Sharing
from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import filter_helper, form_helper
from programmes.models import BuildingBlock
from regions.models import Region

SHARING_HELP = "U kunt dit later veranderen. Wie het al las, weet het dan nog."


def sharing_choices(region, circles):
    """Without circles there is none to share with."""
    own = "Alleen uw regio" if region else "Alleen het landelijk team"
    labels = {Sharing.REGION: own, Sharing.CIRCLE: "De regio’s van een leerkring, en het landelijk team"}
    labels[Sharing.ALL] = "Alle regio’s en het landelijk team"
    return [(one.value, labels[one]) for one in Sharing if circles or one != Sharing.CIRCLE]


class SharingFields(forms.Form):
    sharing = forms.ChoiceField(label="Delen met", widget=forms.RadioSelect, help_text=SHARING_HELP)
    circles = boxes(LearningCircle, "Welke leerkring?", help_text="Alleen nodig als u met een leerkring deelt.")

    def offer_sharing(self, region):
        circles = list(circles_to_share_with(region))
        self.fields["sharing"].choices = sharing_choices(region, circles)
        self.fields["circles"].queryset = LearningCircle.objects.filter(pk__in=[one.pk for one in circles])
        self.fields["circles"].choices = [(one.pk, str(one)) for one in circles]
        if not circles:
            del self.fields["circles"]

    @property
    def share(self):
        data = self.cleaned_data
        return Share(Sharing(data["sharing"]), list(data.get("circles", ())))

    def clean(self):
        data = super().clean()
        if data.get("sharing") == Sharing.CIRCLE and not data.get("circles") and "circles" not in self.errors:
            self.add_error("circles", "Kies met welke leerkring u dit leerpunt deelt.")
        return data


class LessonForm(SharingFields, forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = LightTextField(label="Wat leerde u?", required=False, rows=6)
    evidence = LightTextField(label="Waaruit blijkt dat?", required=False, rows=4)
    learned_on = DutchDateField(label="Wanneer leerde u dit?", required=False)
    blocks = boxes(BuildingBlock, "Bij welke landelijke bouwstenen hoort het?")
    actions = boxes(Action, "Bij welke acties hoort het?")

    class Meta:
        model = Lesson
        fields = ("title", "text", "evidence", "learned_on", "blocks", "actions")
        labels = {"title": "Het leerpunt in één zin"}
        help_texts = {"title": "Bijvoorbeeld: vaste gezichten op school verlagen de drempel om te bellen."}

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        lesson = self.instance
        self.initial["seen_version"] = lesson.version if lesson.pk else None
        blocks, actions = (self._chosen(name) for name in ("blocks", "actions"))
        offer_blocks(self, chosen=blocks)
        offer_actions(self, lesson.region, chosen=actions)
        names = ["seen_version", "title", "text", "evidence", "learned_on", "actions", "blocks"]
        if lesson.pk:
            del self.fields["sharing"], self.fields["circles"]
        else:
            self.offer_sharing(lesson.region)
            self.initial.setdefault("sharing", Sharing.REGION)
            names += ["sharing", "circles"]
        shown = [name for name in names if name in self.fields]
        self.helper = form_helper(*shown, submit="Leerpunt opslaan", cancel_url=cancel_url)

    def _chosen(self, name):
        if self.instance.pk:
            self.initial[name] = list(getattr(self.instance, name).values_list("pk", flat=True))
        return self.initial.get(name, [])

    @property
    def links(self):
        data = self.cleaned_data
        return Links(data["blocks"], data.get("actions", ()))


class ShareForm(SharingFields):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label="Ik weet dat anderen het al gelezen kunnen hebben", required=False)

    def __init__(self, *args, lesson, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.lesson = lesson
        self.offer_sharing(lesson.region)
        self.fields["sharing"].help_text = ""
        self.initial |= {
            "seen_version": lesson.version,
            "sharing": lesson.sharing,
            "circles": [one.pk for one in lesson.circles.all()],
        }
        if lesson.sharing == Sharing.REGION:
            del self.fields["sure"]
        shown = [name for name in ("seen_version", "sharing", "circles", "sure") if name in self.fields]
        self.helper = form_helper(*shown, submit="Delen opslaan", cancel_url=cancel_url)

    def clean(self):
        data = super().clean()
        if not self.errors and is_narrower(self.lesson, self.share) and not data.get("sure"):
            words = "U deelt met minder mensen dan eerst. Anderen kunnen het al gelezen hebben. Zet hier een vinkje."
            self.add_error("sure", words)
        return data


class LessonFilter(forms.Form):
    zoek = forms.CharField(label="Zoekwoord", required=False, max_length=100)
    bouwsteen = forms.TypedChoiceField(label="Bouwsteen", required=False, coerce=int, empty_value=None)
    delen = forms.ChoiceField(label="Gedeeld met", required=False, choices=[("", "Alles"), *Sharing.choices])
    regio = forms.ChoiceField(label="Van regio", required=False)
    leerkring = forms.ChoiceField(label="Leerkring", required=False)

    def __init__(self, data, *, blocks, regions, circles):
        super().__init__(data)
        self.regions = {one.slug: one for one in regions}
        self.circles = {one.slug: one for one in circles}
        self.fields["bouwsteen"].choices = [("", "Alle"), *blocks]
        self.fields["regio"].choices = [("", "Alle"), *((slug, one.name) for slug, one in self.regions.items())]
        self.fields["leerkring"].choices = [("", "Alle"), *((slug, one.name) for slug, one in self.circles.items())]
        if not self.circles:
            del self.fields["leerkring"]
        self.helper = filter_helper(*self.fields, submit="Toon leerpunten")

    def chosen(self, name):
        self.is_valid()
        return self.cleaned_data.get(name) or ""

    def label_of(self, name):
        """The words of what was chosen; "" for nothing."""
        value = self.chosen(name)
        if not value or name == "zoek":
            return value
        found = self.fields[name].choices
        flat = [
            pair for value, label in found for pair in (label if isinstance(label, list | tuple) else [(value, label)])
        ]
        return next((str(label) for key, label in flat if str(key) == str(value)), "")

    @property
    def wanted(self):
        region, circle = self.regions.get(self.chosen("regio")), self.circles.get(self.chosen("leerkring"))
        return Wanted(
            words=self.chosen("zoek"),
            block=self.chosen("bouwsteen") or None,
            sharing=self.chosen("delen"),
            region=region.pk if isinstance(region, Region) else None,
            circle=circle.pk if circle else None,
        )
