"""What did the person mean? From a query to a request that an engine can answer."""
