from django.urls import path

from reporting.views import chapters, handing_in, judging, pdf, reports, rounds

app_name = "reporting"

REGION = "regio/<slug:slug>"
REPORT = f"{REGION}/rapportages/<half_year:half_year>"

urlpatterns = [
    path(f"{REGION}/voortgang/", reports.ProgressNow.as_view(), name="progress_now"),
    path(f"{REGION}/rapportages/", reports.ReportList.as_view(), name="report_list"),
    path(f"{REPORT}/", reports.ReportDetail.as_view(), name="report_detail"),
    path(f"{REPORT}/hoofdstuk/<slug:chapter>/", chapters.ReportChapter.as_view(), name="report_chapter"),
    path(f"{REPORT}/controleren/", handing_in.ReportCheck.as_view(), name="report_check"),
    path(f"{REPORT}/voorbeeld/", reports.ReportPreview.as_view(), name="report_preview"),
    path(f"{REPORT}/versies/<int:number>/", reports.VersionDetail.as_view(), name="version_detail"),
    path(f"{REPORT}/vaststellen/", handing_in.ReportAdopt.as_view(), name="report_adopt"),
    path(f"{REPORT}/terugsturen/", judging.ReportReturn.as_view(), name="report_return"),
    path(f"{REPORT}/accepteren/", judging.ReportAccept.as_view(), name="report_accept"),
    path("landelijk/rapportages/", rounds.Inbox.as_view(), name="inbox"),
    path("landelijk/rondes/", rounds.RoundList.as_view(), name="round_list"),
    path("landelijk/rondes/nieuw/", rounds.RoundCreate.as_view(), name="round_create"),
    path("landelijk/rondes/<slug:code>/", rounds.RoundDetail.as_view(), name="round_detail"),
    path(f"{REPORT}/versies/<int:number>/pdf/", pdf.VersionPdf.as_view(), name="version_pdf"),
    path(f"{REPORT}/versies/<int:number>/pdf/stand/", pdf.VersionPdfState.as_view(), name="version_pdf_state"),
    path(f"{REPORT}/versies/<int:number>/pdf/opnieuw/", pdf.VersionPdfRetry.as_view(), name="version_pdf_retry"),
]
