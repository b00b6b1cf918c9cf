"""How a shopper sounds."""
