"""Shows plain text with light marks: blank line = paragraph, `- ` and `1.` = lists, links. Nothing else."""

import re
from functools import cache
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ghnt.ui.text import clean_pasted

_SCHEMES = {"http", "https", "mailto"}
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]'’”]")
_BULLET = re.compile(r"^([ \t]*)[•▪◦‣·][ \t]+", re.MULTILINE)


def rich_text(value: str | None) -> SafeString:
    """HTML of a text with light marks: all is escaped, and tags that slipped in are taken out."""
    if not value:
        return SafeString("")
    try:
        text = clean_pasted(value).text
    except ValidationError:  # older than the limit: readable, without marks
        return SafeString(linebreaks(value, autoescape=True))
    return mark_safe(_markdown().render(_BULLET.sub(r"\1- ", text)))  # noqa: S308 - markdown-it runs with HTML off


def light_tokens(value: str) -> list[Token]:
    """The same text as markdown-it's tokens, for what is no HTML. Raises ValidationError over the limit."""
    return _markdown().parse(_BULLET.sub(r"\1- ", clean_pasted(value).text))


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": 20})
    markdown.enable(["list", "link", "newline"])
    markdown.validateLink = _is_allowed  # type: ignore[method-assign]
    markdown.core.ruler.push("addresses", _link_addresses)
    markdown.add_render_rule("link_open", _render_link)
    return markdown


def _is_allowed(url: str) -> bool:
    try:
        return urlsplit(url).scheme.lower() in _SCHEMES
    except ValueError:
        return False


def _render_link(
    self: RendererHTML,
    tokens: list[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    tokens[index].attrSet("rel", "nofollow noopener noreferrer")
    return self.renderToken(tokens, index, options, env)


def _link_addresses(state: StateCore) -> None:
    """Make links of bare web addresses, outside links that the text has itself."""
    for block in state.tokens:
        depth, children = 0, []
        for token in block.children or []:
            depth += token.nesting if token.type in {"link_open", "link_close"} else 0
            children += _split_addresses(token) if token.type == "text" and depth == 0 else [token]
        if block.children:
            block.children = children


def _split_addresses(token: Token) -> list[Token]:
    parts, end = [], 0
    for match in _ADDRESS.finditer(token.content):
        parts += [
            Token("text", "", 0, content=token.content[end : match.start()]),
            Token("link_open", "a", 1, attrs={"href": match[0]}),
            Token("text", "", 0, content=match[0]),
            Token("link_close", "a", -1),
        ]
        end = match.end()
    return [*parts, Token("text", "", 0, content=token.content[end:])]
