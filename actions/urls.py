from django.urls import path

from actions.views import action, listing, municipality, progress

app_name = "actions"

urlpatterns = [
    path("regio/<slug:slug>/acties/", listing.ActionList.as_view(), name="action_list"),
    path("regio/<slug:slug>/acties/nieuw/", action.ActionCreate.as_view(), name="action_create"),
    path("regio/<slug:slug>/acties/<int:pk>/", action.ActionDetail.as_view(), name="action_detail"),
    path("regio/<slug:slug>/acties/<int:pk>/wijzigen/", action.ActionUpdate.as_view(), name="action_update"),
    path(
        "regio/<slug:slug>/acties/<int:pk>/gemeenten/",
        municipality.ActionMunicipalities.as_view(),
        name="action_municipalities",
    ),
    path(
        "regio/<slug:slug>/acties/<int:pk>/gemeenten/<slug:municipality>/",
        municipality.ActionMunicipalityRow.as_view(),
        name="action_municipality_row",
    ),
    path("regio/<slug:slug>/voortgang/<half_year:half_year>/", progress.Progress.as_view(), name="progress"),
    path(
        "regio/<slug:slug>/voortgang/<half_year:half_year>/<int:pk>/",
        progress.ProgressRow.as_view(),
        name="progress_row",
    ),
]
