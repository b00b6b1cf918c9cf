"""What does a person see and click?"""
