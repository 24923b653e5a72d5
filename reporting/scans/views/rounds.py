"""Rounds of scans of a region: all of them, one with who is where and its results, starting, changing, repeating."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView, View

from ghnt import clock
from ghnt.documents.workbook import workbook_response
from ghnt.ui.dates import long_date
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from regions.access import MunicipalityPage, RegionPage
from regions.rights import Right
from reporting.models import FilledBy, ScanRound
from reporting.scans import rounds
from reporting.scans.comparing import Comparison, compare
from reporting.scans.forms.rounds import RoundForm
from reporting.scans.improving import PointLine
from reporting.scans.page import round_points
from reporting.scans.pictures import ScorePicture, comparison_picture, theme_pictures
from reporting.scans.reading import lists_for
from reporting.scans.results import FEWEST_OUTSIDE, Results, results_of
from reporting.scans.sheets import round_sheets
from reporting.scans.standing import RoundStanding, scan_url, who_is_where
from reporting.scans.views.doors import RoundPage

AUDIENCE = "uw regio en haar gemeenten; het landelijk team ziet geen namen van gemeenten"
FIRST_DAYS = timedelta(days=56)  # how long a new round is open, unless somebody says otherwise


@dataclass(frozen=True)
class RoundLine:
    round: ScanRound
    url: str
    words: str
    to_repeat: bool


class ScanRounds(RegionPage, ListView):
    """All rounds of a region, the newest first."""

    template_name = "reporting/scan_list.html"
    paginate_by = 20

    def get_queryset(self):
        done = Count("scans", filter=Q(scans__finished_at__isnull=False), distinct=True)
        busy = Count("scans", filter=Q(scans__finished_at__isnull=True), distinct=True)
        found = ScanRound.objects.of(self.region).select_related("list")
        return found.annotate(done=done, busy=busy, again=Count("repeats", distinct=True)).order_by(
            "-reference_date", "-pk"
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(audience=AUDIENCE, **kwargs)
        context["lines"] = [self._line(one) for one in context["object_list"]]
        context["may_write"] = self.rights.may(Right.WRITE_ACTIONS, self.region)
        return context

    def _line(self, round):
        round.region = self.region
        url = round.get_absolute_url()
        to_repeat = bool(round.repeat_on and round.repeat_on <= clock.today() and not round.again)
        return RoundLine(round, url, _progress_words(round), to_repeat)


def _progress_words(round):
    if round.list.filled_by == FilledBy.REGION:
        return "klaar" if round.done else "bezig" if round.busy else "niet begonnen"
    done = f"{round.done} {'gemeente' if round.done == 1 else 'gemeenten'} klaar"
    return f"{done}, {round.busy} bezig" if round.busy else done


class MunicipalScans(MunicipalityPage, ListView):
    """The scans of one municipality, the newest first."""

    sees = Right.READ_INSIDE
    template_name = "reporting/municipal_scan_list.html"
    paginate_by = 20

    def get_queryset(self):
        found = ScanRound.objects.of(self.region).filter(list__filled_by=FilledBy.MUNICIPALITY)
        return found.filter(opens__lte=clock.today()).select_related("list")

    def get_context_data(self, **kwargs):
        audience = "uw regio en haar gemeenten, niet het landelijk team"
        context = super().get_context_data(audience=audience, **kwargs)
        own = {one.round_id: one for one in self.municipality.scans.filter(round__in=context["object_list"])}
        context["lines"] = [(one, own.get(one.pk), scan_url(one, self.municipality)) for one in context["object_list"]]
        return context


@dataclass(frozen=True)
class RoundView:
    """What the page of a round shows besides the round itself."""

    standing: RoundStanding
    results: Results
    pictures: tuple[ScorePicture, ...]
    points: list[PointLine]
    may_write: bool
    reads_inside: bool
    is_to_repeat: bool
    repeated_by: ScanRound | None

    @property
    def fewest(self):
        return FEWEST_OUTSIDE

    @property
    def points_taken_up(self):
        return sum(not line.is_open for line in self.points)


class ScanRoundDetail(RoundPage, TemplateView):
    template_name = "reporting/scan_round_detail.html"

    def get_context_data(self, **kwargs):
        today, inside = clock.today(), self.reads_inside
        standing = who_is_where(self.round, on=today)
        results = results_of(self.round, outside=not inside)
        repeated_by = self.round.repeats.first()
        if repeated_by is not None:
            repeated_by.region, repeated_by.list = self.region, self.round.list
        page = RoundView(
            standing,
            results,
            theme_pictures(results),
            round_points(self.round, self.rights, on=today) if inside else [],
            may_write=self.may_write,
            reads_inside=inside,
            is_to_repeat=repeated_by is None and bool(self.round.repeat_on and self.round.repeat_on <= today),
            repeated_by=repeated_by,
        )
        return super().get_context_data(round=self.round, page=page, audience=AUDIENCE, **kwargs)


class RoundForms(FormView):
    template_name = "reporting/scan_round_form.html"
    title = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, audience=AUDIENCE, **kwargs)

    def form_refused(self, form, error):
        """By field where the error knows it."""
        for name, found in getattr(error, "message_dict", {None: error.messages}).items():
            form.add_error(name if name in form.fields else None, found)
        return self.form_invalid(form)


class ScanRoundCreate(RegionPage, RoundForms):
    needs = Right.WRITE_ACTIONS
    title = "Scan starten"

    @cached_property
    def lists(self):
        return lists_for(self.region)

    def get_initial(self):
        today = clock.today()
        asked = self.request.GET.get("lijst", "")
        chosen = next((one.pk for one in self.lists if asked == str(one.pk)), None)
        return {
            "list": chosen,
            "reference_date": today,
            "opens": today,
            "due": today + FIRST_DAYS,
            "repeat_on": rounds.year_later(today),
        }

    def get_form(self, form_class=None):
        data = self.request.POST if self.request.method == "POST" else None
        cancel = reverse("reporting:scan_list", args=[self.region.slug])
        return RoundForm(data, lists=self.lists, submit="Scan starten", cancel_url=cancel, initial=self.get_initial())

    def form_valid(self, form):
        scan_list = form.cleaned_data.get("list")
        if scan_list is None:
            return self.form_refused(form, ValidationError(rounds.NO_LIST))
        try:
            made = rounds.start_round(region=self.region, scan_list=scan_list, values=form.values, by=self.request.user)
        except ValidationError as error:
            return self.form_refused(form, error)
        messages.success(self.request, f"‘{made}’ staat klaar. Wie invult, krijgt bericht en een taak in Mijn werk.")
        return HttpResponseRedirect(made.get_absolute_url())


class ScanRoundUpdate(RoundPage, RoundForms):
    needs = Right.WRITE_ACTIONS
    title = "Scan wijzigen"

    def get_form(self, form_class=None):
        names = ("reference_date", "opens", "due", "repeat_on", "explanation")
        initial = {name: getattr(self.round, name) for name in names} | {"seen_version": self.round.version}
        data = self.request.POST if self.request.method == "POST" else None
        return RoundForm(data, submit="Scan opslaan", cancel_url=self.round.get_absolute_url(), initial=initial)

    def get_context_data(self, **kwargs):
        return super().get_context_data(round=self.round, **kwargs)

    def form_valid(self, form):
        try:
            rounds.change_round(round=self.round, values=form.values, seen=form.cleaned_data["seen_version"] or 0)
        except ValidationError as error:
            return self.form_refused(form, error)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, "De scan is opgeslagen.")
        return HttpResponseRedirect(self.round.get_absolute_url())


class RoundVerb(RoundPage, View):
    needs = Right.WRITE_ACTIONS
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        try:
            round, words = self.do()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self.round.get_absolute_url())
        messages.success(request, words)
        return redirect(round.get_absolute_url())


class ScanRoundRepeat(RoundVerb):
    def do(self):
        made = rounds.repeat_round(round=self.round, by=self.request.user)
        words = f"De herhaling staat klaar: invullen vóór {long_date(made.due)}. Wie invult, krijgt bericht."
        return made, words


class ScanRoundClose(RoundVerb):
    def do(self):
        rounds.close_round(round=self.round, closed=True)
        return self.round, "De scan is afgesloten. Niemand vult nu nog in."


class ScanRoundOpen(RoundVerb):
    def do(self):
        rounds.close_round(round=self.round, closed=False)
        return self.round, "De scan staat weer open."


@dataclass(frozen=True)
class ComparisonView:
    comparison: Comparison
    picture: ScorePicture | None
    chosen: str


class ScanComparison(RoundPage, TemplateView):
    """The own municipalities beside each other; nobody outside the region sees them by name."""

    needs = Right.READ_INSIDE
    template_name = "reporting/scan_comparison.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("onderwerp", "")
        found = compare(self.round, theme=asked)
        titles = dict(found.all_themes)
        if asked not in titles:
            asked, found = "", compare(self.round) if asked else found
        about = titles.get(asked, "alle onderwerpen samen")
        picture = comparison_picture(found, f"{self.round}: {about}, per gemeente")
        page = ComparisonView(found, picture, asked)
        audience = "uw regio en haar gemeenten, niet het landelijk team"
        return super().get_context_data(round=self.round, page=page, audience=audience, **kwargs)


class ScanRoundWorkbook(RoundPage, View):
    needs = Right.READ_INSIDE

    def get(self, request, **kwargs):
        points = round_points(self.round, self.rights, on=clock.today())
        sheets = round_sheets(self.round, results_of(self.round), points)
        about = (f"Regio {self.region}", str(self.round), f"Peildatum {long_date(self.round.reference_date)}")
        return workbook_response(f"{self.round}-{self.region.slug}", sheets, about=about)
