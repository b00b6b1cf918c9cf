"""Golden conversations: their format, what they expect, and the facts that every turn must get right."""
