"""What belongs together: from the store's word, from baskets and sessions, and from texts; and what to call it."""
