"""The inbox of the national team: `rows` is what stands in it, `forms` how it is filtered."""
