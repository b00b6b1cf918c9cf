"""The sample store's made-up shoppers: what they wish, what they did, and the truth behind it, kept apart."""
