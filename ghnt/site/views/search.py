from dataclasses import dataclass

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from ghnt.site.search.finding import NAMES, Result, find, shown
from ghnt.site.search.index import Kind
from ghnt.site.search.query import parse
from ghnt.ui.forms import filter_helper
from regions.models import Region
from regions.rights import Right

FEW = 5
ON_A_PAGE = 20


class SearchForm(forms.Form):
    zoek = forms.CharField(label="Zoekwoorden", required=False, max_length=2000)
    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "Alles"), *((name, label) for name, label in NAMES.values())]
    )
    regio = forms.ChoiceField(label="Regio", required=False)

    def __init__(self, data, *, regions):
        super().__init__(data)
        self.regions = {region.slug: region for region in regions}
        self.fields["zoek"].widget.attrs["autocomplete"] = "off"
        self.fields["regio"].choices = [
            ("", "Alle regio’s"),
            *((slug, str(item)) for slug, item in self.regions.items()),
        ]
        names = ["zoek", "soort"] + (["regio"] if len(self.regions) > 1 else [])
        if len(names) < 3:
            del self.fields["regio"]
        self.helper = filter_helper(*names, submit="Zoeken")

    @property
    def typed(self):
        """What was typed, whatever it is: there is no wrong question."""
        return " ".join(self.data.get("zoek", "").replace("\x00", " ").split())

    @property
    def kind(self):
        names = {name: kind for kind, (name, _label) in NAMES.items()}
        return names.get(self.data.get("soort", ""))

    @property
    def region(self):
        return self.regions.get(self.data.get("regio", ""))


@dataclass(frozen=True)
class Group:
    """The matches of one kind: the first few, or a page of them."""

    name: str
    label: str
    count: int
    results: list[Result]

    @property
    def has_more(self):
        return self.count > len(self.results)


@dataclass(frozen=True)
class Found:
    typed: str
    is_too_short: bool
    groups: tuple[Group, ...]
    page: Page | None  # when one kind is asked for
    elsewhere: bool  # a filter is in use, so there may be more without it

    @property
    def total(self):
        return sum(group.count for group in self.groups)

    @property
    def words(self):
        return "1 resultaat" if self.total == 1 else f"{self.total} resultaten"


class Search(TemplateView):
    """Only finds what the visitor may read."""

    template_name = "site/search.html"

    @cached_property
    def form(self):
        rights = self.request.rights
        keys = rights.regions(Right.READ_REGION)
        regions = Region.objects.all() if keys is None else Region.objects.filter(pk__in=keys)
        return SearchForm(self.request.GET, regions=regions)

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter_form=self.form, found=self._found(), **kwargs)

    def _found(self):
        form = self.form
        query = parse(form.typed)
        matches = find(query, self.request.rights, region=form.region)
        if form.kind:
            matches = {kind: found for kind, found in matches.items() if kind is form.kind}
        page = self._page(matches.get(form.kind, ())) if form.kind else None
        groups = tuple(self._group(kind, found, page, query) for kind, found in matches.items())
        elsewhere = bool(form.kind or form.region)
        return Found(form.typed, bool(form.typed) and not query, groups, page, elsewhere)

    def _page(self, matches):
        return Paginator(matches, ON_A_PAGE).get_page(self.request.GET.get("page"))

    def _group(self, kind: Kind, matches, page, query):
        name, label = NAMES[kind]
        return Group(name, label, len(matches), shown(page if page is not None else matches[:FEW], query))
