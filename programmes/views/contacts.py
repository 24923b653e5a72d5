"""Pages of a region's contacts: who works where, with business data alone."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView

from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict, posted_version
from programmes.forms.bodies import ContactForm
from regions.access import RegionPage
from regions.contacts import contacts_in, organisations_with_contacts, save_contact
from regions.models import Contact
from regions.rights import Right


class ContactList(RegionPage, ListView):
    template_name = "programmes/contact_list.html"
    paginate_by = 50
    context_object_name = "organisations"

    def get_queryset(self):
        return organisations_with_contacts(self.region)

    def get_context_data(self, **kwargs):
        may_write = self.rights.may(Right.WRITE_DECISIONS, self.region)
        return super().get_context_data(may_write=may_write, **kwargs)


class ContactEditing(RegionPage):
    needs = Right.WRITE_DECISIONS

    @cached_property
    def contact(self):
        return get_object_or_404(contacts_in(self.region), pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    @property
    def list_url(self):
        return reverse("programmes:contact_list", args=[self.region.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(contact=self.contact, list_url=self.list_url, **kwargs)


class ContactForms(ContactEditing, FormView):
    """Adding a contact, or changing the one in the address."""

    form_class = ContactForm
    template_name = "programmes/contact_form.html"

    def get_form_kwargs(self):
        more = {"instance": self.contact or Contact(), "region": self.region, "cancel_url": self.list_url}
        return {**super().get_form_kwargs(), **more}

    def form_valid(self, form):
        try:
            contact = save_contact(contact=form.instance, seen=form.cleaned_data["seen_version"] or 0)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"De gegevens van {contact.name} zijn opgeslagen.")
        return redirect(self.list_url)


class ContactDelete(ContactEditing, TemplateView):
    template_name = "programmes/contact_confirm_delete.html"

    def post(self, request, *args, **kwargs):
        name = self.contact.name
        try:
            self.contact.delete_as_seen(posted_version(request))
        except EditConflictError:
            messages.error(request, f"Een collega heeft de gegevens van {name} intussen gewijzigd. Lees ze nog eens.")
            return redirect(request.get_full_path())
        messages.success(request, f"De gegevens van {name} zijn verwijderd.")
        return redirect(self.list_url)
