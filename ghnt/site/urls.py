from django.urls import path

from ghnt.site.views import help_page, my_work, national_overview, region_overview

urlpatterns = [
    path("", my_work.MyWork.as_view(), name="my_work"),
    path("hulp/", help_page.HelpPage.as_view(), name="help"),
    path("landelijk/", national_overview.NationalOverview.as_view(), name="national_overview"),
    path("regio/<slug:slug>/", region_overview.RegionOverview.as_view(), name="region_overview"),
]
