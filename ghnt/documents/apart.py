"""Has a PDF drawn in a process apart, with limits on time and memory and without the secrets of this one."""

from __future__ import annotations

import base64
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from ghnt.documents.files import Asset, RenderedPdf

logger = logging.getLogger(__name__)

# A process that waits instead of works uses no CPU time.
WALL_SECONDS = 180

_SHORTEN = "Kijk of er een heel lange tekst in staat, en maak die korter."
TOO_LONG = f"Het maken van de pdf duurde te lang. {_SHORTEN}"
TOO_LARGE = f"De pdf werd te groot om te maken. {_SHORTEN}"
BROKEN = "De pdf kon niet worden gemaakt. Probeer het opnieuw, of meld het bij de beheerder."

_OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}
# Pango and HarfBuzz end the process when they get no memory.
_OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGSEGV, -signal.SIGXFSZ}


@dataclass(frozen=True)
class Limits:
    """What one drawing may use: seconds of work, bytes of memory."""

    cpu_seconds: int = 120
    memory: int = 2 * 1024**3


STANDARD = Limits()


class RenderingError(Exception):
    """A document could not be drawn; its text says why, for the reader, in Dutch."""


def render_apart(html: str, *, identifier: str, assets: Mapping[str, Asset], limits: Limits = STANDARD) -> RenderedPdf:
    """As `ghnt.documents.pdf.render_pdf`, in a process of its own. Raises RenderingError."""
    job = {
        "html": html,
        "identifier": identifier,
        "assets": {name: (base64.b64encode(asset.body).decode(), asset.mime) for name, asset in assets.items()},
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ghnt.documents.render", str(limits.cpu_seconds), str(limits.memory)],
            input=json.dumps(job).encode(),
            capture_output=True,
            cwd=settings.BASE_DIR,
            env=_environment(),
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as timeout:
        raise RenderingError(TOO_LONG) from timeout
    return _answer(done)


def _environment() -> dict[str, str]:
    """What the process needs to find its fonts and its own files; no keys, no address of a database."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    return {**kept, "PYTHONHASHSEED": "0"}


def _answer(done: subprocess.CompletedProcess[bytes]) -> RenderedPdf:
    head, _, body = done.stdout.partition(b"\n")
    if done.returncode == 0 and head:
        answer = json.loads(head)
        if "error" not in answer:
            return RenderedPdf(body, answer["pages"], answer["engine"])
        raise RenderingError(TOO_LARGE)
    if done.returncode in _OUT_OF_TIME:
        raise RenderingError(TOO_LONG)
    if done.returncode in _OUT_OF_MEMORY:
        raise RenderingError(TOO_LARGE)
    logger.error("Drawing a PDF ended with %s: %s", done.returncode, done.stderr.decode(errors="replace")[-2000:])
    raise RenderingError(BROKEN)
