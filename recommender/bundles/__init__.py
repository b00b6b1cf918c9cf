"""Bundles: what is needed, what goes together, the solver, and what it proposes."""
