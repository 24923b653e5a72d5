import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from ghnt.documents.apart import RenderingError
from ghnt.documents.models import RenderingState
from reporting.bundles import asking, book, region_pages
from reporting.bundles.choosing import GLANCE, LINES, MORE, available, chapters_of, order_of
from reporting.bundles.cutting import chosen_html
from reporting.bundles.order import read_order
from reporting.bundles.turns import in_silence
from reporting.models import BookChapter, Bundle, BundleKind, EventKind, ReportVersion
from reporting.pdf.document import report_html
from tests.documents.reading import text_of
from tests.factories import UserFactory
from tests.reporting.bundled import SUMMARY, a_region, a_round, sealed
from tests.reporting.sample_content import ACCEPTED, NORMAL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_july")]


@pytest.fixture
def round_():
    return a_round()


@pytest.fixture
def regions(round_):
    """Rivierenland accepted, Zandstreek submitted, Duinrand nothing."""
    found = a_region("Rivierenland", "RVL"), a_region("Zandstreek", "ZND"), a_region("Duinrand", "DNR")
    sealed(found[0], round_, EventKind.ACCEPTED, content=NORMAL)
    sealed(found[1], round_)
    return found


def order(round_, **choice):
    choice = {"chapters": [SUMMARY, GLANCE], "regions": None, "with_concepts": True} | choice
    return asking.book_order(round_, **choice)


def made(round_, **choice):
    with book.draw_book(order(round_, **choice), tell=in_silence).open() as file:
        return file.read()


def outline_of(pdf):
    with pdf.open_outline() as outline:
        return [(item.title, [child.title for child in item.children]) for item in outline.root]


def test_book_says_that_an_accepted_version_was_reopened(round_):
    region = a_region("Rivierenland", "RVL")
    sealed(region, round_, EventKind.ACCEPTED, EventKind.REOPENED, content=NORMAL)
    (one,) = (one for one in available(round_, on=round_.due) if one.version)
    assert one.stand == "versie 1, geaccepteerd, later heropend"
    assert order(round_, with_concepts=False).parts[0].state == "geaccepteerd, later heropend"
    told = " ".join(text_of(made(round_)).split())
    assert "Later heropend Rivierenland" in told
    assert "Heropend Op 1 maart 2021, voor een nieuwe versie" in told


def test_book_holds_what_is_accepted_and_says_why_the_rest_is_not_in_it(round_, regions):
    chosen = order(round_, with_concepts=False)
    assert [part.region for part in chosen.parts] == ["RVL"]
    assert [(one.name, one.why) for one in chosen.left_out] == [
        ("Duinrand", "niets ingediend"),
        ("Zandstreek", "ingediend, nog niet geaccepteerd"),
    ]


def test_book_keeps_the_accepted_version_while_a_newer_one_follows(round_, regions):
    sealed(regions[0], round_, number=2)
    assert [(part.region, part.number) for part in order(round_, with_concepts=True).parts] == [("RVL", 1), ("ZND", 1)]


@pytest.mark.parametrize("kind", [EventKind.RETURNED, EventKind.WITHDRAWN])
def test_book_leaves_out_what_went_back_to_its_region(round_, regions, kind):
    sealed(regions[2], round_, kind)
    assert [part.region for part in order(round_).parts] == ["RVL", "ZND"]


@pytest.mark.parametrize("regions_told", [1, 3])
def test_available_takes_as_many_queries_for_one_region_as_for_three(round_, regions_told, django_assert_num_queries):
    for number in range(regions_told):
        sealed(a_region(f"Regio{number}", f"R{number}"), round_, EventKind.ACCEPTED)
    with django_assert_num_queries(5):
        available(round_, on=round_.due)


def test_book_is_one_accessible_file_with_bookmarks_labels_and_links(round_, regions, assert_accessible_pdf):
    body = made(round_)
    assert_accessible_pdf(body)
    with pikepdf.open(BytesIO(body)) as pdf:
        titles = [title for title, _ in outline_of(pdf)]
        assert titles == ["Landelijk boek", "Rivierenland", "Zandstreek"]
        assert dict(outline_of(pdf))["Rivierenland"] == ["In één oogopslag", "1 Samenvatting"]
        labels = [page.label for page in pdf.pages]
        assert labels[:2] == ["1", "2"]
        first = labels.index("RVL-1")
        assert labels[first + 1] == "RVL-2"
        assert list(dict.fromkeys(link.Dest[0].objgen for link in links_of(pdf))) == [
            pdf.pages[labels.index(label)].obj.objgen for label in ("RVL-1", "ZND-1")
        ]


def links_of(pdf):
    """Those that the contents have to the regions: they lead to a page, not to a name."""
    links = [link for page in pdf.pages[:3] for link in page.obj.get("/Annots", [])]
    return [link for link in links if isinstance(link.get("/Dest"), pikepdf.Array)]


def test_book_says_the_same_as_the_reports_and_marks_what_is_not_accepted(round_, regions):
    text = text_of(made(round_))
    assert "Dit boek bevat de rapportages van 2 van 3 regio’s." in text
    assert "CONCEPT: 1 rapportage is nog niet geaccepteerd" in text
    pages = re.split(r"\f", text)
    zand = next(page for page in pages if "ZND-1" in page and "Vingerafdruk" in page)
    assert "CONCEPT" in zand
    assert "Ingediend, nog niet geaccepteerd door het landelijk team" in zand
    river = next(page for page in pages if "RVL-1" in page and "Vingerafdruk" in page)
    assert "Geaccepteerd op 1 april 2021 door Imre Kőszegi" in river
    answer = next(one.text for one in NORMAL.answers if one.chapter == SUMMARY).split("\n")[0][:40]
    assert answer in re.sub(r"\s+", " ", text)


