"""Pieces that screens are drawn from."""
