"""Text as it was meant: without what its layout did to it, and with its parts told apart."""
