"""Our own trilingual lexicon of products, processes and industries, one TSV file a field."""
