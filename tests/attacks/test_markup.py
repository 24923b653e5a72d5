"""Hostile text in every field that people fill in: it is shown as text, on every page, in titles and drawings too."""

import html
import re
from html.parser import HTMLParser

import pytest
from django.db.models import CharField, TextField
from django.urls import reverse

from ghnt.notices.models import Notice
from ghnt.ui.rich_text import rich_text
from programmes.models import (
    AdoptionStep,
    ConclusionDraft,
    ConclusionReview,
    CouncilDocument,
    CouncilDocumentChapter,
    CouncilMotion,
    CouncilPromise,
    DossierLink,
    FollowUp,
    ProposalSource,
    Recess,
    RemarkFollowUp,
    ReviewBundle,
    RouteTemplate,
    RouteTemplateStep,
)
from programmes.reference import lists
from regions.models import Contact, Seat
from reporting import workflow
from tests import factories
from tests.attacks.conftest import crawl
from tests.world import HALF_YEAR, fill_in

pytestmark = pytest.mark.sqlite  # what is read and refused hangs on no database

EVIL = "</title></textarea><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7|add:35 }}{% debug %}"
LINKS = "[klik](javascript:alert(1)) [b](data:text/html,x) [c](vbscript:x) <javascript:alert(1)> [d](//evil.example)"

DECIDING = (AdoptionStep, ConclusionDraft, ConclusionReview, Contact, CouncilDocument, CouncilDocumentChapter)
DECIDING += (CouncilMotion, CouncilPromise, DossierLink, FollowUp, Notice, Recess, RemarkFollowUp, ReviewBundle)
DECIDING += (RouteTemplate, RouteTemplateStep, Seat)
KEPT = {"key", "url"}  # what nobody types


