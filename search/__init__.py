"""What did the person mean, and what should they see?"""
