from typing import Any

from django.views.generic import TemplateView

from ghnt import clock
from ghnt.site.work import work_of


class MyWork(TemplateView):
    template_name = "site/my_work.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        work = work_of(
            self.request.rights,
            on=clock.today(),
            user=self.request.user if self.request.user.is_authenticated else None,
        )
        return super().get_context_data(work=work, **kwargs)
