"""The HTTP API under `/api/v1`: what a store's own pages, apps and servers call."""
