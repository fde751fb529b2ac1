"""The default engine: tantivy, native and embedded."""
