"""`stemfind checklist`."""
