"""The assets that every document may use: our stylesheets and fonts, by name."""

import hashlib
import json
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

from ghnt.documents.files import Asset
from ghnt.ui.icons import icon_paths

WEIGHTS = (400, 600, 700)
# Names with š or ő need latin-ext.
SUBSETS = ("latin", "latin-ext")


@cache
def document_assets() -> dict[str, Asset]:
    """Name → asset: `report.css`, `source-sans-3-latin-400.ttf`, and so on. Raises OSError when a file is missing."""
    sheets = {
        path.name: Asset(path.read_bytes(), "text/css")
        for path in sorted((settings.BASE_DIR / "static" / "src" / "pdf").glob("*.css"))
    }
    return sheets | _fonts()


@cache
def layout_digest() -> str:
    """Names the way in which documents look: twelve digits over every template, stylesheet, font and icon.

    The same content, drawn with the same engine and the same layout, gives the same bytes.
    """
    templates = Path(settings.BASE_DIR) / "templates" / "pdf"
    parts = {path.name: path.read_bytes() for path in templates.glob("*.html")}
    parts |= {name: asset.body for name, asset in document_assets().items()}
    parts["icons"] = json.dumps(icon_paths(), sort_keys=True).encode()
    lines = (f"{name} {hashlib.sha256(body).hexdigest()}\n" for name, body in sorted(parts.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:12]


def _fonts() -> dict[str, Asset]:
    folder = settings.NODE_MODULES / "@fontsource" / "source-sans-3" / "files"
    return {
        f"source-sans-3-{subset}-{weight}.ttf": Asset(
            _unpacked(folder / f"source-sans-3-{subset}-{weight}-normal.woff"), "font/ttf"
        )
        for subset in SUBSETS
        for weight in WEIGHTS
    }


def _unpacked(path: Path) -> bytes:
    """The font as TrueType. Unpacked in every drawing it took a quarter of the time and put the hour into the file."""
    font, body = TTFont(path, recalcTimestamp=False), BytesIO()
    font.flavor = None
    font.save(body)
    return body.getvalue()
