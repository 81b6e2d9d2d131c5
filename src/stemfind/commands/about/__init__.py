"""`stemfind about`."""
