"""Mailings: sending through crashes, the rules of WeChat over a month."""
