"""What other programs get: plain pages, files, pictures, data and feeds, each at its own path."""
