"""The attachments of a scan."""

from django.core.exceptions import ValidationError
from django.http import Http404

from programmes.views.files import FileCreate, FileDownload, FileRemove, FilesPage, FileUpdate
from reporting.models import Scan, ScanFile
from reporting.scans.filling import made_scan, refuse_unless
from reporting.scans.states import Verb


class ScanFiles(FilesPage):
    files_audience = "uw regio en haar gemeenten, niet het landelijk team"

    @property
    def holder(self):
        """Before the first answer there is no scan yet."""
        return self.subject.scan or Scan(round=self.round, municipality=self.of_municipality)

    @property
    def back_url(self):
        return f"{self.subject.page_url}#bijlagen"

    def exists(self):
        found = super().exists()
        if "file" in self.kwargs:
            if self.subject.scan is None:
                raise Http404
            _ = self.attachment
        return found


class ScanFileDownload(ScanFiles):
    generic = FileDownload


class ScanFileChange(ScanFiles):
    writes = True

    def post(self, request, *args, **kwargs):
        try:
            refuse_unless(Verb.ATTACH, made_scan(round=self.round, municipality=self.of_municipality))
        except ValidationError as error:
            return self.refused(error)
        self.__dict__.pop("subject", None)  # the scan may be made this moment
        return super().post(request, *args, **kwargs)


class ScanFileCreate(ScanFileChange):
    generic = FileCreate

    def new_attachment(self):
        return ScanFile(scan=self.holder)


class ScanFileUpdate(ScanFileChange):
    generic = FileUpdate


class ScanFileRemove(ScanFileChange):
    generic = FileRemove
