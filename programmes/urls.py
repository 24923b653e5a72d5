from django.urls import path, re_path

from programmes.network.urls import urlpatterns as network_urls
from programmes.views import (
    adoption,
    adoption_dates,
    agenda,
    attendance,
    bodies,
    catalogue,
    chapters,
    contacts,
    council_promises,
    decision_documents,
    decision_list,
    dossier_links,
    files,
    follow_ups,
    goals,
    joining,
    meeting_dates,
    meeting_detail,
    meeting_documents,
    meeting_record,
    meetings,
    municipal_act,
    municipal_decisions,
    municipal_motions,
    municipal_review,
    municipal_steps,
    national,
    nodes,
    outline,
    pasting,
    programme,
    proposal_list,
    proposal_verbs,
    proposal_versions,
    proposals,
    recesses,
    recording,
    remark_following,
    remarks,
    review,
    route,
    route_steps,
    route_template_steps,
    route_templates,
    surroundings,
)

app_name = "programmes"

urlpatterns: list = []

urlpatterns += [
    path("regio/<slug:slug>/programma/", programme.ProgrammeDetail.as_view(), name="programme_detail"),
    path("regio/<slug:slug>/programma/wijzigen/", programme.ProgrammeUpdate.as_view(), name="programme_update"),
]


_NODES = "regio/<slug:slug>/programma/onderdelen/"
_GOALS = "regio/<slug:slug>/programma/doelen/"
_NODES_OF_REGION = r"^regio/(?P<slug>[-a-zA-Z0-9_]+)/programma/onderdelen/"
_GOALS_OF_REGION = r"^regio/(?P<slug>[-a-zA-Z0-9_]+)/programma/doelen/"

urlpatterns += [
    path(_NODES, outline.Outline.as_view(), name="outline"),
    path(f"{_NODES}nieuw/", nodes.NodeCreate.as_view(), name="node_create"),
    path(f"{_NODES}nummers/", outline.OutlineRenumber.as_view(), name="outline_renumber"),
    path(f"{_NODES}<int:pk>/", nodes.NodeDetail.as_view(), name="node_detail"),
    path(f"{_NODES}<int:pk>/wijzigen/", nodes.NodeUpdate.as_view(), name="node_update"),
    path(f"{_NODES}<int:pk>/verwijderen/", nodes.NodeDelete.as_view(), name="node_delete"),
    path(f"{_NODES}<int:pk>/verplaatsen/", joining.NodeMove.as_view(), name="node_move"),
    path(f"{_NODES}<int:pk>/samenvoegen/", joining.NodeMerge.as_view(), name="node_merge"),
    path(f"{_NODES}<int:pk>/splitsen/", joining.NodeSplit.as_view(), name="node_split"),
    path(f"{_NODES}<int:pk>/plaats/", outline.NodePlace.as_view(), name="node_place"),
    re_path(
        _NODES_OF_REGION + r"(?P<pk>[0-9]{1,18})/(?P<change>omhoog|omlaag)/$",
        outline.NodeStep.as_view(),
        name="node_step",
    ),
    path(f"{_GOALS}nieuw/", goals.GoalCreate.as_view(), name="goal_create"),
    path(f"{_GOALS}<int:pk>/wijzigen/", goals.GoalUpdate.as_view(), name="goal_update"),
    path(f"{_GOALS}<int:pk>/verwijderen/", goals.GoalDelete.as_view(), name="goal_delete"),
    re_path(
        _GOALS_OF_REGION + r"(?P<pk>[0-9]{1,18})/(?P<change>omhoog|omlaag)/$",
        goals.GoalStep.as_view(),
        name="goal_step",
    ),
]

urlpatterns += [
    path("catalogus/", catalogue.catalogue, name="catalogue"),
    path("catalogus/verschillen/", catalogue.CatalogueChangesPage.as_view(), name="catalogue_changes"),
    path("catalogus/programmas/", national.NationalProgrammeList.as_view(), name="national_programme_list"),
    path("catalogus/programmas/nieuw/", national.NationalProgrammeCreate.as_view(), name="national_programme_create"),
    path(
        "catalogus/programmas/<slug:slug>/catalogus/",
        national.FirstEditionCreate.as_view(),
        name="first_edition_create",
    ),
    path("catalogus/programmas/<slug:slug>/voortzetting/", national.ContinuingEdit.as_view(), name="continuing_edit"),
    path("catalogus/<slug:code>/", catalogue.CatalogueEditionDetail.as_view(), name="catalogue_edition"),
]

