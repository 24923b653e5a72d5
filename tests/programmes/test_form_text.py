import json
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ghnt.ui.text import TAG
from programmes.form_text import ParsedStep, parse_form

FORMS = Path(__file__).parent / "forms"
TABS = (FORMS / "tabs.txt").read_text(encoding="utf-8")
SPACES = (FORMS / "spaces.txt").read_text(encoding="utf-8")
REMARKS = (
    "Beschrijf de 'opbrengst' per gemeente en noem wie die meet.",
    "Neem de planning 2021- 2023 over en leg haar naast die van de GGD-regio.",
    "Vraag de ervaringsdeskundigen om mee te lezen.",
)


def form(*rows, section="Behandeling"):
    return "\n".join(["Algemeen\t", "Onderwerp\tHuisverbod", "", section, "", *rows])


def only_step(*rows):
    (step,) = parse_form(form(*rows)).steps
    return step


def concluded(conclusion):
    return only_step(f"05-01-22\tStuurgroep\tVaststellen\t{conclusion}")


class TestWholeForm:
    def test_form_with_tabs_gives_every_field(self):
        parsed = parse_form(TABS)
        assert parsed.subject == "Regionale aanpak Veilig Opgroeien"
        assert parsed.may_distribute is False
        assert parsed.contact == "Noor Tielman"
        assert parsed.unit == "Programmabureau"
        assert parsed.email == "n.tielman@regio-duinrand.example"
        assert parsed.reference == "21.0047110"
        assert parsed.date == date(2021, 9, 9)
        assert parsed.decisions == ("De opdracht voor 'veilig opgroeien' vast te stellen",)
        assert parsed.attachments == ("09092021 NT Opdracht 'veilig opgroeien'",)
        assert parsed.problems == ()

    def test_steps_keep_dates_bodies_and_separate_remarks(self):
        assert parse_form(TABS).steps == (
            ParsedStep(date(2021, 8, 31), "31-08-21", "Ambtelijke werkgroep", "Adviseren", "agreed", "Akkoord", ()),
            ParsedStep(
                date(2021, 9, 7),
                "07-09-21",
                "Managementoverleg",
                "Adviseren",
                "agreed",
                "Akkoord:\n\n" + "\n".join(f"- {remark}" for remark in REMARKS),
                REMARKS,
            ),
            ParsedStep(date(2021, 9, 16), "16-09-21", "Directeurenberaad", "Adviseren", "conform", "Conform", ()),
            ParsedStep(date(2021, 9, 30), "30-09-21", "Portefeuillehouders-overleg", "Vaststellen", "not_yet", "", ()),
        )

    def test_explanation_keeps_paragraphs_and_hyphens(self):
        assert parse_form(TABS).explanation == (
            "De gemeenten in Duinrand willen één aanpak. Het vorige plan liep van 2018-2021 en is in het "
            "voorjaar geëvalueerd.\n\nDe opdracht zegt wie de aanpak 2021- 2023 schrijft."
        )

    def test_second_form_is_one_literal_block(self):
        second = TABS[TABS.rindex("Algemeen\t") :].rstrip()
        assert parse_form(TABS).unrecognised == (second,)

    def test_json_has_the_agreed_keys_and_values(self):
        content = json.loads(json.dumps(parse_form(TABS).as_json()))
        assert list(content) == [
            "subject",
            "distribution",
            "contact",
            "unit",
            "email",
            "reference",
            "date",
            "explanation",
            "decisions",
            "steps",
            "attachments",
            "unrecognised",
        ]
        assert content["distribution"] is False
        assert content["date"] == "2021-09-09"
        assert content["steps"][3] == {
            "date": "2021-09-30",
            "body": "Portefeuillehouders-overleg",
            "purpose": "Vaststellen",
            "outcome": "not_yet",
            "conclusion": "",
            "remarks": [],
        }

    def test_json_says_null_for_unknown_and_empty_text_for_empty(self):
        content = parse_form(form("\tStuurgroep\tVaststellen\t")).as_json()
        assert (content["distribution"], content["date"], content["unit"]) == (None, None, "")
        assert content["steps"][0]["date"] is None

    def test_columns_of_spaces_are_read_where_tabs_were_lost(self):
        parsed = parse_form(SPACES)
        assert (parsed.subject, parsed.may_distribute, parsed.date) == (
            "Regionale aanpak Veilig Opgroeien",
            True,
            date(2021, 9, 9),
        )
        assert parsed.decisions == ("De opdracht vast te stellen",)
        assert [(step.date_text, step.body, step.purpose, step.outcome) for step in parsed.steps] == [
            ("31-08-21", "Ambtelijke werkgroep", "Adviseren", "agreed"),
            ("n.n.b.", "Directeurenberaad", "Adviseren", "deferred"),
            ("", "Raadscommissie", "Informeren", "not_yet"),
        ]
        assert parsed.steps[0].conclusion == "Akkoord, mits de kosten helder zijn. Graag voor de zomer."
        assert parsed.steps[1].remarks == ("Vraag de accountant.", "Kom terug in 2022 - 2023.")
        assert (parsed.unrecognised, parsed.problems) == ((), ())


