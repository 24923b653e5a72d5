from django.views.generic import TemplateView


class HelpPage(TemplateView):
    template_name = "site/help.html"
