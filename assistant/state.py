"""The dialogue's state: a pure fold over what happened."""
