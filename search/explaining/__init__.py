"""Why did a document answer, and why did none?"""
