"""What do many documents say, counted and lined up?"""
