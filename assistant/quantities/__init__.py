"""Numbers in messages: prices, measures, sizes, ages, days; read by code and never by a model."""
