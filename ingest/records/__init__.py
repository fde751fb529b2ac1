"""What does a page list, and which of it is a document of its own?"""
