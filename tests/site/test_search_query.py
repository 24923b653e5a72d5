import pytest

from ghnt.site.search.query import fold, parse
from ghnt.site.search.snippets import marked, snippet


@pytest.mark.parametrize(
    ("typed", "sqlite", "postgres"),
    [
        ("meldcode", '(("meldcode"*))', "(('meldcode':*))"),
        ("Veilig Thuis", '(("veilig"*) AND ("thuis"*))', "(('veilig')) & (('thuis':*))"),
        ('"veilig thuis"', '(("veilig thuis"))', "(('veilig' <-> 'thuis'))"),
        ("a-b", '(("a b"))', "(('a' <-> 'b'))"),
        ("school OR kind", '(("school"* OR "kind"*))', "(('school') | ('kind':*))"),
        ("school -kind", '(("school"*)) NOT "kind"*', "(('school':*)) & !('kind')"),
        ("O'Neill", '(("o neill"))', "(('o' <-> 'neill'))"),
    ],
)
def test_query_is_asked_in_the_words_of_each_database(typed, sqlite, postgres):
    assert (parse(typed).for_sqlite(), parse(typed).for_postgres()) == (sqlite, postgres)


@pytest.mark.parametrize("typed", ["", "  ", "-school", "a", '"', "* ? !", "OR"])
def test_query_without_two_letters_to_look_for_is_no_query(typed):
    assert not parse(typed)


def test_query_has_at_most_twelve_words():
    assert len(parse("woord " * 200).words) == 12
    assert len(parse("x" * 3000).words[0]) == 60


def test_fold_takes_capitals_and_accents_away():
    assert fold("Geïnformeerd ŠŐ") == "geinformeerd so"


def test_marked_escapes_the_text_and_marks_whole_words():
    assert marked("<b>Scholing</b> op school", parse("schol")) == ("&lt;b&gt;<mark>Scholing</mark>&lt;/b&gt; op school")


def test_marked_marks_accents_and_the_shorter_word():
    assert marked("Geïnformeerd over werk", parse("geinformeerd werken")) == (
        "<mark>Geïnformeerd</mark> over <mark>werk</mark>"
    )


def test_snippet_stands_round_the_first_hit():
    text = "begin " * 50 + "meldcode " + "einde " * 50
    found = snippet(text, parse("meldcode"))
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert "<mark>meldcode</mark>" in found
    assert len(found) < 260


def test_snippet_without_a_hit_is_the_beginning():
    assert snippet("Een korte\n\ntekst", parse("iets")) == "Een korte tekst"


def test_snippet_of_a_word_without_end_stays_short():
    assert len(snippet("x" * 5000, parse("meldcode"))) < 240
