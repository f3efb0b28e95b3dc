"""Fluent catalogues in German, Chinese and English; read through handlers/localizer.py only."""
