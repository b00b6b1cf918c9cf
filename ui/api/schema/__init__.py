"""What goes over the wire, as models: one file for each thing that is spoken of."""