urlpatterns += [
    path("regio/<slug:slug>/besluiten/", proposal_list.ProposalList.as_view(), name="proposal_list"),
    path("regio/<slug:slug>/besluiten/nieuw/", proposals.ProposalCreate.as_view(), name="proposal_create"),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/invoer/<int:import>/ongedaan/",
        pasting.ImportUndo.as_view(),
        name="import_undo",
    ),
    path("regio/<slug:slug>/besluiten/plakken/", pasting.ProposalPaste.as_view(), name="proposal_paste"),
    path("regio/<slug:slug>/besluiten/<int:pk>/", proposals.ProposalDetail.as_view(), name="proposal_detail"),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/wijzigen/",
        proposals.ProposalUpdate.as_view(),
        name="proposal_update",
    ),
    path("regio/<slug:slug>/besluiten/<int:pk>/route/", route.RouteDetail.as_view(), name="route_detail"),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/route/rondes/<int:number>/toevoegen/",
        route_steps.StepCreate.as_view(),
        name="route_step_create",
    ),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/route/rondes/<int:number>/verwijderen/",
        route_steps.RoundDelete.as_view(),
        name="route_round_delete",
    ),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/route/stappen/<int:step>/wijzigen/",
        route_steps.StepUpdate.as_view(),
        name="route_step_update",
    ),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/route/stappen/<int:step>/verwijderen/",
        route_steps.StepDelete.as_view(),
        name="route_step_delete",
    ),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/conclusies/<int:conclusion>/verbeteren/",
        recording.ConclusionCorrect.as_view(),
        name="conclusion_correct",
    ),
    path("regio/<slug:slug>/vergaderingen/", meetings.MeetingList.as_view(), name="meeting_list"),
    path("regio/<slug:slug>/vergaderingen/nieuw/", meeting_dates.MeetingCreate.as_view(), name="meeting_create"),
    path("vergaderingen/<int:pk>/", meeting_detail.MeetingDetail.as_view(), name="meeting_detail"),
    path("vergaderingen/<int:pk>/wijzigen/", meeting_dates.MeetingUpdate.as_view(), name="meeting_update"),
    path("vergaderingen/<int:pk>/agenda/", agenda.MeetingAgenda.as_view(), name="meeting_agenda"),
    re_path(
        r"^vergaderingen/(?P<pk>[0-9]{1,18})/agenda/(?P<item>[0-9]{1,18})/(?P<change>omhoog|omlaag|weg)/$",
        agenda.AgendaItemChange.as_view(),
        name="meeting_item_change",
    ),
]

MEETING = "vergaderingen/<int:pk>"
FOLLOW_UPS = "regio/<slug:slug>/actiepunten"

urlpatterns += [
    path(f"{MEETING}/agenda/<int:item>/wijzigen/", agenda.AgendaItemUpdate.as_view(), name="meeting_item_update"),
    path(f"{MEETING}/conclusies/", decision_list.DecisionListTyping.as_view(), name="meeting_conclusions"),
    path(f"{MEETING}/conclusies/<int:item>/", decision_list.DraftSave.as_view(), name="meeting_draft"),
    path(f"{MEETING}/vastleggen/", meeting_record.DecisionListRecord.as_view(), name="meeting_record"),
    path(
        f"{MEETING}/onderwerpen/<int:conclusion>/verbeteren/",
        recording.SubjectCorrect.as_view(),
        name="subject_correct",
    ),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/stappen/<int:step>/conclusie/",
        recording.StepConclude.as_view(),
        name="step_conclude",
    ),
    path(f"{FOLLOW_UPS}/", follow_ups.FollowUpList.as_view(), name="follow_up_list"),
    path(f"{FOLLOW_UPS}/excel/", follow_ups.FollowUpWorkbook.as_view(), name="follow_up_workbook"),
    path(f"{FOLLOW_UPS}/<int:pk>/wijzigen/", follow_ups.FollowUpUpdate.as_view(), name="follow_up_update"),
    path(f"{FOLLOW_UPS}/<int:pk>/afdoen/", follow_ups.FollowUpDone.as_view(), name="follow_up_done"),
]

