"""Telegram: polling or webhook, on the types of python-telegram-bot; state and delivery are our own."""
