import django_filters
from django import forms
from django.db.models import Q

from actions import columns
from actions.coverage import covering
from actions.models import ENDED_PHASES, Action, Assessment, Phase, Priority
from actions.visits import changed_since
from ghnt.periods import HalfYear
from ghnt.ui.forms import HTML, Row, filter_helper
from programmes import wording
from programmes.coverage import Subject
from programmes.models import OutlineNode
from regions.models import Municipality, Organisation

NOT_FILLED_IN = "geen"
MORE = ("prioriteit", "telaat", "gewijzigd", "bouwsteen", "maatregel", "gemeente", "periode")
# How the list looks, not which actions it holds; kept when other filters are sent.
LOOK = ("sorteer", "weergave", "programma", "kiezen", "kolommen")


class ActionFilter(django_filters.FilterSet):
    zoek = django_filters.CharFilter(label="Zoekwoord", method="filter_words")
    onderdeel = django_filters.ChoiceFilter(label="Onderdeel", method="filter_node")
    fase = django_filters.ChoiceFilter(label="Fase", field_name="phase", choices=Phase.choices)
    koers = django_filters.ChoiceFilter(
        label="Koers",
        method="filter_assessment",
        choices=[*Assessment.choices, (NOT_FILLED_IN, "Nog niet ingevuld")],
    )
    trekker = django_filters.ChoiceFilter(label="Trekker", field_name="puller")
    bouwsteen = django_filters.ChoiceFilter(label="Bouwsteen", method="filter_covered")
    maatregel = django_filters.ChoiceFilter(label="Maatregel", method="filter_covered")
    gemeente = django_filters.ChoiceFilter(label="Gemeente die meedoet", method="filter_municipality")
    periode = django_filters.ChoiceFilter(label="Stand van", method="keep_all", empty_label="Nu")

    prioriteit = django_filters.ChoiceFilter(label="Prioriteit", field_name="priority", choices=Priority.choices)
    telaat = django_filters.ChoiceFilter(
        label="Einddatum", method="filter_late", choices=[("ja", "Te laat: voorbij en niet klaar")]
    )
    gewijzigd = django_filters.ChoiceFilter(
        label="Gewijzigd", method="filter_changed", choices=[("bezoek", "Sinds mijn vorige bezoek")]
    )
    kolommen = django_filters.MultipleChoiceFilter(
        label="Kolommen naast de actie",
        method="keep_all",
        choices=list(columns.LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    sorteer = django_filters.CharFilter(method="keep_all", widget=forms.HiddenInput)
    weergave = django_filters.CharFilter(method="keep_all", widget=forms.HiddenInput)
    programma = django_filters.CharFilter(method="keep_all", widget=forms.HiddenInput)
    kiezen = django_filters.CharFilter(method="keep_all", widget=forms.HiddenInput)

    class Meta:
        model = Action
        fields = ()

    def __init__(self, data, *, programme, half_years, on, since=None, **kwargs):
        self.nodes = list(OutlineNode.objects.of(programme))
        self.on, self.since = on, since
        data = data.copy()
        data.setlist("kolommen", columns.chosen(data.getlist("kolommen")))
        super().__init__(data, **kwargs)
        self.titles = titles = wording.titles_in_force(programme.programme, on=on)
        pullers = Organisation.objects.filter(pulled_actions__programme=programme).distinct()
        members = Municipality.objects.in_region(programme.region, on=on)
        self._offer("onderdeel", [(node.pk, str(node)) for node in self.nodes])
        self._offer("trekker", pullers.values_list("pk", "name"))
        self.covers = {subject.singular: subject for subject in Subject}
        for name, subject in self.covers.items():
            asked = self.data.get(name, "")  # the page of coverage also links to what only another edition has
            chosen = [int(asked)] if asked.isdecimal() and len(asked) < 19 else []
            self._offer(name, wording.choices(subject.groups(titles), subject.entries(titles), chosen))
        self.programme, self.edition = programme, titles.edition
        self._offer("gemeente", members.values_list("slug", "name"))
        self._offer("periode", [(str(half_year), half_year.label) for half_year in half_years])
        self.form.helper = self._helper()

    def _helper(self):
        folded = any(self.data.get(name) for name in MORE)
        return filter_helper(
            *(name for name in LOOK if name != "kolommen" and self.data.get(name)),
            "zoek",
            "onderdeel",
            "fase",
            "koers",
            "trekker",
            HTML(f'<details class="fold"{" open" if folded else ""}><summary>Meer filters</summary>'),
            Row(*MORE),
            HTML('</details><details class="fold"><summary>Kolommen kiezen</summary>'),
            "kolommen",
            HTML("</details>"),
            submit="Toon acties",
        )

    def _offer(self, name, choices):
        field = self.form.fields[name]
        empty = self.filters[name].extra.get("empty_label", "Alle")
        field.choices = [("", empty), *choices]

    @property
    def half_year(self):
        """The half year asked for, if there is one that may be seen."""
        chosen = self.form.cleaned_data.get("periode") if self.form.is_valid() else ""
        return HalfYear.parse(chosen) if chosen else None

    def active(self):
        """(label, name of the parameter) of every filter in use."""
        self.form.is_valid()
        found = []
        for name, value in self.form.cleaned_data.items():
            if value and name not in LOOK:
                found.append((f"{self.form.fields[name].label}: {self._words(name, value)}", name))
        return found

    def _words(self, name, value):
        field = self.form.fields[name]
        if not isinstance(field, forms.ChoiceField):
            return value
        return dict(_flat(field.choices)).get(str(value), value)

    def filter_words(self, queryset, name, value):
        return queryset.matching(value)

    def filter_node(self, queryset, name, value):
        """The node with everything below it."""
        below = [node.pk for node in self.nodes if int(value) in node.tree_path]
        return queryset.filter(node__in=below)

    def filter_assessment(self, queryset, name, value):
        if value != NOT_FILLED_IN:
            return queryset.filter(assessment=value)
        empty = Q(assessment="") | Q(assessment__isnull=True)
        running = Q(phase__isnull=True) | ~Q(phase__in=ENDED_PHASES)
        return queryset.filter(empty & running)

    def filter_covered(self, queryset, name, value):
        return queryset.filter(pk__in=covering(self.covers[name], self.programme, int(value), self.edition))

    def filter_municipality(self, queryset, name, value):
        return queryset.taking_part(value)

    def filter_late(self, queryset, name, value):
        return queryset.late(self.on)

    def filter_changed(self, queryset, name, value):
        """Nobody's first visit has a visit before it: then everything is shown."""
        return queryset.filter(changed_since(self.since)) if self.since else queryset

    def keep_all(self, queryset, name, value):
        return queryset


def _flat(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from ((str(pk), name) for pk, name in label)
        else:
            yield str(value), label
