"""What regions raised, and the national bottlenecks that similar ones hang under."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView, UpdateView, View

from actions.bottlenecks import listing, national, saving
from actions.bottlenecks.forms import NationalFilter, NationalForm
from actions.bottlenecks.reading import NATIONAL_AUDIENCE, members_of, page_of
from actions.bottlenecks.views.writing import Steps
from actions.models import Bottleneck
from ghnt import clock
from ghnt.documents.workbook import workbook_response
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from regions.models import Role
from regions.rights import Right

FOLLOWERS = {Role.NATIONAL, Role.ADVISER}


class NationalPage:
    """For the national team and its advisers; for others it is unknown. `writes` is for the team alone."""

    writes = False

    def find(self):
        """What the page is about, before any verb is judged."""

    @property
    def rights(self):
        return self.request.rights

    def dispatch(self, request, *args, **kwargs):
        if not FOLLOWERS & request.rights.roles:
            raise Http404
        self.find()
        if self.writes and not request.rights.may(Right.WRITE_NATIONAL):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


@dataclass(frozen=True)
class NationalList:
    filter_form: NationalFilter
    rows: tuple[listing.BottleneckRow, ...]
    sentence: str
    may_write: bool
    is_filtered: bool
    workbook_url: str


class Raised(NationalPage):
    @cached_property
    def filter_form(self):
        return NationalFilter(self.request.GET)

    @cached_property
    def rows(self):
        return listing.raised_by_regions(self.rights, self.filter_form.chosen)


class NationalBottleneckList(Raised, ListView):
    template_name = "actions/bottlenecks/national_list.html"
    paginate_by = 25

    def get_queryset(self):
        return self.rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        on, query = clock.today(), self.request.GET.urlencode()
        url = reverse("actions:national_bottleneck_workbook")
        context["page"] = NationalList(
            filter_form=self.filter_form,
            rows=listing.rows_of(context["page_obj"], on),
            sentence=listing.sentence(self.rows, on),
            may_write=self.rights.may(Right.WRITE_NATIONAL),
            is_filtered=bool(self.filter_form.chosen),
            workbook_url=f"{url}?{query}" if query else url,
        )
        return context


class NationalBottleneckWorkbook(Raised, View):
    def get(self, request, *args, **kwargs):
        sheet = listing.bottleneck_sheet(self.rows, clock.today())
        return workbook_response("knelpunten-landelijk", [sheet], about=("Knelpunten die regio’s voorlegden",))


class NationalBottleneckPage(NationalPage):
    """A page about one national bottleneck, in `self.bottleneck`."""

    def find(self):
        return self.bottleneck

    @cached_property
    def bottleneck(self):
        return get_object_or_404(Bottleneck.objects.visible_to(self.rights).national(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(bottleneck=self.bottleneck, **kwargs)


class NationalBottleneckDetail(NationalBottleneckPage, TemplateView):
    template_name = "actions/bottlenecks/detail.html"

    def get_context_data(self, **kwargs):
        page = page_of(self.bottleneck, self.rights, on=clock.today())
        return super().get_context_data(page=page, region=None, **kwargs)


class NationalBottleneckStep(NationalBottleneckPage, Steps):
    """Whoever reads it and never may do this is refused by the table of verbs."""


class NationalBottleneckCreate(NationalPage, UpdateView):
    """Of ones that were chosen in the list ("?knelpunt=3&knelpunt=8"), or of nothing yet."""

    writes = True
    form_class = NationalForm
    template_name = "actions/bottlenecks/national_form.html"

    @cached_property
    def chosen(self):
        asked = [one for one in self.request.GET.getlist("knelpunt") if one.isdecimal() and len(one) < 10]
        rows = national.linkable(self.rights).filter(pk__in=asked[: national.MOST_AT_ONCE])
        return tuple(rows.select_related("region", "national").order_by("region__name", "number"))

    def get_object(self, queryset=None):
        first = self.chosen[0] if self.chosen else Bottleneck()
        said = {name: getattr(first, name) for name in ("title", "text", "proposed_solution")}
        return Bottleneck(found_on=clock.today(), **said)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": reverse("actions:national_bottleneck_list")}

    def form_valid(self, form):
        try:
            made = national.make_national(
                bottleneck=form.instance,
                blocks=form.cleaned_data["blocks"],
                level=form.cleaned_data["level"],
                members=self.chosen,
                by=self.request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, f"Landelijk knelpunt {made.code} is gemaakt.")
        return redirect(made)

    def get_context_data(self, **kwargs):
        names = {"bottleneck": None, "chosen": self.chosen, "audience": NATIONAL_AUDIENCE}
        return super().get_context_data(**names, **kwargs)


class NationalBottleneckUpdate(NationalBottleneckPage, UpdateView):
    writes = True
    form_class = NationalForm
    template_name = "actions/bottlenecks/national_form.html"

    def get_object(self, queryset=None):
        return self.bottleneck

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.bottleneck.get_absolute_url()}

    def form_valid(self, form):
        said = form.cleaned_data
        try:
            saving.save_bottleneck(
                bottleneck=form.instance,
                relations={"blocks": said["blocks"]},
                seen_version=said["seen_version"] or 0,
                by=self.request.user,
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Landelijk knelpunt {self.bottleneck.code} is opgeslagen.")
        return redirect(self.bottleneck)

    def get_context_data(self, **kwargs):
        return super().get_context_data(chosen=(), audience=NATIONAL_AUDIENCE, **kwargs)


@dataclass(frozen=True)
class LinkPage:
    rows: tuple[listing.BottleneckRow, ...]
    members: tuple[Bottleneck, ...]
    filter_form: NationalFilter
    is_filtered: bool


class NationalBottleneckLinks(NationalBottleneckPage, ListView):
    """What hangs under it, and what could: one button each, so that a page of a list never undoes another page."""

    writes = True
    template_name = "actions/bottlenecks/links.html"
    paginate_by = 25

    @cached_property
    def filter_form(self):
        return NationalFilter(self.request.GET)

    def get_queryset(self):
        free = national.linkable(self.rights).filter(national__isnull=True)
        return listing.in_order(listing.narrowed(free, self.filter_form.chosen))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["page"] = LinkPage(
            rows=listing.rows_of(context["page_obj"], clock.today()),
            members=members_of(self.bottleneck, self.rights),
            filter_form=self.filter_form,
            is_filtered=bool(self.filter_form.chosen),
        )
        return context

    def post(self, request, *args, **kwargs):
        members = {one.pk: one for one in members_of(self.bottleneck, self.rights)}
        adding, taking = (
            [int(one) for one in request.POST.getlist(name) if one.isdecimal() and len(one) < 10]
            for name in ("koppelen", "loskoppelen")
        )
        found = national.linkable(self.rights).filter(pk__in=adding).select_related("region")
        wanted = {**{pk: one for pk, one in members.items() if pk not in taking}, **{one.pk: one for one in found}}
        try:
            national.set_members(national=self.bottleneck, members=list(wanted.values()), by=request.user)
            messages.success(request, "De koppelingen zijn opgeslagen.")
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect(request.get_full_path())
