"""How is a document, or a passage of it, named to others?"""
