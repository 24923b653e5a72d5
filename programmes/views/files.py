"""Attachments: adding, downloading, changing and removing, the same for everything that files hang on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from ghnt.documents.attaching import attach, change_attachment, remove_attachment
from ghnt.documents.forms import AttachmentChangeForm, AttachmentForm
from ghnt.documents.serving import download
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from programmes.in_view import ProgrammeInView
from programmes.models import ProgrammeFile, ProposalFile
from programmes.views.decision_pages import ProposalPage, audience_of
from regions.rights import Right


class FilesPage:
    """What the pages about attachments have in common; a subclass says what they hang on.

    `holder` is that thing, `new_attachment()` an unsaved attachment of it, `address(verb, *pk)` the address of a verb.
    """

    list_label = list_url = ""  # the list that the thing stands in, for the breadcrumbs

    @cached_property
    def attachment(self):
        files = self.holder.files.present().select_related("file")
        return get_object_or_404(files, pk=self.kwargs["file"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            holder=self.holder,
            back_url=self.back_url,
            list_label=self.list_label,
            list_url=self.list_url,
            audience=self.files_audience,
            **kwargs,
        )


class FileCreate(FormView):
    form_class = AttachmentForm
    template_name = "programmes/file_form.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.back_url}

    def form_valid(self, form):
        data = form.cleaned_data
        attachment = self.new_attachment()
        attachment.title, attachment.date = data["title"], data["date"]
        try:
            attach(attachment=attachment, upload=data["upload"], siblings=self.holder.files, by=self.request.user)
        except ValidationError as refusal:
            form.add_error("upload", refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"Bijlage “{attachment.title}” is toegevoegd.")
        return redirect(self.back_url)


class FileDownload(View):
    def get(self, request, **kwargs):
        stored = self.attachment.file
        try:
            return download(stored.key, name=stored.name, mime=stored.mime)
        except FileNotFoundError as error:
            raise Http404 from error


class FileUpdate(FormView):
    form_class = AttachmentChangeForm
    template_name = "programmes/file_form.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.back_url}

    def get_initial(self):
        one = self.attachment
        return {"title": one.title, "date": one.date, "seen_version": one.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(attachment=self.attachment, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            change_attachment(
                attachment=self.attachment, title=data["title"], day=data["date"], seen_version=data["seen_version"]
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Bijlage “{self.attachment.title}” is opgeslagen.")
        return redirect(self.back_url)


class FileRemove(View):
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        remove_attachment(attachment=self.attachment, by=request.user)
        messages.success(
            request, f"Bijlage “{self.attachment.title}” is verwijderd. U vindt haar 30 dagen in de prullenbak."
        )
        return redirect(self.back_url)


class ProgrammeFiles(FilesPage, ProgrammeInView):
    files_audience = "de regio, haar gemeenten en het landelijk team"

    @cached_property
    def holder(self):
        if self.programme is None:
            raise Http404
        return self.programme

    @property
    def back_url(self):
        return f"{reverse('programmes:programme_detail', args=[self.region.slug])}{self.in_view}#bijlagen"

    def new_attachment(self):
        return ProgrammeFile(programme=self.holder)


class ProposalFiles(FilesPage, ProposalPage):
    @property
    def holder(self):
        return self.proposal

    @property
    def files_audience(self):
        return audience_of(self.proposal)

    @property
    def back_url(self):
        return f"{self.proposal.get_absolute_url()}#bijlagen"

    def new_attachment(self):
        return ProposalFile(proposal=self.proposal)


class ProgrammeFileCreate(ProgrammeFiles, FileCreate):
    needs = Right.WRITE_PROGRAMME


class ProgrammeFileDownload(ProgrammeFiles, FileDownload):
    pass


class ProgrammeFileUpdate(ProgrammeFiles, FileUpdate):
    needs = Right.WRITE_PROGRAMME


class ProgrammeFileRemove(ProgrammeFiles, FileRemove):
    needs = Right.WRITE_PROGRAMME


class ProposalFileCreate(ProposalFiles, FileCreate):
    needs = Right.WRITE_DECISIONS


class ProposalFileDownload(ProposalFiles, FileDownload):
    pass


class ProposalFileUpdate(ProposalFiles, FileUpdate):
    needs = Right.WRITE_DECISIONS


class ProposalFileRemove(ProposalFiles, FileRemove):
    needs = Right.WRITE_DECISIONS
