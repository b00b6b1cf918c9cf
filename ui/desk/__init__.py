"""The agent's desk: who may log in, and what they see and do there."""
