"""A token for a program: somebody's own, of a home for the sake of the tables."""

from datetime import timedelta

from ghnt import clock
from ghnt.accounts.api_tokens import make_token
from ghnt.accounts.models import ApiScope


def put_api(home, user):
    token, _ = make_token(
        user=user,
        name=f"Dashboard {home.region}",
        scopes=ApiScope.values,
        valid_to=clock.today() + timedelta(days=60),
        nonce="t" * 43,
    )
    home.around["api_token"] = token.pk
