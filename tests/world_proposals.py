"""What stands around the proposal of a home: a version with its file, and a vaste route."""

from programmes.proposal_versions import fix_version
from programmes.route_templates import keep_route


def put_proposals(home, leader):
    """Fill `home.around` with the numbers that addresses of versions and vaste routes ask for."""
    version, _ = fix_version(proposal=home.proposal, note="Naar de klankbordgroep", by=leader)
    template = keep_route(proposal=home.proposal, name="Een ronde")
    home.around |= {
        "version_file": version.files.get().pk,
        "template": template.pk,
        "template_step": template.steps.first().pk,
    }
