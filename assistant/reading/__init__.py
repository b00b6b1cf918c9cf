"""Who reads a message: the rules, a language model beside them, and the judge of what is no matter for a shop."""
