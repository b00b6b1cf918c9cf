"""Feeds: one file a format, from the files that stores export to the catalog's own words."""
