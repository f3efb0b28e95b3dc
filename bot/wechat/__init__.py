"""WeChat: the service account (服务号) for the Chinese partners."""
