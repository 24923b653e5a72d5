"""What every link without an account has: a secret of which only the digest is kept, a limit, and headers."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.crypto import get_random_string, salted_hmac

AN_HOUR = 60 * 60
STRONG = 32  # characters of chance that make a nonce strong enough of itself


def make_secret(purpose: str, about: str, nonce: str = "") -> str:
    """256 bits that only this server can make; the same nonce gives the same secret, a short one has chance added."""
    chance = nonce if len(nonce) >= STRONG else f"{nonce}:{get_random_string(43)}"
    return salted_hmac(purpose, f"{about}:{chance}", algorithm="sha256").hexdigest()


def digest_of(secret: str) -> str:
    """What is kept of a secret: looking it up takes as long whatever was guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def times_this_hour(name: str) -> int:
    """How often this was asked in the hour that began with the first time, this one counted."""
    cache.add(name, 0, AN_HOUR)
    try:
        return cache.incr(name)
    except ValueError:  # it ran out between the two
        return 1


def keep_apart(response: HttpResponse) -> HttpResponse:
    """Out of every cache and search engine; no other site learns the address."""
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    # "no-referrer" would also hide our own origin, and Django refuses such a post.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
