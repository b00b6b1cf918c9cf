"""Measurements: `shelftalk eval NAME`."""
