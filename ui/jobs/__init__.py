"""Long work on a library in a process of its own, which goes on whoever looks at it."""