class TestCharacters:
    @pytest.mark.parametrize("line_break", ["\r\n", "\r", "\v", "\u2028"])
    def test_other_line_breaks_read_the_same(self, line_break):
        assert parse_form(TABS.replace("\n", line_break)) == parse_form(TABS)

    def test_invisible_characters_and_hard_spaces_do_not_matter(self):
        soiled = "\ufeff" + TABS.replace(" ", "\xa0").replace("Akkoord", "Akk\x00o\u200bord")
        assert parse_form(soiled) == parse_form(TABS)

    def test_curly_quotes_stay_as_written(self):
        assert parse_form(form(section="Voorstel").replace("Huisverbod", "‘Huis’ “verbod”")).subject == (
            "‘Huis’ “verbod”"
        )

    def test_tags_around_headings_and_values_are_taken_off(self):
        parsed = parse_form(
            "<b>Algemeen</b>\nOnderwerp\t<b>Zorg</b> &amp; straf <5 jaar\n<p>Behandeling</p>\n"
            "05-01-22\t<i>Stuurgroep</i>\tVaststellen\t<p>Akkoord</p>"
        )
        assert parsed.subject == "Zorg & straf <5 jaar"
        assert [(step.body, step.conclusion) for step in parsed.steps] == [("Stuurgroep", "Akkoord")]


class TestGeneral:
    @pytest.mark.parametrize("row", ["E-mail\ta@b.example", "Email: a@b.example", "E-mailadres   a@b.example"])
    def test_labels_are_known_in_more_spellings(self, row):
        assert parse_form(f"Algemeen\nOnderwerp\tX\n{row}\nBehandeling").email == "a@b.example"

    def test_unknown_label_is_kept(self):
        parsed = parse_form("Algemeen\nOnderwerp\tX\nVertrouwelijk\tJa, deels\nKenmerk\t7\nBehandeling")
        assert parsed.unrecognised == ("Vertrouwelijk\tJa, deels",)
        assert parsed.reference == "7"

    def test_second_value_for_a_label_is_kept(self):
        parsed = parse_form("Algemeen\nOnderwerp\tEerste\nOnderwerp\tTweede\nBehandeling")
        assert (parsed.subject, parsed.unrecognised) == ("Eerste", ("Onderwerp\tTweede",))

    def test_unreadable_answer_is_kept_and_asked_for(self):
        parsed = parse_form("Algemeen\nOnderwerp\tX\nVerspreiden\tAlleen intern\nDatum\t31 april 2021\nBehandeling")
        assert (parsed.may_distribute, parsed.date) == (None, None)
        assert parsed.unrecognised == ("Verspreiden\tAlleen intern\nDatum\t31 april 2021",)
        assert parsed.problems == (
            "Algemeen, verspreiden: ‘Alleen intern’ is geen ja of nee. Kies zelf of het voorstel verspreid mag worden.",
            "Algemeen, datum: ‘31 april 2021’ is geen bestaande datum. Vul de datum zelf in.",
        )


class TestDates:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("16-04-19", date(2019, 4, 16)),
            ("16-4-2019", date(2019, 4, 16)),
            ("16 april 2019", date(2019, 4, 16)),
            ("16 apr. 19", date(2019, 4, 16)),
            ("n.n.b.", None),
            ("nog te plannen", None),
            ("datum volgt", None),
            ("volgt", None),
            ("", None),
        ],
    )
    def test_dutch_notations_are_read(self, written, meant):
        parsed = parse_form(form(f"{written}\tStuurgroep\tVaststellen\tAkkoord"))
        assert (parsed.steps[0].date, parsed.steps[0].date_text, parsed.problems) == (meant, written, ())

    def test_impossible_date_is_asked_for(self):
        parsed = parse_form(form("01-02-19\tKerngroep\tAdviseren\t", "31-02-19\tStuurgroep\tVaststellen\t"))
        assert (parsed.steps[1].date, parsed.steps[1].date_text) == (None, "31-02-19")
        assert parsed.problems == ("Behandeling, rij 2: ‘31-02-19’ is geen bestaande datum. Vul de datum zelf in.",)
        assert parsed.unrecognised == ("31-02-19",)

    def test_incomplete_date_is_asked_for(self):
        parsed = parse_form(form("mei 2022\tStuurgroep\tVaststellen\t"))
        assert parsed.problems == ("Behandeling, rij 1: ‘mei 2022’ is geen volledige datum. Vul de datum zelf in.",)


