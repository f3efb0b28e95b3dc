"""The conversation: (context, update) -> outcome. Knows no platform, no SQL, no clock, no network."""
