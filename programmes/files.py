"""The attachments of a programme and of a proposal, as their pages list them."""

from __future__ import annotations

from django.urls import reverse

from ghnt.documents.attaching import FileList, file_list
from programmes.models import Proposal, RegionalProgramme
from regions.models import Region
from regions.rights import Right, Rights


def programme_files(programme: RegionalProgramme, rights: Rights, *, in_view: str) -> FileList:
    """The files of a programme; `in_view` is what the addresses of another than the running one end with."""
    slug = programme.region.slug

    def address(verb: str, *pk: int) -> str:
        return reverse(f"programmes:programme_file_{verb}", args=[slug, *pk]) + in_view

    return file_list(programme.files, address, may_write=rights.may(Right.WRITE_PROGRAMME, programme.region))


def proposal_files(proposal: Proposal, region: Region, rights: Rights) -> FileList:
    """The files of a proposal, for who may see the proposal."""

    def address(verb: str, *pk: int) -> str:
        return reverse(f"programmes:proposal_file_{verb}", args=[region.slug, proposal.pk, *pk])

    return file_list(proposal.files, address, may_write=rights.may(Right.WRITE_DECISIONS, region))
