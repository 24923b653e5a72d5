"""The frame of every page, rendered with plain contexts."""

import re
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from ghnt.ui.charts import ChartTable

pytestmark = pytest.mark.urls("tests.ui.urls")


def link(label, **more):
    return {"label": label, "url": f"/{label.lower()}/", "current": False} | more


NAVIGATION = {
    "product_links": [link("Werk", count=5)],
    "region": SimpleNamespace(name="Noord-Veluwe en Midden-IJssel/Oost-Veluwe"),
    "side_links": [[link("Overzicht"), link("Acties", current=True)], [link("Cijfers")]],
    "region_switch": [link("Utrecht"), link("Zeeland")],
}


def base(**context):
    return render_to_string("base.html", context, request=RequestFactory().get("/"))


def test_base_page_stands_without_navigation():
    html = base()
    assert '<html lang="nl"' in html
    assert "<title>Geweld hoort nergens thuis - ghnt</title>" in html
    assert 'class="side-menu"' not in html
    assert 'href="#inhoud"' in html
    assert html.count('aria-live="polite"') == 1


def test_base_page_has_no_inline_script_or_style():
    html = base(navigation=NAVIGATION)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)


def test_base_page_shows_menu_twice_with_the_current_page_marked():
    html = base(navigation=NAVIGATION, user=SimpleNamespace(is_authenticated=True))
    assert html.count('<a href="/acties/" aria-current="page">') == 2
    assert '<details class="small-menu">' in html
    assert "Zeeland" in html


def test_base_page_signs_out_with_a_post_form():
    html = base(navigation=NAVIGATION, user=SimpleNamespace(is_authenticated=True))
    assert re.search(r'<form method="post" action="/uitloggen/">', html)


@pytest.mark.parametrize("name", ["400", "500"])
def test_error_page_stands_without_context(name):
    html = render_to_string(f"{name}.html")
    assert html.lstrip().startswith("<!doctype html>")
    assert re.search(r"<h1>\w", html)


@pytest.mark.parametrize("name", ["403", "404", "409", "413", "429"])
def test_error_page_has_the_frame(name):
    html = render_to_string(f"{name}.html", {}, request=RequestFactory().get("/"))
    assert '<main id="inhoud"' in html


def test_conflict_page_shows_both_texts():
    html = render_to_string(
        "409.html", {"mine": "<mijn>", "theirs": "die", "changed_by": "Jan"}, request=RequestFactory().get("/")
    )
    assert "&lt;mijn&gt;</textarea>" in html
    assert "Die van Jan" in html


def test_pager_keeps_the_filters():
    page = Paginator(range(30), 10).page(2)
    html = render_to_string("includes/_pager.html", {"page_obj": page}, request=RequestFactory().get("/?fase=a&page=2"))
    assert 'href="?fase=a&amp;page=3"' in html
    assert 'aria-current="page"' in html


def test_pager_of_one_page_is_nothing():
    page = Paginator(range(3), 10).page(1)
    assert render_to_string("includes/_pager.html", {"page_obj": page}).strip() == ""


def test_page_header_says_who_reads_along():
    html = render_to_string("includes/_page_header.html", {"title": "Acties", "audience": "alleen uw regio"})
    assert "<h1>Acties</h1>" in html
    assert "Zichtbaar voor: alleen uw regio" in html
    assert "utrecht-button" not in html


def test_chart_table_heads_rows_and_columns():
    table = ChartTable("Koers", ["Onderdeel", "Op koers"], [["1 Eerder", 2]])
    html = render_to_string("includes/_chart_table.html", {"table": table})
    assert '<th scope="row">1 Eerder</th><td class="number">2</td>' in html


def test_definition_list_says_what_is_missing():
    html = render_to_string("includes/_definition_list.html", {"facts": [("Trekker", ""), ("Uren", 0)]})
    assert "Nog niet ingevuld" in html
    assert "<dd>0</dd>" in html
