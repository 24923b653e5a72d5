"""Has Chromium print a report's own HTML, as a whole process: what the drawing of a PDF is measured against."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from ghnt.documents.assets import document_assets
from ghnt.documents.icons import icon_assets

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
SECONDS = 300


def program() -> str | None:
    """Where Chromium is; None when this machine has none."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def printing_time(html: str) -> float | None:
    """Seconds from starting the process to its end, with the same stylesheets and fonts; None without Chromium."""
    chromium = program()
    if chromium is None:
        return None
    with TemporaryDirectory() as folder:
        page = _laid_out(html, Path(folder))
        start = perf_counter()
        subprocess.run(
            [chromium, *OPTIONS, f"--print-to-pdf={folder}/printed.pdf", page.as_uri()],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
        return perf_counter() - start


def _laid_out(html: str, folder: Path) -> Path:
    """The page with its assets beside it as files."""
    for name, asset in (document_assets() | icon_assets(html)).items():
        (folder / name).write_bytes(asset.body.replace(b"asset:", b"") if asset.mime == "text/css" else asset.body)
    page = folder / "page.html"
    page.write_text(html.replace('href="asset:', 'href="'), encoding="utf-8")
    return page
