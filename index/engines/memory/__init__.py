"""The engine in memory: slow, obvious, and the measure of the others."""
