"""What did the person mean? From what was typed to a request an engine can answer."""
