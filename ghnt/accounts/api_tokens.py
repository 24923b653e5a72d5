"""Tokens with which a program reads: made, revoked, found by their digest. Their rights are those of their user."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction

from ghnt import clock
from ghnt.accounts.models import ApiScope, ApiToken, User
from ghnt.accounts.secret_links import digest_of, make_secret

PREFIX = "ghnt_"  # so that whoever finds one, and programs that look for such, know what it is
USUAL_TIME = timedelta(days=92)
LONGEST_TIME = timedelta(days=366)
MOST_OPEN = 20
NOTED_EVERY = timedelta(minutes=10)  # a program that asks each second is no write each second


class TokenState(models.TextChoices):
    OPEN = "open", "Werkt"
    EXPIRED = "expired", "Verlopen"
    REVOKED = "revoked", "Ingetrokken"

    @property
    def icon(self) -> str:
        return {"open": "key", "expired": "clock", "revoked": "ban"}[self.value]

    @property
    def tone(self) -> str:
        return "green" if self == TokenState.OPEN else "grey"


@dataclass(frozen=True)
class TokenLine:
    token: ApiToken
    state: TokenState


@transaction.atomic
def make_token(*, user: User, name: str, scopes: Iterable[str], valid_to: date, nonce: str) -> tuple[ApiToken, str]:
    """A token and its secret, which is kept nowhere. The same nonce of the same person gives the same token.

    Raises ValidationError when the last day is past or too far away, without scopes, or when there are very many.
    """
    today = clock.today()
    if not today <= valid_to <= today + LONGEST_TIME:
        raise ValidationError({"valid_to": "Kies een dag vanaf vandaag, hoogstens een jaar vooruit."})
    chosen = [scope for scope in ApiScope if scope in set(scopes)]
    if not chosen:
        raise ValidationError({"scopes": "Kies wat het programma mag lezen."})
    User.objects.select_for_update().get(pk=user.pk)  # the same twice waits here
    secret = PREFIX + make_secret("ghnt.accounts.api", str(user.pk), nonce)
    made = ApiToken.objects.filter(digest=digest_of(secret)).first()
    if made is not None:
        return made, secret
    if user.api_tokens.filter(revoked_at__isnull=True, valid_to__gte=today).count() >= MOST_OPEN:
        raise ValidationError(f"U hebt al {MOST_OPEN} tokens die werken. Trek er eerst een in.")
    token = ApiToken.objects.create(
        user=user, name=name.strip(), digest=digest_of(secret), scopes=" ".join(chosen), valid_to=valid_to
    )
    return token, secret


def revoke_token(token: ApiToken) -> None:
    """Close it at once; done twice it changes nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=clock.now())


def token_behind(secret: str) -> ApiToken | None:
    """The token that works, of somebody who may still sign in; None whatever the reason."""
    if not secret.startswith(PREFIX):
        return None
    found = ApiToken.objects.filter(digest=digest_of(secret), user__is_active=True).select_related("user").first()
    return found if found and found.is_open(clock.today()) else None


def note_use(token: ApiToken) -> None:
    """Keep when it was last used, for its owner to see. The only thing that reading through the API ever writes."""
    now = clock.now()
    if token.last_used_at is None or token.last_used_at <= now - NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def tokens_of(user: User, *, on: date) -> tuple[TokenLine, ...]:
    """The newest fifty, those that work and those that worked."""
    return tuple(TokenLine(token, _state(token, on)) for token in user.api_tokens.all()[:50])


def _state(token: ApiToken, on: date) -> TokenState:
    if token.revoked_at is not None:
        return TokenState.REVOKED
    return TokenState.OPEN if token.is_open(on) else TokenState.EXPIRED