class TestOutcomes:
    @pytest.mark.parametrize(
        ("conclusion", "outcome"),
        [
            ("Nog niet behandeld", "not_yet"),
            ("akkoord.", "agreed"),
            ("Akkoord, mits de raad het geld geeft", "agreed"),
            ("Akkoord met opmerkingen", "agreed_with_remarks"),
            ("Akkoord onder voorbehoud van de begroting", "agreed_with_reservation"),
            ("<p>Positief advies</p>", "positive_advice"),
            ("Conform voorstel", "conform"),
            ("‘Positief’", "positive"),
            ("Aangehouden tot mei", "deferred"),
            ("NIET AKKOORD", "not_agreed"),
            ("Ter kennisneming", "noted"),
            ("N.v.t.", "not_applicable"),
            ("nvt", "not_applicable"),
            ("Niet besproken", "other"),
            ("Akkoordverklaring volgt", "other"),
            ("De stuurgroep is akkoord", "other"),
            ("-", "not_yet"),
        ],
    )
    def test_outcome_is_what_the_conclusion_begins_with(self, conclusion, outcome):
        assert concluded(conclusion).outcome == outcome

    def test_text_without_known_outcome_stays(self):
        assert concluded("Doorgeschoven naar het najaar").conclusion == "Doorgeschoven naar het najaar"


class TestRemarks:
    @pytest.mark.parametrize(
        "conclusion",
        [
            "Akkoord: <ul> - Doe A en B. - Laat C.",
            "Akkoord: <ul> - Doe A en B. - Laat C.</ul>",
            "Akkoord: <ul><li>Doe A en B.</li><li>Laat C.</li></ul>",
            "Akkoord: <ul><li>Doe A en B.<li>Laat C.",
            "Akkoord: <ol> 1. Doe A en B. 2. Laat C.",
            "Akkoord: - Doe A en B. - Laat C.",
            "<p>Akkoord:</p><p>- Doe A en B.<br>- Laat C.</p>",
            "Akkoord:\n- Doe A en B.\n- Laat C.",
            "Akkoord:\n\n•\tDoe A en B.\n•\tLaat C.",
            "Akkoord:\n1. Doe A en B.\n2. Laat C.",
        ],
    )
    def test_each_item_is_one_remark(self, conclusion):
        step = concluded(conclusion)
        assert (step.outcome, step.remarks) == ("agreed", ("Doe A en B.", "Laat C."))
        assert TAG.search(step.conclusion) is None

    @pytest.mark.parametrize(
        ("items", "remarks"),
        [
            ("- Neem 2019- 2021 over. - Stop", ("Neem 2019- 2021 over.", "Stop")),
            ("- Neem 2019 - 2021 over", ("Neem 2019 - 2021 over",)),
            ("- Bel de GGD-arts - Vraag raad", ("Bel de GGD-arts", "Vraag raad")),
            ("- meer geld - minder papier", ("meer geld", "minder papier")),
            ("- Vraag de raad - als dat kan - om geld", ("Vraag de raad - als dat kan - om geld",)),
            ("- <b>Bel</b> de arts. - <i>Vraag</i> &euml;n geef", ("Bel de arts.", "Vraag ën geef")),
        ],
    )
    def test_only_a_new_item_begins_a_remark(self, items, remarks):
        assert concluded(f"Akkoord: <ul> {items}").remarks == remarks

    def test_text_after_an_unclosed_list_is_no_remark(self):
        step = concluded("Akkoord: <ul> - Doe A. - Doe B. <p>De wethouder meldt dit.</p>")
        assert step.remarks == ("Doe A.", "Doe B.")
        assert step.conclusion == "Akkoord:\n\n- Doe A.\n- Doe B.\n\nDe wethouder meldt dit."

    def test_nested_item_belongs_to_its_remark(self):
        assert concluded("Akkoord:\n- Regel:\n   - geld\n   - mensen\n- Stop").remarks == (
            "Regel:\n- geld\n- mensen",
            "Stop",
        )

    def test_conclusion_without_list_has_no_remarks(self):
        step = concluded("Akkoord - mits er geld is - en tijd")
        assert (step.remarks, step.conclusion) == ((), "Akkoord - mits er geld is - en tijd")


