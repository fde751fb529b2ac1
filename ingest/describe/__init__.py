"""What is this document about, and where does it say so?"""
