"""Measuring finding: human judgments, known items, and what the lists are worth."""
