"""The attachments of an action, as its page lists them."""

from __future__ import annotations

from django.urls import reverse

from actions.models import Action
from ghnt.documents.attaching import FileList, file_list
from regions.models import Region
from regions.rights import Right, Rights


def action_files(action: Action, region: Region, rights: Rights) -> FileList:
    """The files of an action, for who may see the action."""

    def address(verb: str, *pk: int) -> str:
        return reverse(f"actions:action_file_{verb}", args=[region.slug, action.pk, *pk])

    return file_list(action.files, address, may_write=rights.may(Right.WRITE_ACTIONS, region))
