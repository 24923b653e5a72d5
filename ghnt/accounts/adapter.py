from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are handed out; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze allebei.",
        "account_inactive": "Dit account mag niet meer inloggen. Vraag het aan de projectleider van uw regio.",
        "too_many_login_attempts": "U hebt te vaak een verkeerd wachtwoord ingevuld. Probeer het straks weer.",
        "enter_current_password": "Vul uw huidige wachtwoord in.",
        "incorrect_password": "Dit is niet uw huidige wachtwoord.",
    }

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Say it on the sign-in page; only who knows the password gets here."""
        messages.error(request, self.error_messages["account_inactive"])
        return redirect("account_login")

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
