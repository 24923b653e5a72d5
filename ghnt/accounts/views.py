"""API-tokens on somebody's own profile: nobody else's, not even an administrator's."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import FormView, View

from ghnt import clock
from ghnt.accounts.api_tokens import make_token, revoke_token, tokens_of
from ghnt.accounts.forms import ApiTokenForm
from ghnt.accounts.models import ApiToken
from ghnt.accounts.secret_links import keep_apart


class ApiTokenList(FormView):
    form_class = ApiTokenForm
    template_name = "account/api_token_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(lines=tokens_of(self.request.user, on=clock.today()), **kwargs)

    def form_valid(self, form):
        try:
            token, secret = make_token(user=self.request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        # The only page that ever shows the token: what is kept is its fingerprint.
        return keep_apart(render(self.request, "account/api_token_made.html", {"token": token, "secret": secret}))


class ApiTokenRevoke(View):
    http_method_names = ("post",)

    def post(self, request, pk):
        token = get_object_or_404(ApiToken, user=request.user, pk=pk)
        revoke_token(token)
        messages.success(request, f"Het token “{token.name}” is ingetrokken. Het werkt niet meer.")
        return redirect("api_token_list")
