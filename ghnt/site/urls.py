from django.urls import path, re_path

from ghnt.site.api import api_urls, unknown_address
from ghnt.site.views import (
    api_docs,
    bin,
    calendar,
    help_page,
    my_work,
    national_overview,
    our_municipality,
    region_overview,
    search,
)

urlpatterns = [
    path("", my_work.MyWork.as_view(), name="my_work"),
    path("zoeken/", search.Search.as_view(), name="search"),
    path("hulp/", help_page.HelpPage.as_view(), name="help"),
    path("kalender/<str:secret>.ics", calendar.calendar_feed, name="calendar_feed"),
    path("vergaderingen/<int:pk>/agenda.ics", calendar.meeting_calendar, name="meeting_calendar"),
    path("landelijk/", national_overview.NationalOverview.as_view(), name="national_overview"),
    path("regio/<slug:slug>/", region_overview.RegionOverview.as_view(), name="region_overview"),
    path("regio/<slug:slug>/prullenbak/", bin.Bin.as_view(), name="bin"),
    path("regio/<slug:slug>/prullenbak/<slug:kind>/<int:pk>/", bin.BinRestore.as_view(), name="bin_restore"),
    path(
        "gemeente/<slug:slug>/onze-gemeente/",
        our_municipality.OurMunicipalityDetail.as_view(),
        name="our_municipality",
    ),
    path(
        "gemeente/<slug:slug>/onze-gemeente/pdf/",
        our_municipality.OurMunicipalityPdf.as_view(),
        name="our_municipality_pdf",
    ),
]

urlpatterns += [
    path("api/", api_docs.ApiDocs.as_view(), name="api_docs"),
    path("api/v1/", api_urls()),  # type: ignore[list-item]
    re_path(r"^api/v1/.+/$", unknown_address, name="api_unknown"),
]
