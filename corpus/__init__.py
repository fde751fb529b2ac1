"""What is a document, and which do we have?"""
