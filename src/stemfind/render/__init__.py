"""Documents and values as text. Renderers return text and print nothing."""