def test_accepted_book_is_no_concept(round_, regions):
    assert "CONCEPT" not in text_of(made(round_, with_concepts=False))


def test_national_figures_are_sums_of_counts(round_, regions):
    sealed(regions[2], round_, EventKind.ACCEPTED, content=NORMAL)
    text = re.sub(r"\s+", " ", text_of(made(round_, with_concepts=False)))
    assert "10 van 24 Alle" not in text
    alone = re.search(r"Rivierenland RVL-1 (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) van (\d+)", text)
    together = re.search(r"Alle regio’s (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) van (\d+)", text)
    assert [int(number) for number in together.groups()] == [2 * int(number) for number in alone.groups()]


def test_same_order_gives_the_same_bytes_and_draws_no_region_anew(round_, regions, monkeypatch):
    first = made(round_)
    assert BookChapter.objects.filter(state=RenderingState.DONE).count() == 2
    monkeypatch.setattr(book, "_render", None)
    assert made(round_) == first


def test_region_is_drawn_anew_for_another_choice_mark_or_seal(round_, regions):
    part = order(round_).parts[0]
    key = region_pages.key_of(part, [SUMMARY])
    assert region_pages.key_of(part, [SUMMARY]) == key
    assert region_pages.key_of(part, [SUMMARY, GLANCE]) != key
    ReportVersion.objects.get(pk=part.version).events.create(
        report_id=round_.reports.get(region=regions[0]).pk,
        kind=EventKind.ADOPTED,
        body_name="Portefeuillehoudersoverleg",
        date="2021-04-02",
        by_name="Noor Šimić",
    )
    assert region_pages.key_of(order(round_).parts[0], [SUMMARY]) != key


def test_book_refuses_a_seal_that_is_not_what_its_fingerprint_says(round_, regions):
    chosen = order(round_)
    broken = read_order(asking.canonical_json(chosen).replace(chosen.parts[0].sha256, "0" * 64))
    with pytest.raises(RenderingError, match="De vastgelegde gegevens van Rivierenland kloppen niet"):
        book.draw_book(broken, tell=in_silence)


def test_chosen_html_has_the_chosen_chapters_under_names_of_their_own():
    html = report_html(NORMAL, ACCEPTED)
    cut = chosen_html(html, NORMAL, [LINES], prefix="rvl")
    assert re.findall(r'<h2 id="([^"]+)"', cut) == [f"rvl-{line.key}" for line in NORMAL.lines]
    assert not re.findall(r' id="(?!rvl-)', cut)
    keys = [key for key, _ in chapters_of(a_round())] + ["sturing", "vooruitblik"]
    every = chosen_html(html, NORMAL, keys, prefix="x")
    assert every.count("<h2") == html.count("<h2") - 2  # contents and colophon stay behind
    assert "Bijlage" in chosen_html(html, NORMAL, [MORE], prefix="x")


def test_links_to_chapters_that_are_not_chosen_become_text():
    link = '<a href="#samenvatting">Lees verder</a>'
    html = f'<html><body>\n<section class="glance"><h2 id="a">A</h2>{link}</section></body>'
    assert chosen_html(html, NORMAL, [GLANCE], prefix="x") == (
        '<section class="glance"><h2 id="x-a">A</h2>Lees verder</section>'
    )


def test_book_command_writes_the_book(round_, regions, tmp_path, capsys):
    file = tmp_path / "boek.pdf"
    call_command("book", "2020-h2", output=file, concept=True, chapters=[SUMMARY])
    assert file.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [file]
    assert re.search(r"boek.pdf: \d+ bladzijden, 2 regio’s, 2e halfjaar 2020.", capsys.readouterr().out)
    kept = Bundle.objects.get()
    assert (kept.is_done, kept.sha256) == (True, sha256(file.read_bytes()).hexdigest())


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["1999-H1"], "Er is geen ronde ‘1999-H1’. Deze rondes zijn er: 2020-H2."),
        (["2020-H2", "--regions", "atlantis"], "In deze ronde is geen regio ‘atlantis’"),
        (["2020-H2", "--chapters", "sprookjes"], "Er is geen hoofdstuk ‘sprookjes’."),
        (["2020-H2", "--regions", "zandstreek"], "Van uw keuze is nog niets geaccepteerd."),
    ],
)
def test_book_command_says_what_is_wrong(round_, regions, options, says, tmp_path):
    with pytest.raises(CommandError, match=re.escape(says)):
        call_command("book", *options, "--output", str(tmp_path / "boek.pdf"))
    assert list(Path(tmp_path).iterdir()) == []


def test_order_for_a_zip_has_no_chapters(round_, regions):
    assert order_of(round_, kind=BundleKind.ROUND, on=round_.due, with_concepts=True).chapters == ()


def test_asking_twice_for_the_same_book_makes_one_job(round_, regions, django_capture_on_commit_callbacks):
    by = UserFactory()
    choice = {"round": round_, "chapters": [SUMMARY], "regions": None, "with_concepts": False, "by": by}
    with django_capture_on_commit_callbacks() as woken:
        first, second = asking.ask_book(**choice), asking.ask_book(**choice)
    assert (first[1], second[1], first[0]) == (True, False, second[0])
    assert len(woken) == 1