class Dangers(HTMLParser):
    """What a browser would run: a script of the page's own, a handler, an address that is a script."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        inline = tag == "script" and not (values.get("src") or "").startswith("/static/")
        handlers = [name for name in values if name.startswith("on") or name == "style"]
        addresses = [value for name, value in attrs if name in {"href", "src", "action", "formaction", "xlink:href"}]
        strange = [value for value in addresses if not re.match(r"(/(?!/)|#|\?|\.|https?:|mailto:|$)", value or "")]
        if inline or tag in {"iframe", "object", "img"} or handlers or strange:
            self.found.append((tag, attrs))


@pytest.fixture
def evil(world):
    home = world.own
    for thing, names in (
        (home.region, ["name"]),
        (home.municipality, ["name"]),
        (home.body, ["name"]),
        (home.node.programme, ["title", "top_level_name"]),
        (home.node, ["title", "text"]),
        (home.action, ["title", "description", "expected_result"]),
        (home.proposal, ["subject", "contact", "unit", "reference", "explanation"]),
        (home.meeting, ["place"]),
        (world.users["leader"], ["name"]),
    ):
        for name in names:
            size = thing._meta.get_field(name).max_length
            setattr(thing, name, EVIL[:size] if size else EVIL + LINKS)
        thing.save()
    update = home.action.updates.get(half_year=HALF_YEAR)
    for name in ("explanation", "efforts", "results", "outlook"):
        setattr(update, name, EVIL + LINKS)
    update.save()
    conclusion = factories.ConclusionFactory(step=home.planned_step, text=EVIL + LINKS, body_name=EVIL, by_name=EVIL)
    factories.RemarkFactory(conclusion=conclusion, text=EVIL + LINKS)
    factories.ProposedDecisionFactory(proposal=home.proposal, text=EVIL + LINKS)
    factories.AgendaItemFactory(meeting=home.meeting, subject=EVIL)
    for model in DECIDING:
        for row in model.objects.all():
            texts = [one for one in model._meta.concrete_fields if type(one) in (CharField, TextField)]
            typed = {
                one.name: EVIL + LINKS for one in texts if not one.choices and one.editable and one.name not in KEPT
            }
            for name, text in typed.items():
                room = model._meta.get_field(name).max_length
                typed[name] = f"{row.pk}{text}"[:room] if room else text
            model.objects.filter(pk=row.pk).update(**typed)
    ProposalSource.objects.create(proposal=home.proposal, text=EVIL, unrecognised=EVIL, by_name=EVIL)
    fill_in(home.draft)
    home.draft.answers.update(text=EVIL + LINKS)
    workflow.submit(report=home.draft, by=world.users["leader"])
    return world


@pytest.mark.parametrize("role", ["leader", "national", "municipal", "administrator"])
def test_no_page_lets_it_through(evil, sign_in, role):
    region = f"/regio/{evil.own.region.slug}/"
    dossier = reverse("reporting:dossier", args=[evil.own.around["dossier_secret"]])
    pages = dict(crawl(sign_in(role), region, f"{region}rapportages/{HALF_YEAR}/versies/1/", dossier))
    shown = [url for url, text in pages.items() if html.escape("<script>alert(1)") in text or "alert(1)" in text]
    assert len(shown) > 3
    ours = {url: text for url, text in pages.items() if not url.startswith("/beheer/")}
    assert [(url, found) for url, text in ours.items() if (found := Dangers(text).found)] == []
    assert [url for url, text in pages.items() if "<script>alert" in text or "<img src=x" in text] == []
    # A template in a text stays a text.
    assert [url for url, text in pages.items() if "{'" in text and "csrf_token" in text] == []
    assert [url for url, text in pages.items() if "}42{" in text or "'42" in text] == []


def test_messages_and_conflict_page_do_not_either(evil, sign_in):
    client, home = sign_in("leader"), evil.own
    form = {"code": "1", "title": EVIL, "text": EVIL, "seen_version": 99}
    address = reverse("programmes:node_update", args=["eigen", home.node.pk])
    conflict = client.post(address, form)
    assert conflict.status_code == 409
    saved = client.post(address, form | {"seen_version": home.node.version}, follow=True)
    assert "is opgeslagen" in saved.content.decode()
    for page in (conflict, saved):
        assert Dangers(page.content.decode()).found == []


def test_pasted_form_with_hostile_html_is_shown_as_text(evil, sign_in):
    lists.load_lists()
    source = (
        f"Algemeen\t\nOnderwerp\t{EVIL}\nE-mail\t{EVIL}\nBehandeling\t\n1-3-2021\t{EVIL}\tinformeren\t{EVIL}{LINKS}\n"
    )
    page = sign_in("leader").post(reverse("programmes:proposal_paste", args=["eigen"]), {"source": source})
    assert page.status_code == 200
    assert Dangers(page.content.decode()).found == []


@pytest.mark.parametrize(
    "text",
    [
        LINKS,
        "[a](JaVaScRiPt:alert(1))",
        "[a](java\tscript:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](&amp;#106;avascript:alert(1))",
        "[a](javascript&colon;alert(1))",
        "[a](\x01javascript:alert(1))",
        '[a](https://x.nl"onmouseover=alert(1))',
        'https://x.nl/"onmouseover=alert(1)',
        "https://x.nl/'><script>alert(1)</script>",
        '<a href="javascript:alert(1)">x</a>',
        "<a href='https://x.nl\" onclick=\"alert(1)'>x</a>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&amp;amp;amp;lt;script&amp;amp;amp;gt;alert(1)",
        "<scr<script>ipt>alert(1)</script>",
        "<svg/onload=alert(1)>",
        '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
        '<ul title="x><script>alert(1)</script>',
        "![x](javascript:alert(1))",
        "[x]: javascript:alert(1)\n\n[x]",
    ],
)
def test_rich_text_makes_no_markup_of_it(text):
    shown = rich_text(text)
    assert set(re.findall(r"<(/?\w+)", shown)) <= {"p", "/p", "ul", "/ul", "ol", "/ol", "li", "/li", "a", "/a", "br"}
    assert not re.search(r"href=\"(?!https?://|mailto:)", shown)
    assert all(re.fullmatch(r'<a href="[^"]*" rel="[\w ]*">', tag) for tag in re.findall(r"<a [^>]*>", shown))


def test_quote_in_an_attribute_swallows_no_text():
    assert "blijft staan" in rich_text('<p class="MsoNormal>Dit blijft staan <ul title=">ook')
