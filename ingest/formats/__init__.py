"""File formats as text: one module per format, each a `read(path, data)` that returns an `Extracted`."""
