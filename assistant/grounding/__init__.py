"""Grounding: whether what a sentence claims is supported by the evidence of the turn."""
