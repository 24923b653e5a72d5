"""Hands out a stored file so that a browser keeps it and never opens it as a page of this site."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header


def download(key: str, *, name: str, mime: str) -> FileResponse:
    """The file stored under `key`, to be kept under `name`. Raises FileNotFoundError."""
    response = FileResponse(default_storage.open(key), as_attachment=True, filename=name, content_type=mime)
    _guard(response)
    return response


def keep(response: HttpResponse, *, name: str) -> HttpResponse:
    """An answer made on the spot, handed out in the same way."""
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    _guard(response)
    return response


def _guard(response: HttpResponseBase) -> None:
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
