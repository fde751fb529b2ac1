"""Which documents and passages are like another?"""