PROGRAMME_FILES = "regio/<slug:slug>/programma/bestanden"
PROPOSAL_FILES = "regio/<slug:slug>/besluiten/<int:pk>/bestanden"

urlpatterns += [
    path(f"{PROGRAMME_FILES}/nieuw/", files.ProgrammeFileCreate.as_view(), name="programme_file_create"),
    path(f"{PROGRAMME_FILES}/<int:file>/", files.ProgrammeFileDownload.as_view(), name="programme_file_download"),
    path(f"{PROGRAMME_FILES}/<int:file>/wijzigen/", files.ProgrammeFileUpdate.as_view(), name="programme_file_change"),
    path(
        f"{PROGRAMME_FILES}/<int:file>/verwijderen/", files.ProgrammeFileRemove.as_view(), name="programme_file_remove"
    ),
    path(f"{PROPOSAL_FILES}/nieuw/", files.ProposalFileCreate.as_view(), name="proposal_file_create"),
    path(f"{PROPOSAL_FILES}/<int:file>/", files.ProposalFileDownload.as_view(), name="proposal_file_download"),
    path(f"{PROPOSAL_FILES}/<int:file>/wijzigen/", files.ProposalFileUpdate.as_view(), name="proposal_file_change"),
    path(f"{PROPOSAL_FILES}/<int:file>/verwijderen/", files.ProposalFileRemove.as_view(), name="proposal_file_remove"),
]

CHAPTERS = "regio/<slug:slug>/programma/hoofdstukken/<slug:part>"
HEARD = "regio/<slug:slug>/programma/inbreng"
FRAMES = "regio/<slug:slug>/programma/beleidskaders"
ACTS = "regio/<slug:slug>/programma/versies/<int:number>/gemeenten"

urlpatterns += [
    path("regio/<slug:slug>/programmas/", programme.ProgrammeList.as_view(), name="programme_list"),
    path("regio/<slug:slug>/programma/projectplan/", programme.ProjectPlan.as_view(), name="project_plan"),
    path(f"{CHAPTERS}/", chapters.ChapterList.as_view(), name="chapter_list"),
    path(f"{CHAPTERS}/nieuw/", chapters.ChapterCreate.as_view(), name="chapter_create"),
    path(f"{CHAPTERS}/<slug:chapter>/", chapters.ChapterUpdate.as_view(), name="chapter_update"),
    path(f"{CHAPTERS}/<slug:chapter>/verwijderen/", chapters.ChapterDelete.as_view(), name="chapter_delete"),
    re_path(
        r"^regio/(?P<slug>[-\w]+)/programma/hoofdstukken/(?P<part>[-\w]+)/(?P<chapter>[-\w]+)/(?P<change>omhoog|omlaag)/$",
        chapters.ChapterMove.as_view(),
        name="chapter_move",
    ),
    path(f"{HEARD}/", surroundings.ConsultationList.as_view(), name="consultation_list"),
    path(f"{HEARD}/nieuw/", surroundings.ConsultationForms.as_view(), name="consultation_create"),
    path(f"{HEARD}/<int:pk>/wijzigen/", surroundings.ConsultationForms.as_view(), name="consultation_update"),
    path(f"{HEARD}/<int:pk>/verwijderen/", surroundings.ConsultationDelete.as_view(), name="consultation_delete"),
    path(f"{FRAMES}/", surroundings.PolicyFrameList.as_view(), name="policy_frame_list"),
    path(f"{FRAMES}/nieuw/", surroundings.PolicyFrameForms.as_view(), name="policy_frame_create"),
    path(f"{FRAMES}/<int:pk>/wijzigen/", surroundings.PolicyFrameForms.as_view(), name="policy_frame_update"),
    path(f"{FRAMES}/<int:pk>/verwijderen/", surroundings.PolicyFrameDelete.as_view(), name="policy_frame_delete"),
    path(f"{ACTS}/", adoption.AdoptionList.as_view(), name="adoption_list"),
    path(f"{ACTS}/<slug:municipality>/", municipal_act.AdoptionDetail.as_view(), name="adoption_detail"),
]

