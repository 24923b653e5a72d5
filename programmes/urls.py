from django.urls import path, re_path

from programmes.views import catalogue, meetings, outline, pasting, proposals, recording, route

app_name = "programmes"

urlpatterns: list = []

urlpatterns += [
    path("regio/<slug:slug>/programma/", outline.ProgrammeDetail.as_view(), name="programme_detail"),
    path("regio/<slug:slug>/programma/wijzigen/", outline.ProgrammeUpdate.as_view(), name="programme_update"),
    path("regio/<slug:slug>/programma/onderdelen/nieuw/", outline.NodeCreate.as_view(), name="node_create"),
    path("regio/<slug:slug>/programma/onderdelen/<int:pk>/", outline.NodeDetail.as_view(), name="node_detail"),
    path(
        "regio/<slug:slug>/programma/onderdelen/<int:pk>/wijzigen/",
        outline.NodeUpdate.as_view(),
        name="node_update",
    ),
    path(
        "regio/<slug:slug>/programma/onderdelen/<int:pk>/verwijderen/",
        outline.NodeDelete.as_view(),
        name="node_delete",
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
