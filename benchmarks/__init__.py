"""How fast and how good the search is, beside other ways to search."""
