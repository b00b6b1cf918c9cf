"""Which of the found things suit this shopper, together, and why?"""
