from dataclasses import replace

import pytest

from ghnt.ui.text_differences import Piece, line_differences, shortened, text_differences
from reporting.programme_document.differences import differences
from tests.reporting.sample_programme import ACTION, EMPTY, NODES, NORMAL


def said(pieces, *left_out):
    return "".join(piece.text for piece in pieces if piece.kind not in left_out)


TEXTS = [
    ("", ""),
    ("", "nieuw"),
    ("een twee drie", "een vier drie"),
    ("een\n\ntwee", "een\ntwee  drie"),
    ("Wij doen dit.", "Wij doen dat, en meer."),
]
MANY = "Inwoners weten waar zij terechtkunnen. " * 1300  # over 50,000 characters
ALIKE = "de " * 17_000
LINES = "\n".join(f"regel {number} met woorden" for number in range(600))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *TEXTS,
        (MANY, MANY.replace("weten", "horen", 3)),
        (ALIKE, "het " * 17_000),
        (LINES, LINES.replace("regel 30 ", "zin 30 ")),
        ("\n" * 50_000, "x\n" * 25_000),
        ("a" * 50_000, "b" * 50_000),
    ],
)
def test_text_differences_tell_both_texts_and_stay_bounded(before, after):
    pieces = text_differences(before, after)
    assert said(pieces, "added") == before
    assert said(pieces, "dropped") == after


def test_text_differences_name_the_words():
    assert text_differences("Wij zien geweld eerder.", "Wij zien geweld veel eerder.") == (
        Piece("same", "Wij zien geweld "),
        Piece("added", "veel "),
        Piece("same", "eerder."),
    )


def test_text_differences_of_neighbouring_words_are_one():
    assert text_differences("een twee drie vier", "een zes zeven vier") == (
        Piece("same", "een "),
        Piece("dropped", "twee drie "),
        Piece("added", "zes zeven "),
        Piece("same", "vier"),
    )


def test_text_differences_of_a_long_text_still_name_words_where_lines_differ():
    pieces = text_differences(LINES, LINES.replace("regel 30 ", "zin 30 "))
    assert [piece.text for piece in pieces if piece.kind != "same"] == ["regel ", "zin "]


def test_shortened_keeps_the_words_around_a_difference():
    before = " ".join(str(number) for number in range(200))
    pieces = shortened(text_differences(before, before.replace("100 ", "honderd ")))
    assert pieces[0].text == "[…] " + " ".join(str(number) for number in range(88, 100)) + " "
    assert pieces[-1].text == " ".join(str(number) for number in range(101, 113)) + " […] "


def test_line_differences_keep_lines_whole():
    assert line_differences(["GGD", "Politie"], ["GGD", "Politie Midden"]) == (
        Piece("same", "GGD\n"),
        Piece("dropped", "Politie\n"),
        Piece("added", "Politie Midden\n"),
    )


def test_differences_of_the_same_are_none():
    assert differences(NORMAL, NORMAL).groups == ()
    assert differences(NORMAL, NORMAL).count == 0


def test_differences_from_nothing_are_all_new_and_back_all_dropped():
    there, back = differences(EMPTY, NORMAL), differences(NORMAL, EMPTY)
    titles = [
        "Het programma zelf", "Hoofdstukken", "Doelen", "Onderdelen", "Acties", "Keuzes bij bouwstenen",
        "Keuzes bij maatregelen", "Inbreng belanghebbenden", "Samenhang met ander beleid", "Projectplan", "Bijlagen",
    ]  # fmt: skip
    assert [group.title for group in there.groups] == [group.title for group in back.groups] == titles
    added = [entry.name for group in there.groups for entry in group.added]
    assert added == [entry.name for group in back.groups for entry in group.dropped]
    assert "1.1.1 Training voor huisartsen" in added


def with_action(action, node=1):
    nodes = [replace(one, actions=()) for one in NODES]
    nodes[node] = replace(nodes[node], actions=(action,))
    return replace(NORMAL, nodes=tuple(nodes))


def changes(after, title):
    group = next(group for group in differences(NORMAL, after).groups if group.title == title)
    assert (group.added, group.dropped) == ((), ())
    return group.changed


def test_differences_say_where_an_action_moved():
    (change,) = changes(with_action(replace(ACTION, number="2.4", own_number=4), node=3), "Acties")
    assert change.moved == ("van 1.1 Signaleren, nummer 1.1.1 naar 2 Stoppen en duurzaam oplossen, nummer 2.4")
    assert change.fields == ()


def test_differences_say_where_a_node_moved_and_leave_its_actions():
    nodes = (NODES[0], replace(NODES[1], parent="4", code="2.1"), NODES[2], NODES[3])
    found = differences(NORMAL, replace(NORMAL, nodes=nodes))
    assert [group.title for group in found.groups] == ["Onderdelen"]
    (change,) = found.groups[0].changed
    assert change.moved == (
        "van onder 1 Eerder en beter in beeld, nummer 1.1 naar onder 2 Stoppen en duurzaam oplossen, nummer 2.1"
    )


def test_differences_say_that_a_node_got_another_number_where_it_stood():
    nodes = (NODES[0], replace(NODES[1], code="1.2"), *NODES[2:])
    (change,) = differences(NORMAL, replace(NORMAL, nodes=nodes)).groups[0].changed
    assert (change.moved, change.renumbered) == ("", "van 1.1 naar 1.2")


def test_differences_leave_out_white_space_around_a_text():
    padded = replace(ACTION, description=ACTION.description + "\n", puller=f" {ACTION.puller}")
    assert differences(NORMAL, with_action(padded)).groups == ()


def test_differences_tell_short_fields_from_and_to():
    (change,) = changes(with_action(replace(ACTION, puller="", end="2022-01-31", phase="finished")), "Acties")
    assert [(field.label, field.before, field.after) for field in change.fields] == [
        ("Trekker", "GGD Gooi en Vechtstreek", ""),
        ("Fase", "In uitvoering", "Afgerond"),
        ("Einddatum", "31 oktober 2021", "31 januari 2022"),
    ]


def test_differences_tell_lists_line_by_line():
    (change,) = changes(with_action(replace(ACTION, costs=ACTION.costs[:2])), "Acties")
    (field,) = change.fields
    assert field.label == "Kosten en dekking"
    assert [piece.text for piece in field.pieces if piece.is_dropped] == ["2021: p.m.\n"]


def test_differences_tell_the_words_of_a_long_text():
    longer = ACTION.description + "\n\nIn het najaar volgt een tweede groep."
    (change,) = changes(with_action(replace(ACTION, description=longer)), "Acties")
    assert [piece.text for piece in change.fields[0].pieces if piece.is_added][-1].endswith("tweede groep.")
