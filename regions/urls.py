from django.urls import path

from regions import views

app_name = "regions"

urlpatterns = [
    path("regios/", views.RegionList.as_view(), name="region_list"),
    path("regios/<slug:slug>/", views.RegionDetail.as_view(), name="region_detail"),
    path("gemeente/<slug:slug>/", views.MunicipalityDetail.as_view(), name="municipality_detail"),
]