DOCUMENTS = "regio/<slug:slug>/besluiten/documenten/<int:pk>"

urlpatterns += [
    path(f"{DOCUMENTS}/", decision_documents.DecisionDocument.as_view(), name="decision_document"),
    path(f"{DOCUMENTS}/pdf/", decision_documents.DecisionDocumentDownload.as_view(), name="decision_document_download"),
    path(f"{DOCUMENTS}/stand/", decision_documents.DecisionDocumentState.as_view(), name="decision_document_state"),
    path(f"{DOCUMENTS}/opnieuw/", decision_documents.DecisionDocumentRetry.as_view(), name="decision_document_retry"),
]

REMARKS = "regio/<slug:slug>/opmerkingen"

urlpatterns += [
    path(f"{REMARKS}/", remarks.RemarkList.as_view(), name="remark_list"),
    path(f"{REMARKS}/excel/", remarks.RemarkWorkbook.as_view(), name="remark_workbook"),
    path(f"{REMARKS}/<int:remark>/", remark_following.RemarkFollowUpPage.as_view(), name="remark_follow_up"),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/versies/<int:number>/opmerkingen/",
        remark_following.VersionAnswers.as_view(),
        name="version_answers",
    ),
]

BODIES = "regio/<slug:slug>/overleggen"
CONTACTS = "regio/<slug:slug>/contactpersonen"

urlpatterns += [
    path(f"{BODIES}/", bodies.BodyList.as_view(), name="body_list"),
    path(f"{BODIES}/nieuw/", bodies.BodyCreate.as_view(), name="body_create"),
    path(f"{BODIES}/<int:pk>/", bodies.BodyDetail.as_view(), name="body_detail"),
    path(f"{BODIES}/<int:pk>/wijzigen/", bodies.BodyUpdate.as_view(), name="body_update"),
    path(f"{BODIES}/<int:pk>/verwijderen/", bodies.BodyDelete.as_view(), name="body_delete"),
    path(f"{BODIES}/<int:pk>/plaatsen/", bodies.BodySeats.as_view(), name="body_seats"),
    re_path(
        r"^regio/(?P<slug>[-\w]+)/overleggen/(?P<pk>[0-9]{1,18})/(?P<change>omhoog|omlaag)/$",
        bodies.BodyMove.as_view(),
        name="body_move",
    ),
    path(f"{CONTACTS}/", contacts.ContactList.as_view(), name="contact_list"),
    path(f"{CONTACTS}/nieuw/", contacts.ContactForms.as_view(), name="contact_create"),
    path(f"{CONTACTS}/<int:pk>/wijzigen/", contacts.ContactForms.as_view(), name="contact_update"),
    path(f"{CONTACTS}/<int:pk>/verwijderen/", contacts.ContactDelete.as_view(), name="contact_delete"),
    path("regio/<slug:slug>/vergaderingen/reeks/", meeting_dates.MeetingSeries.as_view(), name="meeting_series"),
    path("regio/<slug:slug>/vergaderingen/kalender/", meeting_dates.MeetingCalendar.as_view(), name="meeting_calendar"),
    path(
        "regio/<slug:slug>/vergaderingen/kalender/excel/",
        meeting_dates.MeetingCalendarExport.as_view(),
        name="meeting_calendar_export",
    ),
    path("vergaderingen/<int:pk>/aanwezigheid/", attendance.MeetingAttendance.as_view(), name="meeting_attendance"),
    path("vergaderingen/<int:pk>/agenda/pdf/", meeting_documents.AgendaAsk.as_view(), name="meeting_agenda_pdf"),
    path(
        "vergaderingen/<int:pk>/besluitenlijst/pdf/",
        meeting_documents.DecisionListAsk.as_view(),
        name="meeting_decision_list_pdf",
    ),
]

