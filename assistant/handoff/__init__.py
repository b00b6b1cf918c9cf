"""Handoff: a person of the shop takes a conversation over, and gives it back; it stays one thread."""
