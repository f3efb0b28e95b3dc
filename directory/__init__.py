"""What the alliance knows: cities, companies, people, introductions, news, and how to search them."""
