from django.urls import path

from programmes.views import network, posts

NETWORK = "regio/<slug:slug>/netwerk"
POSTS = f"{NETWORK}/functies"
ORGANISATIONS = f"{NETWORK}/organisaties"
NATIONAL = "landelijk/netwerk"

urlpatterns = [
    path(f"{NETWORK}/", network.NetworkDetail.as_view(), name="network"),
    path(f"{NETWORK}/pdf/", network.NetworkPdf.as_view(), name="network_pdf"),
    path(f"{NETWORK}/excel/", network.NetworkWorkbook.as_view(), name="network_workbook"),
    path(f"{POSTS}/", posts.PostList.as_view(), name="post_list"),
    path(f"{POSTS}/nieuw/", posts.RegionalPostForms.as_view(), name="post_create"),
    path(f"{POSTS}/<int:pk>/wijzigen/", posts.RegionalPostForms.as_view(), name="post_update"),
    path(f"{POSTS}/<int:pk>/beeindigen/", posts.RegionalPostEnd.as_view(), name="post_end"),
    path(f"{POSTS}/<int:pk>/daarna/", posts.RegionalPostAfter.as_view(), name="post_after"),
    path(f"{POSTS}/<int:pk>/verwijderen/", posts.RegionalPostDelete.as_view(), name="post_remove"),
    path(f"{ORGANISATIONS}/", network.OrganisationList.as_view(), name="organisation_list"),
    path(f"{ORGANISATIONS}/nieuw/", network.RegionalOrganisationForms.as_view(), name="organisation_create"),
    path(f"{ORGANISATIONS}/<int:pk>/", network.OrganisationDetail.as_view(), name="organisation_detail"),
    path(
        f"{ORGANISATIONS}/<int:pk>/wijzigen/", network.RegionalOrganisationForms.as_view(), name="organisation_update"
    ),
    path(f"{NATIONAL}/functies/nieuw/", posts.NationalPostForms.as_view(), name="national_post_create"),
    path(f"{NATIONAL}/functies/<int:pk>/wijzigen/", posts.NationalPostForms.as_view(), name="national_post_update"),
    path(f"{NATIONAL}/functies/<int:pk>/beeindigen/", posts.NationalPostEnd.as_view(), name="national_post_end"),
    path(f"{NATIONAL}/functies/<int:pk>/daarna/", posts.NationalPostAfter.as_view(), name="national_post_after"),
    path(f"{NATIONAL}/functies/<int:pk>/verwijderen/", posts.NationalPostDelete.as_view(), name="national_post_remove"),
    path(f"{NATIONAL}/overleggen/nieuw/", network.NationalBodyForms.as_view(), name="national_body_create"),
    path(f"{NATIONAL}/overleggen/<int:pk>/wijzigen/", network.NationalBodyForms.as_view(), name="national_body_update"),
    path(
        f"{NATIONAL}/organisaties/nieuw/",
        network.NationalOrganisationForms.as_view(),
        name="national_organisation_create",
    ),
    path(
        f"{NATIONAL}/organisaties/<int:pk>/wijzigen/",
        network.NationalOrganisationForms.as_view(),
        name="national_organisation_update",
    ),
]
