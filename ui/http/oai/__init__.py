"""`/oai`: the library for harvesters, by OAI-PMH 2.0."""
