"""QR codes with a scene: scanning one follows the account, or greets its follower, with a payload."""

from typing import Any

from bot.wechat.api import WeChatApi

DAYS = 30
"""The longest a temporary code is valid. Of permanent ones an account has 100,000."""
GREETING = "start"
"""The scene of the code that leads to nothing in particular; an empty one is not allowed."""


def build_code(payload: str, *, temporary: bool) -> dict[str, Any]:
    """What asks for a code; `payload` is that of a deep link, 1 to 64 characters. Pure."""
    scene = {"action_info": {"scene": {"scene_str": payload or GREETING}}}
    if temporary:
        return {"action_name": "QR_STR_SCENE", "expire_seconds": DAYS * 86_400} | scene
    return {"action_name": "QR_LIMIT_STR_SCENE"} | scene


def make_code(api: WeChatApi, payload: str, *, temporary: bool) -> str:
    """Have WeChat make a code; the address to draw. Raises WeChatError."""
    return str(api.call_now("qrcode/create", build_code(payload, temporary=temporary)).get("url", ""))
