"""A form that is posted needs its token; an include with `only` does not hand it on by itself."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from regions.models import Role
from tests.factories import ActionFactory, RegionFactory, RoleAssignmentFactory

TEMPLATES = Path(settings.BASE_DIR) / "templates"
INCLUDE = re.compile(r'{% include "(?P<name>[^"]+)"(?P<rest>[^%]*)%}')
# The filters are a GET form; form_helper leaves the token out of it.
WITHOUT_TOKEN = {"includes/_filters.html"}


def posts(name):
    """Whether this template, or one it includes, writes a token."""
    text = (TEMPLATES / name).read_text()
    if name not in WITHOUT_TOKEN and ("{% csrf_token %}" in text or "{% crispy " in text):
        return True
    return any(posts(match["name"]) for match in INCLUDE.finditer(text) if match["name"] != name)


def lonely_includes():
    for path in sorted(TEMPLATES.rglob("*.html")):
        for match in INCLUDE.finditer(path.read_text()):
            if match["rest"].split()[-1:] == ["only"]:
                yield path.relative_to(TEMPLATES).as_posix(), match["name"], match["rest"]


def test_include_with_only_hands_the_token_to_a_form():
    lost = [
        f"{page}: {name}"
        for page, name, rest in lonely_includes()
        if posts(name) and "csrf_token=csrf_token" not in rest
    ]
    assert lost == []


@pytest.mark.django_db
def test_action_page_buttons_are_accepted_with_token_checks():
    region = RegionFactory()
    leader = RoleAssignmentFactory(role=Role.LEADER, region=region).user
    action = ActionFactory(node__programme__region=region)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(leader)
    page = browser.get(action.get_absolute_url()).content.decode()
    forms = re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL)
    assert [form for form in forms if "csrfmiddlewaretoken" not in form] == []
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    url = reverse("actions:action_put_away", args=[region.slug, action.pk])
    assert browser.post(url, {"csrfmiddlewaretoken": token}).status_code == 302


@pytest.mark.django_db
def test_expired_page_says_how_to_go_on():
    region = RegionFactory()
    leader = RoleAssignmentFactory(role=Role.LEADER, region=region).user
    action = ActionFactory(node__programme__region=region)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(leader)
    answer = browser.post(reverse("actions:action_put_away", args=[region.slug, action.pk]))
    assert answer.status_code == 403
    assert "<h1>Niet opgeslagen: de pagina was verlopen</h1>" in answer.content.decode()


@pytest.mark.django_db
def test_address_of_a_button_opened_as_page_says_how_to_go_on(client):
    region = RegionFactory()
    client.force_login(RoleAssignmentFactory(role=Role.LEADER, region=region).user)
    action = ActionFactory(node__programme__region=region)
    answer = client.get(reverse("actions:action_put_away", args=[region.slug, action.pk]))
    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")
    assert "<h1>Uw laatste klik is niet uitgevoerd</h1>" in answer.content.decode()
