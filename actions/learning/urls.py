"""Addresses of everything under Leren."""

from django.urls import path

from actions.learning.views import (
    circles,
    finished,
    front_runners,
    lesson_files,
    lessons,
    meetings,
    national,
    region,
    research,
)
from programmes.coverage import Subject

REGION = "regio/<slug:slug>/leren"
LESSON = "leren/leerpunten/<int:pk>"
CIRCLE = "leren/leerkringen/<slug:circle>"
MEETING = f"{CIRCLE}/<int:pk>"
RESEARCH = "leren/onderzoek/<int:pk>"
NATIONAL = "landelijk/leren"

urlpatterns = [
    path(f"{REGION}/", region.Learning.as_view(), name="learning"),
    path(f"{REGION}/gezien/", region.NewsSeen.as_view(), name="learning_seen"),
    path(f"{REGION}/leerpunten/nieuw/", lessons.LessonCreate.as_view(), name="lesson_create"),
    path(f"{REGION}/onderzoek/nieuw/", research.ResearchCreate.as_view(), name="research_create"),
    path(f"{REGION}/voorlopers/", front_runners.FrontRunnerList.as_view(), name="front_runner_list"),
    path(f"{REGION}/voorlopers/nieuw/", front_runners.FrontRunnerOffer.as_view(), name="front_runner_offer"),
    path(
        f"{REGION}/voorlopers/<int:pk>/wijzigen/",
        front_runners.FrontRunnerUpdate.as_view(),
        name="front_runner_update",
    ),
    path(
        f"{REGION}/voorlopers/<int:pk>/intrekken/",
        front_runners.FrontRunnerWithdraw.as_view(),
        name="front_runner_withdraw",
    ),
    path("leren/voorlopers/<int:pk>/beeindigen/", front_runners.FrontRunnerEnd.as_view(), name="front_runner_end"),
    path("leren/leerpunten/", lessons.LessonList.as_view(), name="lesson_list"),
    path(f"{LESSON}/", lessons.LessonDetail.as_view(), name="lesson_detail"),
    path(f"{LESSON}/wijzigen/", lessons.LessonUpdate.as_view(), name="lesson_update"),
    path(f"{LESSON}/delen/", lessons.LessonShare.as_view(), name="lesson_share"),
    path(f"{LESSON}/verwijderen/", lessons.LessonRemove.as_view(), name="lesson_remove"),
    path(f"{LESSON}/bestanden/nieuw/", lesson_files.LessonFileCreate.as_view(), name="lesson_file_create"),
    path(f"{LESSON}/bestanden/<int:file>/", lesson_files.LessonFileDownload.as_view(), name="lesson_file_download"),
    path(
        f"{LESSON}/bestanden/<int:file>/wijzigen/", lesson_files.LessonFileUpdate.as_view(), name="lesson_file_change"
    ),
    path(
        f"{LESSON}/bestanden/<int:file>/verwijderen/",
        lesson_files.LessonFileRemove.as_view(),
        name="lesson_file_remove",
    ),
    path("leren/leerkringen/", circles.CircleList.as_view(), name="circle_list"),
    path(f"{CIRCLE}/", circles.CircleDetail.as_view(), name="circle_detail"),
    path(f"{CIRCLE}/wijzigen/", circles.CircleUpdate.as_view(), name="circle_update"),
    path(f"{CIRCLE}/verwijderen/", circles.CircleRemove.as_view(), name="circle_remove"),
    path(f"{CIRCLE}/nieuw/", meetings.CircleMeetingCreate.as_view(), name="circle_meeting_create"),
    path(f"{MEETING}/", meetings.CircleMeetingDetail.as_view(), name="circle_meeting_detail"),
    path(f"{MEETING}/wijzigen/", meetings.CircleMeetingUpdate.as_view(), name="circle_meeting_update"),
    path(f"{MEETING}/uitnodigen/", meetings.CircleMeetingInvite.as_view(), name="circle_meeting_invite"),
    path(f"{MEETING}/afzeggen/", meetings.CircleMeetingCancel.as_view(), name="circle_meeting_cancel"),
    path(f"{MEETING}/opbrengst/", meetings.CircleMeetingYields.as_view(), name="circle_meeting_yields"),
    path("leren/wie-heeft-dit-al-af/", finished.Finished.as_view(), name="finished"),
    path("leren/wie-heeft-dit-al-af/bouwsteen/<int:pk>/", finished.SubjectLearning.as_view(), name="block_learning"),
    path(
        "leren/wie-heeft-dit-al-af/maatregel/<int:pk>/",
        finished.SubjectLearning.as_view(subject=Subject.MEASURES),
        name="measure_learning",
    ),
    path("leren/onderzoek/", research.ResearchList.as_view(), name="research_list"),
    path(f"{RESEARCH}/", research.ResearchDetail.as_view(), name="research_detail"),
    path(f"{RESEARCH}/wijzigen/", research.ResearchUpdate.as_view(), name="research_update"),
    path(f"{RESEARCH}/verwijderen/", research.ResearchRemove.as_view(), name="research_remove"),
    path(f"{NATIONAL}/", national.NationalLearning.as_view(), name="national_learning"),
    path(f"{NATIONAL}/excel/", national.NationalLearningWorkbook.as_view(), name="national_learning_workbook"),
    path(f"{NATIONAL}/leerkringen/nieuw/", circles.CircleCreate.as_view(), name="circle_create"),
    path(f"{NATIONAL}/leerpunten/nieuw/", lessons.NationalLessonCreate.as_view(), name="national_lesson_create"),
    path(f"{NATIONAL}/onderzoek/nieuw/", research.NationalResearchCreate.as_view(), name="national_research_create"),
    path(f"{NATIONAL}/voorlopers/<int:pk>/", front_runners.FrontRunnerDecide.as_view(), name="front_runner_decide"),
    path(
        f"{NATIONAL}/terugzetten/<slug:kind>/<int:pk>/",
        national.NationalLearningRestore.as_view(),
        name="national_learning_restore",
    ),
]
