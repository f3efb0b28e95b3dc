"""Finding partners: candidates from names, words, concepts and meaning, then explained scores."""