ADOPTION = "regio/<slug:slug>/programma/versies/<int:number>/vaststelling"
PROMISES = "regio/<slug:slug>/toezeggingen"
RECESSES = "regio/<slug:slug>/recessen"

urlpatterns += [
    path(f"{ACTS}/<slug:municipality>/besluit/", municipal_act.AdoptionUpdate.as_view(), name="adoption_update"),
    path(f"{ACTS}/<slug:municipality>/stappen/", municipal_steps.AdoptionSteps.as_view(), name="adoption_steps"),
    re_path(
        r"^regio/(?P<slug>[-\w]+)/programma/versies/(?P<number>[0-9]{1,9})/gemeenten/(?P<municipality>[-\w]+)/stappen/"
        r"(?P<pk>[0-9]{1,18})/(?P<change>omhoog|omlaag|weg)/$",
        municipal_steps.AdoptionStepChange.as_view(),
        name="adoption_step_change",
    ),
    path(
        f"{ACTS}/<slug:municipality>/moties/nieuw/",
        municipal_motions.MotionForms.as_view(),
        name="adoption_motion_create",
    ),
    path(
        f"{ACTS}/<slug:municipality>/moties/<int:pk>/",
        municipal_motions.MotionForms.as_view(),
        name="adoption_motion_update",
    ),
    path(
        f"{ACTS}/<slug:municipality>/moties/<int:pk>/verwijderen/",
        municipal_motions.MotionRemove.as_view(),
        name="adoption_motion_remove",
    ),
    path(f"{ADOPTION}/datums/", adoption_dates.AdoptionDates.as_view(), name="adoption_dates"),
    path(f"{ADOPTION}/excel/", adoption.AdoptionWorkbook.as_view(), name="adoption_workbook"),
    path(f"{ADOPTION}/dossier/", dossier_links.DossierLinkList.as_view(), name="dossier_link_list"),
    path(
        f"{ADOPTION}/dossier/<int:pk>/intrekken/", dossier_links.DossierLinkRevoke.as_view(), name="dossier_link_revoke"
    ),
    path(
        "gemeente/<slug:slug>/besluitvorming/",
        municipal_decisions.MunicipalityAdoption.as_view(),
        name="municipality_adoption",
    ),
    path(f"{PROMISES}/", council_promises.PromiseList.as_view(), name="promise_list"),
    path(f"{PROMISES}/nieuw/", council_promises.PromiseForms.as_view(), name="promise_create"),
    path(f"{PROMISES}/excel/", council_promises.PromiseWorkbook.as_view(), name="promise_workbook"),
    path(f"{PROMISES}/<int:pk>/wijzigen/", council_promises.PromiseForms.as_view(), name="promise_update"),
    path(f"{PROMISES}/<int:pk>/verwijderen/", council_promises.PromiseRemove.as_view(), name="promise_remove"),
    path(f"{RECESSES}/", recesses.RecessList.as_view(), name="recess_list"),
    path(f"{RECESSES}/<int:pk>/verwijderen/", recesses.RecessRemove.as_view(), name="recess_remove"),
]

REVIEW = "regio/<slug:slug>/nakijken"

urlpatterns += [
    path(f"{REVIEW}/", review.ReviewList.as_view(), name="review_list"),
    path(f"{REVIEW}/<int:pk>/", review.ReviewOverview.as_view(), name="review_overview"),
    path(f"{REVIEW}/<int:pk>/excel/", review.ReviewExport.as_view(), name="review_export"),
    path(f"{REVIEW}/<int:pk>/vragen/", review.ReviewAsk.as_view(), name="review_ask"),
    path(f"{REVIEW}/<int:pk>/herinneren/", review.ReviewRemind.as_view(), name="review_remind"),
    path(f"{REVIEW}/<int:pk>/reacties/<int:review>/", review.ReviewAnswerPage.as_view(), name="review_answer"),
    path("regio/<slug:slug>/besluiten/<int:pk>/voorleggen/", review.ReviewSubmit.as_view(), name="review_submit"),
    path(
        "gemeente/<slug:slug>/nakijken/",
        municipal_review.MunicipalReviewList.as_view(),
        name="municipal_review_list",
    ),
    path(
        "gemeente/<slug:slug>/nakijken/<int:pk>/",
        municipal_review.MunicipalReview.as_view(),
        name="municipal_review",
    ),
]

