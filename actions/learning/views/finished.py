"""Who has finished this already? Over all regions, and per block and measure."""

from django import forms
from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView

from actions.learning.finished import overview, subject_page, told
from actions.learning.views.places import LearningPage
from actions.listing import NamedLink, changed
from ghnt import clock
from ghnt.ui.forms import filter_helper
from programmes.coverage import Subject

AUDIENCE = "alle regio’s en het landelijk team"


class FinishedFilter(forms.Form):
    zoek = forms.CharField(label="Bouwsteen, maatregel of actie", required=False, max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = filter_helper("zoek", submit="Zoek wie dit al heeft")

    @property
    def words(self):
        return self.cleaned_data["zoek"] if self.is_valid() else ""


class Finished(LearningPage, ListView):
    template_name = "actions/finished.html"
    paginate_by = 50

    @cached_property
    def filter_form(self):
        return FinishedFilter(self.request.GET)

    @cached_property
    def overview(self):
        return overview(self.rights, words=self.filter_form.words, on=clock.today())

    def get_queryset(self):
        return self.overview.found

    def get_context_data(self, **kwargs):
        words = self.filter_form.words
        active = [NamedLink(words, changed(self.request.GET, zoek=None))] if words else []
        context = super().get_context_data(
            filter_form=self.filter_form, active_filters=active, overview=self.overview, audience=AUDIENCE, **kwargs
        )
        context["found"] = told(context["page_obj"], self.rights, clock.today())
        return context


class SubjectLearning(LearningPage, TemplateView):
    """Everything about one block or measure."""

    template_name = "actions/subject_learning.html"
    subject = Subject.BLOCKS

    def get_context_data(self, **kwargs):
        page = subject_page(self.rights, self.subject, self.kwargs["pk"], on=clock.today())
        if page is None:
            raise Http404
        return super().get_context_data(page=page, audience=AUDIENCE, **kwargs)
