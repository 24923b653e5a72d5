"""The mails, to look at and to put back in the row. What they say is between the site and their reader."""

from django.contrib import admin, messages

from ghnt.accounts.administration import ReadOnly
from ghnt.notices import sending
from ghnt.notices.models import Mail


@admin.register(Mail)
class MailAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("user", "state", "tries", "made_at", "due_at", "sent_at", "error")
    list_select_related = ("user",)
    list_filter = ("state",)
    search_fields = ("user__name", "user__email")
    fields = ("user", "state", "tries", "error", "made_at", "due_at", "sent_at", "digest_on")
    ordering = ("-made_at", "-pk")
    actions = ("send_again",)

    @admin.action(description="Opnieuw proberen (alleen wat zeker niet is verstuurd)")
    def send_again(self, request, queryset):
        again = sum(sending.try_again(mail) for mail in queryset)
        words = "1 mail wordt" if again == 1 else f"{again} mails worden"
        messages.success(request, f"{words} opnieuw geprobeerd. Wat al verstuurd kan zijn, gaat niet nog eens.")
