"""Taking a node out of the outline, and bringing it back from the bin."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import OutlineNode
from programmes.outline.editing import refuse_code
from programmes.outline.tree import MAX_LEVELS, Tree


def why_not_removed(node: OutlineNode) -> str:
    """The reason that the node may not go, with the way on; empty when it may."""
    actions = node.actions.filter(removed_at__isnull=True).count()
    children = node.children.filter(removed_at__isnull=True).count()
    if actions:
        there_are = "valt nog 1 actie" if actions == 1 else f"vallen nog {actions} acties"
        return f"Onder dit onderdeel {there_are}. Kies daarvoor eerst een ander onderdeel."
    if children:
        there_are = "valt nog 1 onderdeel" if children == 1 else f"vallen nog {children} onderdelen"
        return f"Onder dit onderdeel {there_are}. Verwijder of verplaats die eerst."
    return ""


@transaction.atomic
def remove_node(*, node: OutlineNode, by: User) -> OutlineNode:
    """Put an empty node in the bin; raises ValidationError with the reason when actions or nodes hang on it."""
    gone = Tree.held(node.programme).node(node.pk)
    # An action that is being added holds its node too.
    OutlineNode.objects.select_for_update().get(pk=gone.pk)
    if reason := why_not_removed(gone):
        raise ValidationError(reason)
    gone.claim(gone.version)
    gone.removed_at, gone.removed_by = clock.now(), by
    gone.save()
    return gone


@transaction.atomic
def restore_node(*, node: OutlineNode) -> OutlineNode:
    """Bring a node back from the bin to where it stood.

    Raises ValidationError when its number was given away or what it stood under is gone or too deep by now.
    """
    tree = Tree.held(node.programme)
    back = OutlineNode.objects.get(pk=node.pk)
    if back.parent_id is not None and back.parent_id not in tree.nodes:
        raise ValidationError(f"{back} stond onder {back.parent}, en dat is verwijderd. Zet dat eerst terug.")
    if tree.level(back.parent_id) >= MAX_LEVELS:
        raise ValidationError(
            f"{back} zou op een vierde niveau komen, want {back.parent} is verplaatst. Verplaats dat eerst."
        )
    refuse_code(tree, back.code, but=back.pk)
    back.removed_at = back.removed_by = None
    back.claim(back.version)
    back.save()
    return back
