from django.contrib import admin

from ghnt.accounts.administration import ForAdministrators
from regions.models import (
    AreaMembership,
    Body,
    CentreMembership,
    CentreMunicipality,
    Municipality,
    MunicipalitySuccession,
    Organisation,
    Post,
    Region,
    RegionMembership,
    RoleAssignment,
    Seat,
    VeiligThuisArea,
)
from regions.reference_admin import ReferenceAdmin


@admin.register(Region)
class RegionAdmin(ReferenceAdmin):
    list_display = ("name", "code", "valid_from", "valid_to", "confidence")
    list_filter = ("confidence",)
    search_fields = ("name", "code")


@admin.register(VeiligThuisArea)
class VeiligThuisAreaAdmin(ReferenceAdmin):
    list_display = ("name", "code", "valid_from", "valid_to")
    search_fields = ("name", "code")


class MembershipInline(ForAdministrators, admin.TabularInline):
    extra = 0
    autocomplete_fields = ("target",)
    fields = ("target", "valid_from", "confidence", "is_derived", "source")


class RegionMembershipInline(MembershipInline):
    model = RegionMembership


class AreaMembershipInline(MembershipInline):
    model = AreaMembership


class CentreMembershipInline(MembershipInline):
    model = CentreMembership


@admin.register(Municipality)
class MunicipalityAdmin(ReferenceAdmin):
    list_display = ("name", "cbs_code", "province", "valid_from", "valid_to")
    list_filter = ("province", ("valid_to", admin.EmptyFieldListFilter))
    search_fields = ("name", "cbs_code", "alias")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (RegionMembershipInline, AreaMembershipInline, CentreMembershipInline)


@admin.register(MunicipalitySuccession)
class MunicipalitySuccessionAdmin(ReferenceAdmin):
    list_display = ("predecessor", "kind", "successor", "on")
    list_select_related = ("predecessor", "successor")
    list_filter = ("kind", "on")
    search_fields = ("predecessor__name", "successor__name")
    autocomplete_fields = ("predecessor", "successor")


@admin.register(CentreMunicipality)
class CentreMunicipalityAdmin(ReferenceAdmin):
    list_display = ("municipality", "region", "valid_from", "valid_to")
    list_select_related = ("municipality", "region")
    search_fields = ("municipality__name",)
    autocomplete_fields = ("municipality", "region")


class MembershipAdmin(ReferenceAdmin):
    list_display = ("municipality", "target", "valid_from", "confidence", "is_derived")
    list_filter = ("confidence", "is_derived", "target")
    list_select_related = ("municipality", "target")
    search_fields = ("municipality__name", "municipality__cbs_code")
    autocomplete_fields = ("municipality", "target")


@admin.register(RegionMembership)
class RegionMembershipAdmin(MembershipAdmin):
    pass


@admin.register(AreaMembership)
class AreaMembershipAdmin(MembershipAdmin):
    pass


@admin.register(CentreMembership)
class CentreMembershipAdmin(MembershipAdmin):
    list_select_related = ("municipality", "target__municipality")
    list_filter = ("confidence", "is_derived", "target__region")


@admin.register(Organisation)
class OrganisationAdmin(ForAdministrators, admin.ModelAdmin):
    list_display = ("name", "kind", "region", "municipality")
    list_select_related = ("region", "municipality")
    list_filter = ("kind", "region")
    search_fields = ("name",)
    autocomplete_fields = ("region", "municipality")


class SeatInline(ForAdministrators, admin.TabularInline):
    model = Seat
    extra = 0
    autocomplete_fields = ("organisation",)


@admin.register(Body)
class BodyAdmin(ForAdministrators, admin.ModelAdmin):
    list_display = ("name", "kind", "level", "region", "municipality", "rhythm")
    list_select_related = ("region", "municipality")
    list_filter = ("level", "kind", "region")
    search_fields = ("name", "region__name")
    autocomplete_fields = ("region", "municipality")
    inlines = (SeatInline,)


@admin.register(Post)
class PostAdmin(ForAdministrators, admin.ModelAdmin):
    list_display = ("person", "kind", "region", "hours_a_week", "valid_from", "valid_to")
    list_select_related = ("region",)
    list_filter = ("kind", "region")
    search_fields = ("person", "region__name")
    autocomplete_fields = ("region", "employer", "steering_municipalities")


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(ForAdministrators, admin.ModelAdmin):
    list_display = ("user", "role", "region", "municipality", "body", "valid_from", "valid_to", "granted_by")
    list_select_related = ("user", "region", "municipality", "body", "granted_by")
    list_filter = ("role", ("valid_to", admin.EmptyFieldListFilter), "region")
    search_fields = ("user__name", "user__email", "region__name", "municipality__name", "body__name")
    autocomplete_fields = ("user", "region", "municipality", "body")
    fields = ("user", "role", "region", "municipality", "body", "valid_from", "valid_to", "granted_by")
    readonly_fields = ("granted_by",)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.granted_by = request.user
        super().save_model(request, obj, form, change)
