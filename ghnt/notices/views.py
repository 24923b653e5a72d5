"""Meldingen and Mijn profiel: everybody's own, and nobody else's."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.crypto import get_random_string
from django.views.generic import ListView, UpdateView, View

from ghnt.accounts.secret_links import keep_apart
from ghnt.notices import calendar_links
from ghnt.notices.forms import DeliveryForm
from ghnt.notices.mailing import choose_delivery
from ghnt.notices.models import NoticePreference
from ghnt.notices.reading import mark_all_read, mark_read, notices_of

ON_A_PAGE = 30


class NoticeList(ListView):
    template_name = "notices/notice_list.html"
    context_object_name = "notices"
    paginate_by = ON_A_PAGE

    def get_queryset(self):
        return notices_of(self.request.user)

    def get_context_data(self, **kwargs):
        newest = notices_of(self.request.user).order_by("-pk").values_list("pk", flat=True).first()
        return super().get_context_data(newest=newest, **kwargs)

    def paginate_queryset(self, queryset, page_size):
        """A page that is not there is the last one: notices may have gone meanwhile."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()


class NoticeOpen(View):
    """A notice is read by going where it leads. A button, for it writes."""

    http_method_names = ("post",)

    def post(self, request, pk):
        notice = get_object_or_404(notices_of(request.user), pk=pk)
        mark_read(notice)
        return redirect(notice.url)


class NoticesRead(View):
    http_method_names = ("post",)

    def post(self, request):
        last = request.POST.get("tot", "")
        if last.isascii() and last.isdecimal() and len(last) < 19:
            mark_all_read(user=request.user, last_seen=int(last))
            messages.success(request, "Alle meldingen die u zag, staan op gelezen.")
        return redirect("notices:list")


class Profile(UpdateView):
    template_name = "notices/profile.html"
    form_class = DeliveryForm
    success_url = reverse_lazy("notices:profile")

    def get_object(self, queryset=None):
        user = self.request.user
        return NoticePreference.objects.filter(user=user).first() or NoticePreference(user=user)

    def form_valid(self, form):
        choose_delivery(user=self.request.user, delivery=form.cleaned_data["delivery"])
        messages.success(self.request, "Uw voorkeur is opgeslagen.")
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        link = calendar_links.open_link(self.request.user)
        return super().get_context_data(calendar_link=link, nonce=get_random_string(43), **kwargs)


class CalendarLinkMake(View):
    """Shows the address for the only time: what is kept is its fingerprint."""

    http_method_names = ("post",)

    def post(self, request):
        secret = calendar_links.make_link(user=request.user, nonce=request.POST.get("nonce", "")[:64])
        address = f"{settings.SITE_URL}{reverse('calendar_feed', args=[secret])}"
        return keep_apart(render(request, "notices/calendar_link.html", {"address": address}))


class CalendarLinkRevoke(View):
    http_method_names = ("post",)

    def post(self, request):
        calendar_links.revoke_link(user=request.user)
        messages.success(request, "Het agenda-adres is ingetrokken. Uw agenda haalt er niets meer mee op.")
        return redirect("notices:profile")
