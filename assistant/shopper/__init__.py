"""What is known of who is shopping, and what they may say about it."""
