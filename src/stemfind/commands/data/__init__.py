"""`stemfind data`."""
