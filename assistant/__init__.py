"""What is being said, and what do we do about it?"""
