"""How well messages are understood: annotated dialogues, walked with an understander, and counted."""
