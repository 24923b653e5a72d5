"""Pages of when bodies meet: planning a meeting or a series, changing one, and the year calendar."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.views.generic import FormView, TemplateView, View

from ghnt import clock
from ghnt.documents.workbook import workbook_response
from ghnt.ui.dates import long_date
from ghnt.ui.editing import EditConflictError
from programmes import meeting_dates
from programmes.body_page import visible_bodies
from programmes.conflict import answer_conflict
from programmes.forms.meeting_dates import CalendarFilter, MeetingForm, SeriesForm, bodies_to_record
from programmes.models import Meeting
from programmes.views.decision_pages import DecisionPage, MeetingPage
from programmes.year_calendar import YearCalendar, calendar_of, name_of, sheet_of
from regions.models import Body
from regions.rights import Right


class MeetingForms(FormView):
    form_class = MeetingForm
    template_name = "programmes/meeting_form.html"

    def form_valid(self, form):
        try:
            meeting = self.save(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Vergadering van {meeting.body} op {long_date(meeting.date)} opgeslagen.")
        return HttpResponseRedirect(meeting.get_absolute_url())


class PlanningPage(DecisionPage):
    """For who records for at least one body of the region."""

    def dispatch(self, request, *args, **kwargs):
        if not self.bodies.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def bodies(self):
        return bodies_to_record(self.region, self.rights, Right.RECORD_CONCLUSIONS)

    @property
    def list_url(self):
        return reverse("programmes:meeting_list", args=[self.region.slug])

    def get_initial(self):
        """The body of the page that one came from."""
        asked = self.request.GET.get("overleg", "")
        return {"body": asked} if asked.isdecimal() else {}


class MeetingCreate(PlanningPage, MeetingForms):
    def get_form_kwargs(self):
        own = {"instance": Meeting(), "bodies": self.bodies, "cancel_url": self.list_url}
        return super().get_form_kwargs() | own

    def save(self, form):
        return meeting_dates.plan_meeting(meeting=form.save(commit=False))


class MeetingSeries(PlanningPage, FormView):
    form_class = SeriesForm
    template_name = "programmes/meeting_series.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"bodies": self.bodies, "cancel_url": self.list_url}

    def form_valid(self, form):
        try:
            planned = meeting_dates.plan_series(series=form.series())
        except ValidationError as error:  # a colleague planned one of them meanwhile
            form.add_error("days", ValidationError(error.messages))
            return self.form_invalid(form)
        number, body = len(planned), planned[0].body
        words = "1 vergadering" if number == 1 else f"{number} vergaderingen"
        messages.success(self.request, f"{words} van {body} gepland.")
        return HttpResponseRedirect(self.list_url)


class MeetingUpdate(MeetingPage, MeetingForms):
    def get_form_kwargs(self):
        body = self.meeting.body
        if self.region:
            bodies = bodies_to_record(self.region, self.rights, Right.RECORD_CONCLUSIONS, kept=body)
        else:
            bodies = Body.objects.filter(pk=body.pk)
        own = {"instance": self.meeting, "bodies": bodies, "cancel_url": self.meeting.get_absolute_url()}
        return super().get_form_kwargs() | own

    def get_context_data(self, **kwargs):
        return super().get_context_data(region=self.region, meeting=self.meeting, **kwargs)

    def save(self, form):
        return meeting_dates.update_meeting(meeting=form.save(commit=False), seen=form.cleaned_data["seen"] or 0)


@dataclass(frozen=True)
class CalendarPage:
    calendar: YearCalendar
    body: Body | None
    filter_form: CalendarFilter
    may_plan: bool

    def _query(self, year):
        about = {"jaar": year} | ({"overleg": self.body.pk} if self.body else {})
        return f"?{urlencode(about)}"

    @property
    def previous(self):
        return self._query(self.calendar.year - 1)

    @property
    def next(self):
        return self._query(self.calendar.year + 1)

    @property
    def here(self):
        return self._query(self.calendar.year)

    @property
    def previous_year(self):
        return self.calendar.year - 1

    @property
    def next_year(self):
        return self.calendar.year + 1

    @property
    def about(self):
        """Region-wide, or of one body."""
        return name_of(self.body) if self.body else "alle overleggen"


class CalendarScreen(DecisionPage):
    @cached_property
    def page(self):
        offered = visible_bodies(self.rights, self.region).of_region(self.region).select_related("municipality")
        form = CalendarFilter(self.request.GET, bodies=offered)
        year, body = form.chosen("jaar") or clock.today().year, form.chosen("overleg")
        may_plan = bodies_to_record(self.region, self.rights, Right.RECORD_CONCLUSIONS).exists()
        calendar = calendar_of(self.region, self.rights, year=year, body=body)
        return CalendarPage(calendar, body, form, may_plan)


class MeetingCalendar(CalendarScreen, TemplateView):
    template_name = "programmes/meeting_calendar.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **kwargs)


class MeetingCalendarExport(CalendarScreen, View):
    http_method_names = ("get",)

    def get(self, request, *args, **kwargs):
        page = self.page
        about = (f"Regio {self.region}", f"Jaar {page.calendar.year}, {page.about}")
        name = f"jaarkalender {self.region.slug} {page.calendar.year}"
        return workbook_response(name, [sheet_of(page.calendar)], about=about)
