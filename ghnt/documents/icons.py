"""Icons as backgrounds beside their word: a drawing per icon and tone, and the stylesheet that names them."""

from __future__ import annotations

import re

from ghnt.documents.files import Asset
from ghnt.ui.icons import icon_paths

TONES = {
    "green": "#155f45",
    "orange": "#7a4400",
    "red": "#8c1f18",
    "grey": "#4c4653",
    "blue": "#0f586f",
    "plain": "#4c4653",
}


_PICTURE = re.compile(r"\bicon-([a-z0-9-]+)-(" + "|".join(TONES) + r")\b")


def icon_assets(html: str) -> dict[str, Asset]:
    """A drawing for every class `icon-<name>-<tone>` that the HTML uses, and `icons.css`, which names them."""
    used = sorted({(name, tone) for name, tone in _PICTURE.findall(html) if name in icon_paths()})
    drawn = {f"{name}-{tone}.svg": _drawing(name, TONES[tone]) for name, tone in used}
    rules = (f".icon-{name}-{tone}{{background-image:url(asset:{name}-{tone}.svg)}}" for name, tone in used)
    return drawn | {"icons.css": Asset("\n".join(rules).encode(), "text/css")}


def _drawing(name: str, colour: str) -> Asset:
    paths = "".join(f'<path d="{path}"/>' for path in icon_paths()[name])
    return Asset(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" stroke-width="2"'
        f' stroke-linecap="round" stroke-linejoin="round">{paths}</svg>'.encode(),
        "image/svg+xml",
    )
