"""The page Leren of a region, and saying that what is new was seen."""

from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from actions.learning.news import mark_seen, moment, news_for
from actions.learning.region_page import region_learning
from ghnt import clock
from regions.access import RegionPage


class Learning(RegionPage, TemplateView):
    template_name = "actions/learning.html"

    def get_context_data(self, **kwargs):
        learning = region_learning(self.region, self.rights, on=clock.today())
        news = news_for(self.request.user, self.rights)
        return super().get_context_data(learning=learning, news=news, **kwargs)


class NewsSeen(RegionPage, View):
    """ "Alles gezien": up to the moment that the page was made."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        mark_seen(user=request.user, until=moment(request.POST.get("until", "")))
        return redirect("actions:learning", slug=self.region.slug)
