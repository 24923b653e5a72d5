from django.urls import path, re_path

from programmes.views import (
    adoption,
    catalogue,
    chapters,
    files,
    goals,
    joining,
    meetings,
    nodes,
    outline,
    pasting,
    programme,
    proposals,
    recording,
    route,
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
    path("catalogus/<slug:code>/", catalogue.CatalogueEditionDetail.as_view(), name="catalogue_edition"),
]

urlpatterns += [
    path("regio/<slug:slug>/besluiten/", proposals.ProposalList.as_view(), name="proposal_list"),
    path("regio/<slug:slug>/besluiten/nieuw/", proposals.ProposalCreate.as_view(), name="proposal_create"),
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
        route.StepCreate.as_view(),
        name="route_step_create",
    ),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/route/rondes/<int:number>/verwijderen/",
        route.RoundDelete.as_view(),
        name="route_round_delete",
    ),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/route/stappen/<int:step>/wijzigen/",
        route.StepUpdate.as_view(),
        name="route_step_update",
    ),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/route/stappen/<int:step>/verwijderen/",
        route.StepDelete.as_view(),
        name="route_step_delete",
    ),
    path(
        "regio/<slug:slug>/besluiten/<int:pk>/conclusies/<int:conclusion>/verbeteren/",
        recording.ConclusionCorrect.as_view(),
        name="conclusion_correct",
    ),
    path("regio/<slug:slug>/vergaderingen/", meetings.MeetingList.as_view(), name="meeting_list"),
    path("regio/<slug:slug>/vergaderingen/nieuw/", meetings.MeetingCreate.as_view(), name="meeting_create"),
    path("vergaderingen/<int:pk>/", meetings.MeetingDetail.as_view(), name="meeting_detail"),
    path("vergaderingen/<int:pk>/wijzigen/", meetings.MeetingUpdate.as_view(), name="meeting_update"),
    path("vergaderingen/<int:pk>/agenda/", meetings.MeetingAgenda.as_view(), name="meeting_agenda"),
    re_path(
        r"^vergaderingen/(?P<pk>[0-9]{1,18})/agenda/(?P<item>[0-9]{1,18})/(?P<change>omhoog|omlaag|weg)/$",
        meetings.AgendaItemChange.as_view(),
        name="meeting_item_change",
    ),
    path(
        "vergaderingen/<int:pk>/conclusies/",
        recording.MeetingConclusions.as_view(),
        name="meeting_conclusions",
    ),
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
    path(f"{ACTS}/<slug:municipality>/", adoption.AdoptionUpdate.as_view(), name="adoption_update"),
]
