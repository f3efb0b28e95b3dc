"""The web chat: a platform of our own, in the browser, without registering."""