class TestRows:
    def test_columns_may_stand_in_another_order(self):
        step = only_step("Overleg\tConclusie\tDatum\tDoel", "Stuurgroep\tAkkoord\t05-01-22\tVaststellen")
        assert (step.date, step.body, step.purpose, step.conclusion) == (
            date(2022, 1, 5),
            "Stuurgroep",
            "Vaststellen",
            "Akkoord",
        )

    def test_unknown_column_is_kept(self):
        parsed = parse_form(form("Datum\tOverleg\tWie\tConclusie", "05-01-22\tStuurgroep\tde secretaris\tAkkoord"))
        assert parsed.steps[0].conclusion == "Akkoord"
        assert parsed.unrecognised == ("Wie", "de secretaris")

    def test_second_line_of_a_conclusion_belongs_to_it(self):
        assert concluded("Akkoord, met dank\naan de secretaris.").conclusion == "Akkoord, met dank\naan de secretaris."

    def test_line_below_a_planned_step_is_no_conclusion(self):
        parsed = parse_form(form("05-01-22\tStuurgroep\tVaststellen\t", "- Let op de zaal."))
        assert (parsed.steps[0].outcome, parsed.steps[0].conclusion) == ("not_yet", "")
        assert parsed.unrecognised == ("- Let op de zaal.",)

    @pytest.mark.parametrize(
        "row", ["Projectleider\tNoor Tielman", "Vergaderkosten 2022\t€ 500", "\tingesprongen tekst"]
    )
    def test_other_rows_are_no_steps(self, row):
        parsed = parse_form(form("05-01-22\tStuurgroep\tVaststellen\tAkkoord", row))
        assert len(parsed.steps) == 1
        assert parsed.unrecognised == (row.rstrip(),)

    def test_step_without_meeting_is_asked_for(self):
        assert parse_form(form("05-01-22\t\tVaststellen\tAkkoord")).problems == (
            "Behandeling, rij 1: het overleg ontbreekt. Kies zelf het overleg.",
        )

    def test_decisions_keep_lists_and_second_lines(self):
        parsed = parse_form(
            form(
                "Voorstel 1.\tVast te stellen:",
                "1. het plan",
                "2. de kosten",
                "Voorstel 2.\t",
                section="Voorstel",
            )
        )
        assert parsed.decisions == ("Vast te stellen:\n1. het plan\n2. de kosten",)

    @pytest.mark.parametrize("marks", [("1.\t", "2.\t"), ("1. ", "2. "), ("- ", "- "), ("Bijlage 1 ", "Bijlage 2 ")])
    def test_attachments_may_be_numbered_in_other_ways(self, marks):
        parsed = parse_form(form(f"{marks[0]}Opdracht", f"{marks[1]}Begroting", section="Bijlagen"))
        assert parsed.attachments == ("Opdracht", "Begroting")

    def test_unknown_section_is_kept_as_a_block(self):
        parsed = parse_form(
            form(
                "Kort gezegd.",
                "",
                "Financiën\t",
                "Er is geen geld.",
                "",
                "Bijlage(n)",
                "1.\tPlan",
                section="Toelichting",
            )
        )
        assert (parsed.explanation, parsed.attachments) == ("Kort gezegd.", ("Plan",))
        assert parsed.unrecognised == ("Financiën\t\nEr is geen geld.",)

    def test_heading_that_returns_in_the_text_is_text(self):
        parsed = parse_form(form("Bijlage(n)", "Behandeling", section="Behandeling"))
        assert parsed.unrecognised == ("Behandeling",)


class TestRefusals:
    @pytest.mark.parametrize("text", ["", "Beste Noor,\n\nKun je bellen?", "Onderwerp: lunch\nTot dan"])
    def test_text_without_headings_is_no_form(self, text):
        with pytest.raises(ValidationError) as refusal:
            parse_form(text)
        assert refusal.value.messages == [
            "Dit is geen voorstelformulier: de koppen ‘Algemeen’, ‘Voorstel’ en ‘Behandeling’ ontbreken. "
            "Kopieer het hele formulier, vanaf ‘Algemeen’, en plak het opnieuw."
        ]

    def test_text_without_subject_and_route_is_no_form(self):
        with pytest.raises(ValidationError) as refusal:
            parse_form("Toelichting\n\nWe gaan beginnen.")
        assert "de regel ‘Onderwerp’ en de kop ‘Behandeling’ ontbreken" in refusal.value.messages[0]

    def test_missing_part_is_asked_for(self):
        assert parse_form("Algemeen\nOnderwerp\tX").problems == (
            "Behandeling: dit onderdeel ontbreekt. Voeg de overleggen zelf toe.",
        )
        assert parse_form("Behandeling\n05-01-22\tStuurgroep\tVaststellen\t").problems == (
            "Algemeen: het onderwerp ontbreekt. Vul het onderwerp zelf in.",
        )

    @pytest.mark.parametrize(
        ("text", "size"),
        [
            ("a" * 50_001, "50.001 tekens, en hooguit 50.000 tekens"),
            ("€" * 30_000, "88 KB, en hooguit 60 KB"),
        ],
    )
    def test_too_large_text_is_refused_with_size_and_limit(self, text, size):
        with pytest.raises(ValidationError) as refusal:
            parse_form(text)
        assert f"De tekst is te groot: {size} kunnen worden ingelezen." in refusal.value.messages[0]


