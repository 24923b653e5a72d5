from django.urls import path

from ghnt.notices import views

app_name = "notices"
urlpatterns = [
    path("meldingen/", views.NoticeList.as_view(), name="list"),
    path("meldingen/gelezen/", views.NoticesRead.as_view(), name="read"),
    path("meldingen/<int:pk>/openen/", views.NoticeOpen.as_view(), name="open"),
    path("profiel/", views.Profile.as_view(), name="profile"),
    path("profiel/agenda-adres/", views.CalendarLinkMake.as_view(), name="calendar_link"),
    path("profiel/agenda-adres/intrekken/", views.CalendarLinkRevoke.as_view(), name="calendar_link_revoke"),
]
