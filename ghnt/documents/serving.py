"""Hands out a stored file so that a browser keeps it and never opens it as a page of this site."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse


def download(key: str, *, name: str, mime: str) -> FileResponse:
    """The file stored under `key`, to be kept under `name`. Raises FileNotFoundError."""
    response = FileResponse(default_storage.open(key), as_attachment=True, filename=name, content_type=mime)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
