"""The files of a lesson: whoever reads the lesson reads them."""

from actions.learning.views.lessons import LessonPage
from actions.models import LessonFile
from programmes.views.files import FileCreate, FileDownload, FileRemove, FilesPage, FileUpdate


class LessonFiles(FilesPage, LessonPage):
    @property
    def holder(self):
        return self.lesson

    @property
    def list_label(self):
        return self.place.label

    @property
    def list_url(self):
        return self.place.url

    @property
    def files_audience(self):
        return "wie het leerpunt mag lezen"

    @property
    def back_url(self):
        return f"{self.lesson.get_absolute_url()}#bijlagen"

    def new_attachment(self):
        return LessonFile(lesson=self.lesson)


class LessonFileCreate(LessonFiles, FileCreate):
    writes = True
    template_name = "actions/lesson_file_form.html"


class LessonFileDownload(LessonFiles, FileDownload):
    pass


class LessonFileUpdate(LessonFiles, FileUpdate):
    writes = True
    template_name = "actions/lesson_file_form.html"


class LessonFileRemove(LessonFiles, FileRemove):
    writes = True
