"""What stands in the way: kept by a region, raised to whoever must act, answered, and told on agendas.

`states` says who may do what, `steps` does it, `spreading` brings what was said of a national one to its regions.
"""
