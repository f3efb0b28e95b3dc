"""The pages for officials: what the chat does for one entry at a time, on a screen."""
