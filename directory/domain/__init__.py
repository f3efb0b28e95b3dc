"""Frozen types and pure rules of the alliance; imports nothing but the standard library."""
