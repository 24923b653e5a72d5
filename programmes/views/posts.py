"""Pages of posts: who had them from when to when, beginning, correcting and ending them. Of a region or the country."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict, posted_version
from programmes.forms.network import PostEndForm, PostForm
from programmes.network.collecting import post_line
from programmes.network.doors import OfCountry, OfRegion
from programmes.network.leaving import leaving
from regions import posts
from regions.access import RegionPage
from regions.models import Post
from regions.rights import Right

MOST_ON_A_PAGE = 50


class PostList(RegionPage, ListView):
    """All posts of a region, past ones too."""

    template_name = "programmes/post_list.html"
    paginate_by = MOST_ON_A_PAGE
    context_object_name = "posts"

    def get_queryset(self):
        return posts.posts_of(self.region)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = clock.today()
        lines = [post_line(post, on=today) for post in context["page_obj"]]
        may_write = self.rights.may(Right.WRITE_PROGRAMME, self.region)
        return context | {"lines": lines, "may_write": may_write}


class PostPages:
    """The post in the address, if there is one."""

    @cached_property
    def kept(self):
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(posts.posts_of(self.region).select_related("region"), pk=self.kwargs["pk"])

    @property
    def list_url(self):
        return self.address("post_list") if self.region else self.network_url

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"region": self.region, "post": self.kept, "door": self} | kwargs)


class PostForms(PostPages, FormView):
    """Beginning a post, or correcting the one in the address. `?na=` follows another: it begins when that ended."""

    form_class = PostForm
    template_name = "programmes/post_form.html"

    @cached_property
    def before(self):
        """The post that the new one takes over."""
        number = self.request.GET.get("na", "")
        if self.kept or not number.isdecimal() or len(number) > 18:
            return None
        return posts.posts_of(self.region).filter(pk=number).first()

    def get_initial(self):
        before = self.before
        if before is None:
            return {}
        return {
            "kind": before.kind,
            "hours_a_week": before.hours_a_week,
            "employer": before.employer_id,
            "valid_from": before.valid_to or clock.today(),
            "steering_municipalities": [one.pk for one in before.steering_municipalities.all()],
        }

    def get_form_kwargs(self):
        more = {"instance": self.kept or Post(), "region": self.region, "cancel_url": self.list_url}
        return {**super().get_form_kwargs(), **more}

    def form_valid(self, form):
        try:
            post = self.save(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"De functie van {post.person} is opgeslagen.")
        return redirect(self.list_url)

    @transaction.atomic
    def save(self, form):
        """A new employer is not kept when the post is refused."""
        form.put_employer()
        if self.kept is None:
            return posts.start_post(post=form.instance, steering=form.steering)
        seen = form.cleaned_data["seen_version"] or 0
        return posts.change_post(post=form.instance, seen=seen, steering=form.steering)

    def get_context_data(self, **kwargs):
        history = self.kept.history.select_related("history_user", "employer")[:20] if self.kept else ()
        return super().get_context_data(history=history, **kwargs)


class PostEnd(PostPages, FormView):
    """The last day of a post, with what has to be done besides."""

    form_class = PostEndForm
    template_name = "programmes/post_end.html"

    def get_initial(self):
        last = self.kept.valid_to - posts.A_DAY if self.kept.valid_to else None
        return {"seen_version": self.kept.version, "last_day": last}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.list_url}

    def form_valid(self, form):
        said = form.cleaned_data
        try:
            posts.end_post(post=self.kept, last_day=said["last_day"], seen=said["seen_version"] or 0)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"De functie van {self.kept.person} eindigt. Er is niets verwijderd.")
        return redirect(self.address("post_after", self.kept.pk))

    def get_context_data(self, **kwargs):
        return super().get_context_data(left=leaving(self.kept, on=clock.today()), **kwargs)


class PostAfter(PostPages, TemplateView):
    """What is left to do after a post ended; it can be opened again as long as anything is left."""

    template_name = "programmes/post_after.html"

    def get_context_data(self, **kwargs):
        line = post_line(self.kept, on=clock.today())
        return super().get_context_data(left=leaving(self.kept, on=clock.today()), line=line, **kwargs)


class PostDelete(PostPages, TemplateView):
    """For a post that was entered by mistake."""

    template_name = "programmes/post_confirm_delete.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(line=post_line(self.kept, on=clock.today()), **kwargs)

    def post(self, request, *args, **kwargs):
        name = self.kept.person
        try:
            posts.delete_post(post=self.kept, seen=posted_version(request))
        except EditConflictError:
            messages.error(request, f"Een collega heeft de functie van {name} intussen gewijzigd. Lees haar nog eens.")
            return redirect(request.get_full_path())
        messages.success(request, f"De functie van {name} is verwijderd.")
        return redirect(self.list_url)


class RegionalPostForms(OfRegion, PostForms):
    pass


class RegionalPostEnd(OfRegion, PostEnd):
    pass


class RegionalPostAfter(OfRegion, PostAfter):
    pass


class RegionalPostDelete(OfRegion, PostDelete):
    pass


class NationalPostForms(OfCountry, PostForms):
    pass


class NationalPostEnd(OfCountry, PostEnd):
    pass


class NationalPostAfter(OfCountry, PostAfter):
    pass


class NationalPostDelete(OfCountry, PostDelete):
    pass
