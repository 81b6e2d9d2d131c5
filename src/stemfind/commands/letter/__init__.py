"""`stemfind letter`."""
