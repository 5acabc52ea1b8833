"""Training of the English tagger from licensed corpora to shipped weights."""
