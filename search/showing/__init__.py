"""What should a person see of an answer, and of an empty one?"""
