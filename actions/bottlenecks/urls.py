from django.urls import path, re_path

from actions.bottlenecks.views import agendas, national, national_meetings, regional, writing

REGION = "regio/<slug:slug>/knelpunten"
NATIONAL = "landelijk/knelpunten"
MEETINGS = "landelijk/overleggen"
AGENDA = "vergaderingen/<int:pk>/knelpunten"
DOCUMENT = f"{AGENDA}/pdf/<int:rendering>"

urlpatterns = [
    path(f"{REGION}/", regional.BottleneckList.as_view(), name="bottleneck_list"),
    path(f"{REGION}/excel/", regional.BottleneckWorkbook.as_view(), name="bottleneck_workbook"),
    path(f"{REGION}/nieuw/", writing.BottleneckCreate.as_view(), name="bottleneck_create"),
    path(f"{REGION}/nieuw/opmerking/<int:remark>/", writing.RemarkBottleneck.as_view(), name="remark_bottleneck"),
    path(f"{REGION}/<int:pk>/", regional.BottleneckDetail.as_view(), name="bottleneck_detail"),
    path(f"{REGION}/<int:pk>/wijzigen/", writing.BottleneckUpdate.as_view(), name="bottleneck_update"),
    path(f"{REGION}/<int:pk>/verwijderen/", regional.BottleneckDelete.as_view(), name="bottleneck_delete"),
    path(f"{REGION}/<int:pk>/stap/<slug:verb>/", writing.BottleneckStepForm.as_view(), name="bottleneck_step"),
    path(f"{NATIONAL}/", national.NationalBottleneckList.as_view(), name="national_bottleneck_list"),
    path(f"{NATIONAL}/excel/", national.NationalBottleneckWorkbook.as_view(), name="national_bottleneck_workbook"),
    path(f"{NATIONAL}/nieuw/", national.NationalBottleneckCreate.as_view(), name="national_bottleneck_create"),
    path(f"{NATIONAL}/<int:pk>/", national.NationalBottleneckDetail.as_view(), name="national_bottleneck_detail"),
    path(
        f"{NATIONAL}/<int:pk>/wijzigen/", national.NationalBottleneckUpdate.as_view(), name="national_bottleneck_update"
    ),
    path(
        f"{NATIONAL}/<int:pk>/koppelen/", national.NationalBottleneckLinks.as_view(), name="national_bottleneck_links"
    ),
    path(
        f"{NATIONAL}/<int:pk>/stap/<slug:verb>/",
        national.NationalBottleneckStep.as_view(),
        name="national_bottleneck_step",
    ),
    path(f"{MEETINGS}/", national_meetings.NationalMeetingList.as_view(), name="national_meeting_list"),
    path(f"{MEETINGS}/nieuw/", national_meetings.NationalMeetingCreate.as_view(), name="national_meeting_create"),
    path(f"{MEETINGS}/<int:pk>/", national_meetings.NationalMeetingDetail.as_view(), name="national_meeting"),
    path(
        f"{MEETINGS}/<int:pk>/wijzigen/",
        national_meetings.NationalMeetingUpdate.as_view(),
        name="national_meeting_update",
    ),
    path(f"{AGENDA}/", agendas.BottleneckAgenda.as_view(), name="bottleneck_agenda"),
    path(f"{AGENDA}/antwoorden/", agendas.BottleneckAgendaAnswers.as_view(), name="bottleneck_agenda_answers"),
    path(f"{AGENDA}/<int:item>/vraag/", agendas.BottleneckAgendaNote.as_view(), name="bottleneck_agenda_note"),
    re_path(
        r"^vergaderingen/(?P<pk>[0-9]{1,18})/knelpunten/(?P<item>[0-9]{1,18})/(?P<change>omhoog|omlaag|weg)/$",
        agendas.BottleneckAgendaMove.as_view(),
        name="bottleneck_agenda_move",
    ),
    path(f"{AGENDA}/pdf/", agendas.BottleneckAgendaAsk.as_view(), name="bottleneck_agenda_pdf"),
    path(f"{DOCUMENT}/", agendas.AgendaDocument.as_view(), name="bottleneck_agenda_document"),
    path(f"{DOCUMENT}/bestand/", agendas.AgendaDocumentFile.as_view(), name="bottleneck_agenda_file"),
    path(f"{DOCUMENT}/stand/", agendas.AgendaDocumentState.as_view(), name="bottleneck_agenda_state"),
    path(f"{DOCUMENT}/opnieuw/", agendas.AgendaDocumentRetry.as_view(), name="bottleneck_agenda_retry"),
]
