"""`stemfind show`."""
