"""The attachments of a scan, as its page lists them."""

from __future__ import annotations

from ghnt.documents.attaching import FileList, file_list
from reporting.models import Scan, ScanRound
from reporting.scans.standing import scan_url


def scan_files(scan: Scan | None, round: ScanRound, *, municipality: object, may_attach: bool) -> FileList:
    """The files of a scan; before the first answer there is no scan yet, but a file may be added."""

    def address(verb: str, *pk: int) -> str:
        return scan_url(round, municipality, f"file_{verb}", *pk)  # type: ignore[arg-type]

    if scan is None:
        return FileList((), address("create") if may_attach else "")
    return file_list(scan.files, address, may_write=may_attach)
