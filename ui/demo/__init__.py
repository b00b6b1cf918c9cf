"""A store of somebody else's, to see the widget in: on its own origin, under a strict policy, with its own look."""
