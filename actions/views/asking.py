"""Vraag het de trekker, for the region: asking, the link, and what to do with each answer."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from actions import asking
from actions.forms.asking import PullerChoiceForm, PullerRequestForm, TakeAnswerForm, half_years_to_ask
from actions.models import PullerRequest
from ghnt import clock
from ghnt.ui.dates import long_date
from ghnt.ui.editing import EditConflictError
from programmes.in_view import ProgrammeInView
from regions.access import RegionPage
from regions.rights import Right

AUDIENCE = "de projectleider en de medewerkers van uw regio"
ON_A_PAGE = 50


@dataclass(frozen=True)
class RequestLine:
    request: PullerRequest
    state: str


@dataclass(frozen=True)
class AnswerLine:
    """An action of the question, with the form to take its answer over while that waits."""

    asked: asking.AnsweredAction
    form: TakeAnswerForm | None


class PullerRequestList(ProgrammeInView, TemplateView):
    needs = Right.WRITE_ACTIONS
    template_name = "actions/puller_request_list.html"

    def get_context_data(self, **kwargs):
        found = asking.requests_of(self.programme) if self.programme else PullerRequest.objects.none()
        page = Paginator(found, ON_A_PAGE).get_page(self.request.GET.get("page"))
        today = clock.today()
        lines = [RequestLine(one, asking.state_words(one, one.asked, one.answered or 0, on=today)) for one in page]
        pages = {"page_obj": page, "is_paginated": page.has_other_pages(), "programme": self.programme}
        return super().get_context_data(lines=lines, audience=AUDIENCE, **pages, **kwargs)


class PullerRequestCreate(ProgrammeInView, TemplateView):
    """First whom to ask, by address; then which actions, and until when."""

    needs = Right.WRITE_ACTIONS
    template_name = "actions/puller_request_form.html"

    @cached_property
    def half_years(self):
        return half_years_to_ask(asking.usual_half_year(clock.today()), clock.today())

    @cached_property
    def half_year(self):
        asked = self.request.GET.get("halfjaar", "")
        return next((one for one in self.half_years if str(one) == asked), self.half_years[0])

    @cached_property
    def pullers(self):
        return asking.pullers_of(self.programme, self.half_year) if self.programme else []

    @cached_property
    def puller(self):
        asked = self.request.GET.get("trekker", "")
        return next((one for one, _count in self.pullers if str(one.pk) == asked), None)

    @property
    def list_url(self):
        return reverse("actions:puller_request_list", args=[self.region.slug])

    def form(self, data=None):
        if self.puller is None:
            return None
        actions = asking.open_actions(self.programme, self.puller, self.half_year)
        made = PullerRequest(programme=self.programme, half_year=self.half_year, puller=self.puller)
        return PullerRequestForm(data, instance=made, actions=actions, cancel_url=self.list_url)

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if form is None or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        nonce = form.cleaned_data["nonce"]
        try:
            made, secret = asking.ask_puller(
                request=form.instance, actions=form.chosen_actions, nonce=nonce, by=request.user
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.render_to_response(self.get_context_data(form=form))
        return show_link(request, self.region, made, secret)

    def get_context_data(self, *, form=None, **kwargs):
        query = self.request.GET if "trekker" in self.request.GET else None
        choice = PullerChoiceForm(query, pullers=self.pullers, half_years=self.half_years)
        shown = {"filter_form": choice, "puller": self.puller, "half_year": self.half_year}
        return super().get_context_data(form=form or self.form(), audience=AUDIENCE, **shown, **kwargs)


class PullerRequestPage(RegionPage):
    needs = Right.WRITE_ACTIONS

    @cached_property
    def puller_request(self):
        own = PullerRequest.objects.filter(programme__region=self.region)
        return get_object_or_404(own.select_related("programme__region", "puller"), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.region and self.rights.may(self.needs, self.region):
            self.puller_request  # noqa: B018 - an unknown question is an unknown page, whatever the verb
        return super().dispatch(request, *args, **kwargs)

    @property
    def page_url(self):
        return reverse("actions:puller_request_detail", args=[self.region.slug, self.puller_request.pk])


class PullerRequestDetail(PullerRequestPage, TemplateView):
    template_name = "actions/puller_request_detail.html"

    @cached_property
    def answered(self):
        return asking.answered_actions(self.puller_request)

    def get_context_data(self, *, bound=None, **kwargs):
        lines = [AnswerLine(one, self._form(one, bound)) for one in self.answered]
        today, given = clock.today(), sum(1 for one in self.answered if one.answer)
        state = asking.state_words(self.puller_request, len(self.answered), given, on=today)
        shown = {"lines": lines, "state": state, "is_open": asking.is_open(self.puller_request, on=today)}
        return super().get_context_data(puller_request=self.puller_request, audience=AUDIENCE, **shown, **kwargs)

    def _form(self, asked, bound):
        if asked.answer is None or asked.answer.outcome:
            return None
        return bound if bound and bound.line.action == asked.action else TakeAnswerForm(line=asked)


class PullerAnswerTake(PullerRequestDetail):
    http_method_names = ("post",)

    @cached_property
    def line(self):
        given = (one for one in self.answered if one.answer and one.answer.pk == self.kwargs["answer"])
        if (line := next(given, None)) is None:
            raise Http404
        return line

    def post(self, request, *args, **kwargs):
        form = TakeAnswerForm(request.POST, line=self.line)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(bound=form, forms=[form]))
        try:
            self.handle(form.cleaned_data)
        except EditConflictError:
            return self._again("Een collega heeft deze actie intussen bijgewerkt. Hieronder staan beide teksten.")
        except ValidationError as refusal:
            return self._again(" ".join(refusal.messages))
        return redirect(self.page_url)

    def handle(self, values):
        asking.take_answer(
            answer=self.line.answer,
            seen_version=values["seen_version"],
            seen_update=values["seen_update"],
            assessment=values.get("assessment", ""),
            by=self.request.user,
        )
        messages.success(self.request, f"Het antwoord over {self.line.action.code} is overgenomen.")

    def _again(self, words):
        """Nothing was saved: the page as it stands now, with what happened on top."""
        del self.answered
        messages.warning(self.request, words)
        return self.render_to_response(self.get_context_data(), status=409)


class PullerAnswerLeave(PullerAnswerTake):
    def handle(self, values):
        asking.leave_answer(answer=self.line.answer, seen_version=values["seen_version"], by=self.request.user)
        messages.success(self.request, f"Het antwoord over {self.line.action.code} is niet overgenomen.")


class PullerRequestRevoke(PullerRequestPage, View):
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        asking.revoke(request=self.puller_request)
        messages.success(request, "De link is ingetrokken. Hij werkt niet meer.")
        return redirect(self.page_url)


class PullerRequestNewLink(PullerRequestPage, View):
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        try:
            secret = asking.replace_link(request=self.puller_request)
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
            return redirect(self.page_url)
        return show_link(request, self.region, self.puller_request, secret)


def show_link(request, region, made, secret):
    """The only page that ever shows the link: what is kept is its fingerprint."""
    link = request.build_absolute_uri(reverse("actions:puller_answer", args=[secret]))
    subject = f"Hoe staat het met uw acties? Graag antwoord tot en met {long_date(made.valid_to)}"
    text = _mail(region, made, link)
    mailto = "mailto:?" + urlencode({"subject": subject, "body": text}, quote_via=quote)
    mail = {"subject": subject, "text": text, "mailto": mailto}
    context = {"region": region, "puller_request": made, "link": link, "mail": mail, "audience": AUDIENCE}
    return render(request, "actions/puller_request_link.html", context)


def _mail(region, made, link):
    return "\n\n".join(
        part
        for part in (
            "Beste collega,",
            f"Wilt u voor de regio {region} aangeven hoe het gaat met de acties die {made.puller} trekt? "
            f"Het gaat over het {made.half_year.label}.",
            made.message,
            f"U hebt geen account nodig. Open deze link en antwoord tot en met {long_date(made.valid_to)}:\n{link}",
            "Stuur deze link niet door: wie hem heeft, kan antwoorden.",
        )
        if part
    )
