"""Which documents and pages hold this?"""
