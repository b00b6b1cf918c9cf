"""Answers from the store's data: to questions about a product, the range, reviews, papers, and why."""
