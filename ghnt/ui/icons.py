"""A short list of Tabler Icons 3.51.0, outline. MIT licence, copyright (c) 2020-2026 Paweł Kuna."""

import json
from functools import cache
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@cache
def icon_paths() -> dict[str, list[str]]:
    """Name of an icon → the `d` attributes of its paths, drawn in a square of 24."""
    return json.loads((Path(__file__).parent / "icons.json").read_text(encoding="utf-8"))


@cache
def icon_svg(name: str) -> SafeString:
    """The icon as inline SVG, hidden from assistive technology: the word stands beside it.

    Raises KeyError for a name that is not on the list.
    """
    paths = icon_paths()
    if name not in paths:
        raise KeyError(f"Icon {name!r} is not on the list in ghnt/ui/icons.json.")
    return format_html(
        '<svg class="icon" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
        ' aria-hidden="true" focusable="false">{}</svg>',
        format_html_join("", '<path d="{}"/>', ((path,) for path in paths[name])),
    )