PROPOSAL = "regio/<slug:slug>/besluiten/<int:pk>"
PROPOSAL_RE = r"^regio/(?P<slug>[-a-zA-Z0-9_]+)/besluiten/(?P<pk>[0-9]{1,18})/"
VERSIONS = f"{PROPOSAL}/versies"
TEMPLATES = "regio/<slug:slug>/besluiten/vaste-routes"
TEMPLATES_RE = r"^regio/(?P<slug>[-a-zA-Z0-9_]+)/besluiten/vaste-routes/(?P<pk>[0-9]{1,18})/"

urlpatterns += [
    path("regio/<slug:slug>/besluiten/excel/", proposal_list.ProposalWorkbook.as_view(), name="proposal_workbook"),
    path(f"{PROPOSAL}/verwijderen/", proposal_verbs.ProposalRemove.as_view(), name="proposal_remove"),
    path(f"{PROPOSAL}/pdf/", proposal_verbs.ProposalPdf.as_view(), name="proposal_pdf"),
    path(f"{PROPOSAL}/dossier/", proposal_verbs.DossierPdf.as_view(), name="proposal_dossier"),
    path(f"{VERSIONS}/vastleggen/", proposal_versions.ProposalVersionFix.as_view(), name="proposal_version_fix"),
    path(f"{VERSIONS}/<int:number>/", proposal_versions.ProposalVersionDetail.as_view(), name="proposal_version"),
    path(
        f"{VERSIONS}/<int:number>/verschillen/",
        proposal_versions.ProposalVersionDifferences.as_view(),
        name="proposal_version_differences",
    ),
    path(
        f"{VERSIONS}/<int:number>/bestanden/<int:file>/",
        proposal_versions.ProposalVersionFileDownload.as_view(),
        name="proposal_version_file",
    ),
    path(f"{PROPOSAL}/route/vast/toevoegen/", route.RouteApply.as_view(), name="route_apply"),
    path(f"{PROPOSAL}/route/vast/bewaren/", route.RouteKeep.as_view(), name="route_keep"),
    path(f"{PROPOSAL}/route/rondes/<int:number>/wijzigen/", route.RoundUpdate.as_view(), name="route_round_update"),
    re_path(
        PROPOSAL_RE + r"route/stappen/(?P<step>[0-9]{1,18})/(?P<change>omhoog|omlaag)/$",
        route_steps.StepMove.as_view(),
        name="route_step_move",
    ),
    path(f"{TEMPLATES}/", route_templates.TemplateList.as_view(), name="route_template_list"),
    path(f"{TEMPLATES}/nieuw/", route_templates.TemplateCreate.as_view(), name="route_template_create"),
    path(f"{TEMPLATES}/<int:pk>/", route_templates.TemplateDetail.as_view(), name="route_template"),
    path(f"{TEMPLATES}/<int:pk>/wijzigen/", route_templates.TemplateUpdate.as_view(), name="route_template_update"),
    path(f"{TEMPLATES}/<int:pk>/verwijderen/", route_templates.TemplateDelete.as_view(), name="route_template_delete"),
    path(f"{TEMPLATES}/<int:pk>/stappen/", route_templates.TemplateStepAdd.as_view(), name="route_template_step_add"),
    path(
        f"{TEMPLATES}/<int:pk>/stappen/<int:step>/wijzigen/",
        route_template_steps.TemplateStepUpdate.as_view(),
        name="route_template_step_update",
    ),
    re_path(
        TEMPLATES_RE + r"stappen/(?P<step>[0-9]{1,18})/(?P<change>omhoog|omlaag|weg)/$",
        route_template_steps.TemplateStepMove.as_view(),
        name="route_template_step_move",
    ),
    path(
        f"{TEMPLATES}/<int:pk>/rondes/<int:number>/wijzigen/",
        route_template_steps.TemplateRoundUpdate.as_view(),
        name="route_template_round_update",
    ),
]

urlpatterns += network_urls
