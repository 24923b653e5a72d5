"""One planned day of a step, for several municipalities at once."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from ghnt import clock
from ghnt.ui.dates import short_date
from ghnt.ui.editing import EditConflictError
from programmes.forms.adoption import PlanStepsForm, StepChoiceForm
from programmes.municipal_acts import ActVerb
from programmes.municipal_acts.matrix import matrix_of, steps_of
from programmes.municipal_acts.steps import plan_steps
from programmes.views.adoption import ActPage
from regions.rights import Right


class AdoptionDates(ActPage, FormView):
    """One planned day of a step, for several municipalities at once."""

    needs = Right.WRITE_MUNICIPAL_ROWS
    form_class = PlanStepsForm
    template_name = "programmes/adoption_dates.html"

    @cached_property
    def steps(self):
        """The open steps of municipalities that did not decide, by their name in the column."""
        free = {line.adoption.pk: line for line in self.lines if line.may(ActVerb.FILL_DATES)}
        found = {}
        for key, steps in steps_of(self.version).items():
            for step in steps:
                if key in free and step.done_on is None:
                    found.setdefault(step.name, []).append((step, free[key]))
        return found

    @property
    def chosen(self):
        return self.steps.get(self.request.GET.get("stap", ""), [])

    def get_form_kwargs(self):
        offered = [(f"{step.pk}-{step.version}", self._label(step, line)) for step, line in self.chosen]
        return {**super().get_form_kwargs(), "offered": offered, "cancel_url": self.address.list}

    def _label(self, step, line):
        planned = f"nu {short_date(step.planned_on)}" if step.planned_on else "nog geen datum"
        return f"{line.name}, {planned}"

    def get_context_data(self, **kwargs):
        choice = StepChoiceForm(self.request.GET if "stap" in self.request.GET else None, columns=tuple(self.steps))
        form = kwargs.pop("form", None) or self.get_form()
        return super().get_context_data(filter_form=choice, form=form if self.chosen else None, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        picked = set(data.pop("steps"))
        steps = [(step, step.version) for step, _line in self.chosen if f"{step.pk}-{step.version}" in picked]
        try:
            number = plan_steps(version=self.version, steps=steps, **data)
        except EditConflictError:
            form.add_error("steps", "Een collega wijzigde een van deze stappen intussen. Kies ze opnieuw.")
            return self.form_invalid(form)
        of_all = "1 gemeente" if number == 1 else f"{number} gemeenten"
        messages.success(self.request, f"De datum is ingevuld bij {of_all}.")
        for warning in self._warnings(steps):
            messages.warning(self.request, warning)
        return redirect(self.address.list)

    def _warnings(self, steps):
        matrix = matrix_of(self.version, self.lines, on=clock.today())
        changed = {step.pk for step, _seen in steps}
        for row in matrix.rows:
            for cell in row.steps:
                if cell.warning and cell.step.pk in changed:
                    yield f"{row.line.name}: {cell.warning}"
