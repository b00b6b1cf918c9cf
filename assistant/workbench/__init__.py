"""The workbench: a bundle on the table, what shoppers do to it, and what it then is."""
