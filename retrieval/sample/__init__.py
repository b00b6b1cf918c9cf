"""The sample store: Wrenmoor, a made-up shop written for shelftalk. Its range is written by hand, the rest by code."""
