"""The copilot: what an agent is offered beside a conversation. It never says anything itself, and changes nothing."""
