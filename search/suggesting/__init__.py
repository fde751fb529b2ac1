"""What may a person have meant, or be about to type?"""
