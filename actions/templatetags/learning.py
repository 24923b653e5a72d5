"""Who is ahead on a block, for pages that know nothing of learning."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from actions.learning import front_runners
from ghnt.ui.icons import icon_svg

register = template.Library()


@register.simple_tag(takes_context=True)
def front_runner_of(context: Context, block: int | None) -> SafeString:
    """The front-runner with a link to all there is to find about the block; one query a page."""
    known: dict[str, Any] = context.render_context  # type: ignore[assignment]
    if "front_runners" not in known:
        known["front_runners"] = front_runners.present()
    one = known["front_runners"].get(block)
    if one is None:
        return SafeString("")
    url = reverse("actions:block_learning", args=[block])
    return format_html(
        ' <span class="small">{} <a href="{}">Voorloper: {}</a></span>', icon_svg("star"), url, one.region
    )
