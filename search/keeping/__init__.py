"""What was asked and found, written down to be asked again?"""
