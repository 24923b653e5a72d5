from django.urls import path

from ghnt.site.views import bin, help_page, my_work, national_overview, region_overview, search

urlpatterns = [
    path("", my_work.MyWork.as_view(), name="my_work"),
    path("zoeken/", search.Search.as_view(), name="search"),
    path("hulp/", help_page.HelpPage.as_view(), name="help"),
    path("landelijk/", national_overview.NationalOverview.as_view(), name="national_overview"),
    path("regio/<slug:slug>/", region_overview.RegionOverview.as_view(), name="region_overview"),
    path("regio/<slug:slug>/prullenbak/", bin.Bin.as_view(), name="bin"),
    path("regio/<slug:slug>/prullenbak/<slug:kind>/<int:pk>/", bin.BinRestore.as_view(), name="bin_restore"),
]
