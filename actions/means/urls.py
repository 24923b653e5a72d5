from django.urls import path

from actions.views import means, means_applications, means_grants, means_spending, national_means

MEANS = "regio/<slug:slug>/middelen"
APPLICATION = f"{MEANS}/aanvragen/<int:pk>"

urlpatterns = [
    path(f"{MEANS}/", means.MeansOverview.as_view(), name="means"),
    path(f"{MEANS}/excel/", means.MeansWorkbook.as_view(), name="means_workbook"),
    path(f"{MEANS}/instelling/", means.MeansSettings.as_view(), name="means_settings"),
    path(f"{MEANS}/verschillen/<int:year>/<slug:about>/<int:pk>/", means.MeansExplain.as_view(), name="means_explain"),
    path(f"{MEANS}/besteding/<int:year>/", means_spending.SpendingPage.as_view(), name="means_spending"),
    path(f"{MEANS}/bijdragen/", means_grants.GrantList.as_view(), name="means_grants"),
    path(f"{MEANS}/bijdragen/nieuw/", means_grants.GrantCreate.as_view(), name="grant_create"),
    path(f"{MEANS}/bijdragen/<int:pk>/", means_grants.GrantUpdate.as_view(), name="grant_update"),
    path(f"{MEANS}/bijdragen/<int:pk>/verwijderen/", means_grants.GrantRemove.as_view(), name="grant_remove"),
    path(f"{MEANS}/aanvragen/", means_applications.ApplicationList.as_view(), name="application_list"),
    path(f"{MEANS}/aanvragen/nieuw/", means_applications.ApplicationCreate.as_view(), name="application_create"),
    path(f"{APPLICATION}/", means_applications.ApplicationDetail.as_view(), name="application_detail"),
    path(f"{APPLICATION}/wijzigen/", means_applications.ApplicationUpdate.as_view(), name="application_update"),
    path(f"{APPLICATION}/indienen/", means_applications.ApplicationSubmit.as_view(), name="application_submit"),
    path(f"{APPLICATION}/intrekken/", means_applications.ApplicationWithdraw.as_view(), name="application_withdraw"),
    path(f"{APPLICATION}/verder/", means_applications.ApplicationResume.as_view(), name="application_resume"),
    path(f"{APPLICATION}/verwijderen/", means_applications.ApplicationRemove.as_view(), name="application_remove"),
    path(f"{APPLICATION}/besluit/", means_applications.ApplicationDecide.as_view(), name="application_decide"),
    path("landelijk/middelen/", national_means.NationalMeans.as_view(), name="national_means"),
    path("landelijk/middelen/excel/", national_means.NationalMeansWorkbook.as_view(), name="national_means_workbook"),
    path(
        "landelijk/middelen/aanvragen/",
        means_applications.NationalApplications.as_view(),
        name="national_applications",
    ),
]
