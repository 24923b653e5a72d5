"""The attachments of an action."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from actions.models import Action, ActionFile
from programmes.views.files import FileCreate, FileDownload, FileRemove, FilesPage, FileUpdate
from regions.access import RegionPage
from regions.rights import Right


class ActionFiles(FilesPage, RegionPage):
    files_audience = "de regio, haar gemeenten en het landelijk team"
    list_label = "Acties"

    @cached_property
    def holder(self):
        visible = Action.objects.visible_to(self.rights, self.region).select_related("node", "programme__region")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @property
    def list_url(self):
        return reverse("actions:action_list", args=[self.region.slug])

    @property
    def back_url(self):
        return f"{self.holder.url_in(self.region.slug)}#bijlagen"

    def new_attachment(self):
        return ActionFile(action=self.holder)


class ActionFileCreate(ActionFiles, FileCreate):
    needs = Right.WRITE_ACTIONS


class ActionFileDownload(ActionFiles, FileDownload):
    pass


class ActionFileUpdate(ActionFiles, FileUpdate):
    needs = Right.WRITE_ACTIONS


class ActionFileRemove(ActionFiles, FileRemove):
    needs = Right.WRITE_ACTIONS
