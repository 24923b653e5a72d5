import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.world import TODAY, World, make_world

LINK = re.compile(r'(?:href|action|hx-get)="(/[^"#]*)"')


@pytest.fixture
def world(db, settings) -> World:
    settings.TODAY = TODAY
    return make_world()


@pytest.fixture
def sign_in(world):
    """A client of its own for a role in the region "Eigen", or for any user."""

    def client_of(who, **options) -> Client:
        client = Client(**options)
        client.force_login(world.users[who] if isinstance(who, str) else who)
        return client

    return client_of


def crawl(client: Client, *starts: str) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, with its text, the answers to a wrong verb among them."""
    for url, response in answers(client, *starts):
        yield url, response.content.decode()


def answers(client: Client, *starts: str) -> Iterator[tuple[str, HttpResponse]]:
    """The same pages, with all that the server said."""
    waiting, seen = ["/", *starts], set()
    while waiting:
        url = waiting.pop().replace("&amp;", "&")
        if url in seen or url.startswith(("/static/", "/afmelden/")):
            continue
        seen.add(url)
        response = client.get(url)
        assert response.status_code < 500, url
        if response.streaming or "html" not in response.get("Content-Type", ""):
            if response.streaming:
                response.getvalue()  # a file that is not read to its end stays open
            waiting += [response["Location"]] if response.has_header("Location") else []
            continue
        waiting += [response["Location"]] if response.has_header("Location") else []
        waiting += LINK.findall(response.content.decode())
        yield url, response
