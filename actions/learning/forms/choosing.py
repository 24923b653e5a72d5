"""Choices that the forms about learning offer."""

from django import forms

from actions.models import Action
from ghnt import clock
from ghnt.ui.fields import RowsField
from programmes import wording
from programmes.catalogue import edition_in_force, titles
from programmes.models import BuildingBlock
from regions.models import Region


def boxes(model, label, **kwargs):
    """Check boxes of rows, none of which have to be chosen."""
    kwargs.setdefault("required", False)
    return RowsField(model.objects.none(), label=label, widget=forms.CheckboxSelectMultiple, **kwargs)


def offer_blocks(form, name="blocks", chosen=()):
    """The blocks of the edition in force, per line, and those chosen before from another."""
    edition = edition_in_force(on=clock.today())
    form.fields[name].queryset = BuildingBlock.objects.all()
    if edition is None:
        form.fields[name].choices = []
        return
    names = titles(edition)
    form.fields[name].choices = wording.choices(names.block_groups(), names.blocks, chosen)


def offer_regions(form, name="regions"):
    """The regions of today."""
    regions = list(Region.objects.valid(clock.today()).order_by("name"))
    chosen = form.initial.get(name, ())
    regions += list(Region.objects.filter(pk__in=chosen).exclude(pk__in=[one.pk for one in regions]))
    form.fields[name].queryset = Region.objects.filter(pk__in=[one.pk for one in regions])
    form.fields[name].choices = [(one.pk, one.name) for one in regions]


def offer_actions(form, region, name="actions", chosen=()):
    """The actions of the region's programmes that count, and those chosen before."""
    if region is None:
        del form.fields[name]
        return
    found = Action.objects.present().filter(programme__region=region)
    shown = (found.filter(archived_at__isnull=True) | found.filter(pk__in=list(chosen))).select_related("node")
    shown = list(shown.order_by("programme__valid_from", "node__position", "number"))
    form.fields[name].queryset = found.filter(pk__in=[one.pk for one in shown])
    form.fields[name].choices = [(one.pk, f"{one.code} {one.title}") for one in shown]
    if not shown:
        del form.fields[name]
