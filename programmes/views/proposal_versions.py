"""Versions of a proposal: fixing one, reading one, what differs, and its files."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from ghnt.documents.serving import download
from programmes.forms.proposals import VersionForm
from programmes.models import ProposalVersion, Remark
from programmes.proposal_states import Verb
from programmes.proposal_versions import FixedText, TextChange, differences, fix_version, fixed_text, text_of
from programmes.remarks import answered_by
from programmes.views.decision_pages import ProposalPage, audience_of
from programmes.views.proposal_verbs import ProposalVerb


class VersionPage(ProposalPage):
    """A page about one version, in `self.version`."""

    @cached_property
    def version(self):
        return get_object_or_404(self.proposal.versions.all(), number=self.kwargs["number"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(proposal=self.proposal, version=self.version, **kwargs)


@dataclass(frozen=True)
class VersionText:
    text: FixedText
    files: tuple[tuple[str, str, str], ...]  # title, name of the file, address
    answered: tuple[Remark, ...]
    compare: tuple[tuple[str, str], ...]  # (value, label) of what it can be compared with
    audience: str
    may_answer: bool


class ProposalVersionFix(ProposalVerb, View):
    verb = Verb.FIX
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        form = VersionForm(request.POST, action="")
        if not form.is_valid():
            messages.error(request, "De aanleiding is te lang. Gebruik hoogstens 200 tekens.")
            return HttpResponseRedirect(f"{self.proposal.get_absolute_url()}#versies")
        version, is_new = fix_version(proposal=self.proposal, note=form.cleaned_data["note"], by=request.user)
        if is_new:
            messages.success(request, f"Versie {version.number} is vastgelegd. Zij verandert niet meer.")
        else:
            messages.info(request, f"Er is niets veranderd sinds versie {version.number}. U hebt geen nieuwe nodig.")
        args = [self.region.slug, self.proposal.pk, version.number]
        return HttpResponseRedirect(reverse("programmes:proposal_version", args=args))


class ProposalVersionDetail(VersionPage, TemplateView):
    template_name = "programmes/proposal_version.html"

    def get_context_data(self, **kwargs):
        page = VersionText(
            text=fixed_text(self.version),
            files=tuple(self._files()),
            answered=tuple(answered_by(self.version)),
            compare=choices_beside(self.proposal, self.version),
            audience=audience_of(self.proposal),
            may_answer=self.may(Verb.FIX),
        )
        return super().get_context_data(page=page, **kwargs)

    def _files(self):
        for one in self.version.files.select_related("file"):
            args = [self.region.slug, self.proposal.pk, self.version.number, one.pk]
            yield one.title, one.file.name, reverse("programmes:proposal_version_file", args=args)

    def may(self, verb):
        return ProposalVerb.may_now(self, verb)


class ProposalVersionFileDownload(VersionPage, View):
    def get(self, request, *args, **kwargs):
        kept = get_object_or_404(self.version.files.select_related("file"), pk=self.kwargs["file"])
        try:
            return download(kept.file.key, name=kept.file.name, mime=kept.file.mime)
        except FileNotFoundError as error:
            raise Http404 from error


@dataclass(frozen=True)
class VersionDifferences:
    later: ProposalVersion | None  # None: as it stands now
    changes: tuple[TextChange, ...]
    choices: tuple[tuple[str, str], ...]
    chosen: str
    audience: str


class ProposalVersionDifferences(VersionPage, TemplateView):
    """What differs between this version and another one, or the proposal as it stands now."""

    template_name = "programmes/proposal_version_differences.html"

    def get_context_data(self, **kwargs):
        later = self._other()
        texts = [fixed_text(self.version), fixed_text(later) if later else text_of(self.proposal)]
        if later and later.number < self.version.number:
            texts.reverse()
        page = VersionDifferences(
            later=later,
            changes=differences(*texts),
            choices=choices_beside(self.proposal, self.version),
            chosen=str(later.number) if later else "",
            audience=audience_of(self.proposal),
        )
        return super().get_context_data(page=page, **kwargs)

    def _other(self):
        number = self.request.GET.get("met", "")
        if not number:
            return None
        if not number.isdecimal() or len(number) > 4:
            raise Http404
        return get_object_or_404(self.proposal.versions.all(), number=int(number))


def choices_beside(proposal, version):
    """What a version can be laid beside: the proposal as it stands now, or another version."""
    others = proposal.versions.exclude(pk=version.pk)
    return (("", "het voorstel zoals het nu is"), *((str(one.number), f"versie {one.number}") for one in others))
