"""Results as neutral documents: the words that two formats must agree on are said here."""
