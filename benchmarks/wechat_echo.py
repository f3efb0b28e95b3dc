"""What WeChat's own work costs: a server on wechatpy and aiohttp that repeats what it is told, and no more.

usage: python -m benchmarks.wechat_echo PORT TOKEN AES_KEY APP_ID
"""

import sys

from aiohttp import web
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import TextReply


def build_site(token: str, aes_key: str, app_id: str) -> web.Application:
    """The application with its one address."""
    crypto = WeChatCrypto(token, aes_key, app_id)

    async def greet(request: web.Request) -> web.Response:
        return web.Response(text=request.query["echostr"])

    async def echo(request: web.Request) -> web.Response:
        query = request.query
        stamp, nonce = query["timestamp"], query["nonce"]
        opened = crypto.decrypt_message(await request.read(), query["msg_signature"], stamp, nonce)
        message = parse_message(opened)
        said = getattr(message, "content", message.type)
        answer = TextReply(content=said, message=message).render()
        return web.Response(text=crypto.encrypt_message(answer, nonce, stamp), content_type="application/xml")

    site = web.Application()
    site.router.add_get("/wechat", greet)
    site.router.add_post("/wechat", echo)
    return site


if __name__ == "__main__":
    web.run_app(
        build_site(*sys.argv[2:]), host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None
    )
