from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import Group

from ghnt.accounts.administration import ForAdministrators
from ghnt.accounts.models import User

# Rights come from role assignments alone; groups would be a second source.
admin.site.unregister(Group)


class UserCreationForm(auth_forms.AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name")
        field_classes = {"email": forms.EmailField}

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class UserChangeForm(auth_forms.UserChangeForm):
    class Meta:
        model = User
        fields = ("email", "name", "is_active", "password")
        field_classes = {"email": forms.EmailField}

    def clean_email(self):
        return self.cleaned_data["email"].lower()


@admin.register(User)
class UserAdmin(ForAdministrators, auth_admin.UserAdmin):
    """Somebody who left may no longer sign in; the name stays with what was done."""

    form = UserChangeForm
    add_form = UserCreationForm
    list_display = ("name", "email", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("name", "email")
    ordering = ("name",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("Inloggen", {"fields": ("is_active", "last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),)

    def has_delete_permission(self, request, obj=None):
        return False
