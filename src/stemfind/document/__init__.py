"""The neutral answer, from which every word format is made, and the words that two commands must agree on."""
