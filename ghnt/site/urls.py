from django.urls import path, re_path

from ghnt.site.api import api_urls, unknown_address
from ghnt.site.views import (
    api_docs,
    bin,
    calendar,
    hand_over,
    help_page,
    my_work,
    national_network,
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
    path(
        "leren/leerkringen/<slug:circle>/<int:pk>/agenda.ics",
        calendar.circle_meeting_calendar,
        name="circle_meeting_calendar",
    ),
    path("landelijk/", national_overview.NationalOverview.as_view(), name="national_overview"),
    path("landelijk/netwerk/", national_network.NationalNetworkDetail.as_view(), name="national_network"),
    path(
        "landelijk/netwerk/excel/", national_network.NationalNetworkWorkbook.as_view(), name="national_network_workbook"
    ),
    path("regio/<slug:slug>/", region_overview.RegionOverview.as_view(), name="region_overview"),
    path("regio/<slug:slug>/overdracht/", hand_over.HandOverDetail.as_view(), name="hand_over"),
    path("regio/<slug:slug>/overdracht/pdf/", hand_over.HandOverPdf.as_view(), name="hand_over_pdf"),
    path("regio/<slug:slug>/overdracht/wijzigen/", hand_over.HandOverUpdate.as_view(), name="hand_over_update"),
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
