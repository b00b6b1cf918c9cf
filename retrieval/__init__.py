"""What exists, and how is it found?"""
