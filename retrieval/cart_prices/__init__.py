"""What a cart or a bundle costs: the day's prices less the best promotions that it is entitled to, line by line."""
