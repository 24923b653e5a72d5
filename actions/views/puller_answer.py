"""The page behind the link of a question to a trekker: the only page that a visitor without account may write on."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.generic import View

from actions import asking
from actions.forms.asking import AnswerFieldsForm
from ghnt.accounts.secret_links import keep_apart, times_this_hour

POSTS_AN_HOUR = 30
KEPT_ON_SCREEN = 60  # texts of a post to a closed link that are shown back


@method_decorator(login_not_required, name="dispatch")
class PullerAnswerPage(View):
    """A link that was revoked, ran out or never was gives the same page with the same status."""

    http_method_names = ("get", "head", "post")

    def dispatch(self, request, *args, **kwargs):
        try:
            self.puller_request = asking.request_behind(kwargs["secret"])
            response = super().dispatch(request, *args, **kwargs)
        except asking.LinkClosedError:
            response = render(request, "actions/puller_answer_closed.html", {"typed": _typed(request)}, status=404)
        return keep_apart(response)

    def get(self, request, **kwargs):
        forms = [AnswerFieldsForm(asked=one) for one in asking.asked_actions(self.puller_request)]
        return self._show(forms, saved="opgeslagen" in request.GET)

    def post(self, request, **kwargs):
        forms = [AnswerFieldsForm(request.POST, asked=one) for one in asking.asked_actions(self.puller_request)]
        if times_this_hour(f"vraag-{self.puller_request.digest}") > POSTS_AN_HOUR:
            words = "U sloeg dit heel vaak na elkaar op. Wacht een uur en probeer het opnieuw. Uw tekst staat er nog."
            return self._show(forms, status=429, refused=words)
        if any(form.errors for form in forms):
            return self._show(forms)
        said = {form.asked.action.pk: form.said for form in forms if form.said}
        if not said:
            return self._show(forms, refused="U hebt nog niets ingevuld. Kies bij minstens één actie een fase.")
        asking.save_answers(request=self.puller_request, said=said)
        return redirect(f"{request.path}?opgeslagen")

    def _show(self, forms, *, status=200, **more):
        context = {"forms": forms, "puller_request": self.puller_request, **more}
        return render(self.request, "actions/puller_answer.html", context, status=status)


def _typed(request):
    """What somebody typed before the link was closed, to copy; the same for every closed link."""
    texts = (value for name, value in request.POST.items() if name.endswith("-text") and value.strip())
    return [text[:5000] for _, text in zip(range(KEPT_ON_SCREEN), texts, strict=False)]
