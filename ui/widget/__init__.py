"""The widget: one script tag on any page of a store, and the whole conversation behind it."""