LINES = st.sampled_from(
    [
        *("", "Algemeen\t", "Voorstel", "Behandeling\t", "Toelichting", "Beknopte toelichting", "Bijlage(n)"),
        *(
            "Nummer\tOmschrijving",
            "Datum\tOverleg\tDoel\tConclusie",
            "Overleg\tConclusie\t# #",
            "Voorstel 2.\t",
        ),
        *("Onderwerp\t#", "Kenmerk: #", "Verspreiden\t#", "Datum\t#", "Datum   #", "#\t# #", "#\t", "\t#"),
        *("Voorstel 1.\t# #", "2.\t#", "Bijlage 1. #", "1. # 2. #", "- # - #", "•\t#", " - #", "# #. - #"),
        *("* #", "–\t#\t#", "  #  #", "\t#\t\t", "# #", "#: - # - #", "-", "<b>Toelichting</b>", "- - #"),
        *(
            "16-04-19\t#\tVaststellen\t#",
            "16-04-19\t#\tVaststellen\t",
            "16-04-19\t#",
            "16-04-19\t\t\tAkkoord #",
        ),
        *("#\t#\tAdviseren\tAkkoord: <ul> - # #. - #", "31-02-19 #\t#\t#\tNiet akkoord #\t#"),
        *("n.n.b.   #   Informeren   Akkoord, #", "#   vaststellen   #", "31-02-2019   #   #   #"),
        *(
            "16-04-19 – # – Vaststellen – # – #",
            "• 16-04-19 - # - #",
            "medio mei — #",
            "7 mei 2021: # | #",
            "# – # – #",
        ),
        *("Voorstel: # #", "Toelichting   # #", "Bijlagen\t# #", "        # #", "Gevraagd besluit: #", "Bijlagen"),
        *("<p># #</p> <p>#</p>\t", "<ol> 1. # 2. # <p>#</p>", "<b>#</b> <5 # <#>", "<li>#</li>", "</ul># #"),
    ]
)


@given(st.lists(LINES, max_size=40), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_word_ends_up_somewhere(lines, line_break):
    pieces = f"Algemeen{line_break}Onderwerp\t#{line_break}{line_break.join(lines)}".split("#")
    words = [f"woord{number}x" for number in range(len(pieces) - 1)]
    source = "".join(piece + word for piece, word in zip(pieces, [*words, ""], strict=True))
    parsed = parse_form(source)
    told = json.dumps([parsed.as_json(), [step.date_text for step in parsed.steps]])
    assert [word for word in words if word not in told] == []
    assert TAG.search(json.dumps({**parsed.as_json(), "unrecognised": []})) is None


CELLS = st.sampled_from(
    [
        "#",
        "",
        "<p>#</p><p>#</p>",
        "<ul><li>#<li>#</ul>",
        "<b>#</b><br>#",
        "16-04-19",
        "Voorstel",
        "Behandeling",
        "Akkoord #",
    ]
)
ROWS = st.lists(CELLS, max_size=5).map(lambda cells: "".join(f"<td>{cell}</td>" for cell in cells))


@given(st.lists(ROWS, max_size=12), st.sampled_from(["", "</td>", "<table>", "<tr><td>#", "</table><p>#</p>"]))
def test_every_word_of_a_table_ends_up_somewhere(rows, stray):
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    pieces = f"<table><tr><td>Algemeen<tr><td>Onderwerp<td>#{table}{stray}</table>".split("#")
    words = [f"woord{number}x" for number in range(len(pieces) - 1)]
    parsed = parse_form("".join(piece + word for piece, word in zip(pieces, [*words, ""], strict=True)))
    told = json.dumps([parsed.as_json(), [step.date_text for step in parsed.steps]])
    assert [word for word in words if word not in told] == []
