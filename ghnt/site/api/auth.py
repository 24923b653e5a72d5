"""The door of the API: a token in the heading, with the scope of the route; never the cookie of a session."""

from __future__ import annotations

import time

from django.core.cache import cache
from django.http import Http404, HttpRequest
from ninja.errors import AuthorizationError, Throttled
from ninja.security import HttpBearer

from ghnt import clock
from ghnt.accounts.api_tokens import note_use, token_behind
from ghnt.accounts.models import ApiScope, ApiToken
from regions.rights import rights_of

ASKED_A_MINUTE = 120
MINUTE = 60


class TokenAuth(HttpBearer):
    """Whoever comes in reads what the token's user may read today, as the pages would show it."""

    def __init__(self, scope: ApiScope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Raises AuthorizationError for another scope, Throttled when it comes too often, Http404 for a NUL."""
        found = token_behind(token)
        if found is None:
            return None
        if "\0" in request.path or any("\0" in value for value in request.GET.values()):
            raise Http404  # no database keeps such a text
        request.user = found.user
        request.rights = rights_of(found.user, on=clock.today())  # type: ignore[attr-defined]
        _count(found)
        if self.scope not in found.scope_set:
            raise AuthorizationError(message=f"Dit token mag dit niet lezen. Nodig is: {self.scope.label.lower()}.")
        note_use(found)
        return found


def _count(token: ApiToken) -> None:
    now = int(time.time())
    name = f"api-{token.pk}-{now // MINUTE}"
    cache.add(name, 0, 2 * MINUTE)
    try:
        times = cache.incr(name)
    except ValueError:  # thrown out of a full cache between the two
        times = 1
    if times > ASKED_A_MINUTE:
        raise Throttled(MINUTE - now % MINUTE)
