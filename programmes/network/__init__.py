"""The network of a region and of the country: posts, bodies, partners, municipalities."""

from programmes.network.collecting import network_of
from programmes.network.content import Network, read_content

__all__ = ["Network", "network_of", "read_content"]
