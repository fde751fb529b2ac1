"""What a person sees at an address, one file for each screen."""
