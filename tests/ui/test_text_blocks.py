"""A text with light marks as paragraphs and list items."""

import pytest

from ghnt.ui.text import MAX_TEXT
from ghnt.ui.text_blocks import Block, BlockKind, Piece, text_blocks


def short(text):
    return [(block.kind, block.depth, block.text) for block in text_blocks(text)]


def test_paragraphs_and_lists_keep_their_order_and_depth():
    assert short("Voor.\n\n- een\n- twee\n  1. diep\n\n  verder\n\nNa.") == [
        (BlockKind.PARAGRAPH, 0, "Voor."),
        (BlockKind.BULLET, 1, "een"),
        (BlockKind.BULLET, 1, "twee"),
        (BlockKind.NUMBER, 2, "diep"),
        (BlockKind.CONTINUED, 1, "verder"),
        (BlockKind.PARAGRAPH, 0, "Na."),
    ]


def test_list_says_where_it_begins_and_with_which_number():
    found = [(one.begins_list, one.number) for one in text_blocks("3. drie\n4. vier\n\nTussen.\n\n1. weer")]
    assert found == [(True, 3), (False, 3), (False, 1), (True, 1)]


def test_links_and_line_ends_are_pieces():
    assert text_blocks("Zie [de raad](https://raad.nl/1)\nof https://a.nl.") == (
        Block(
            BlockKind.PARAGRAPH,
            (
                Piece("Zie "),
                Piece("de raad", "https://raad.nl/1"),
                Piece("\n"),
                Piece("of "),
                Piece("https://a.nl", "https://a.nl"),
                Piece("."),
            ),
        ),
    )


def test_address_that_runs_code_is_no_link():
    assert all(not piece.url for block in text_blocks("[klik](javascript:alert(1))") for piece in block.pieces)


@pytest.mark.parametrize("text", ["", "  \n "])
def test_empty_text_has_no_blocks(text):
    assert text_blocks(text) == ()


def test_text_over_the_limit_is_kept_line_by_line():
    found = text_blocks("- " + "x" * MAX_TEXT + "\ntweede")
    assert [one.kind for one in found] == [BlockKind.PARAGRAPH] * 2
    assert found[1].text == "tweede"
