"""Learning from agents: what their edits would teach, proposed to the owner."""
