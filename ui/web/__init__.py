"""The web front: addresses, screens, and the parts they are drawn from."""
