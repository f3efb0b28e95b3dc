"""The terminal as a platform: a line in is a message, choices are picked by number."""
