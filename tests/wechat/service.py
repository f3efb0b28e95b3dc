"""The real process, `isabot serve`, connected with the fake WeChat; beside it Telegram, if wanted."""

from collections.abc import Mapping
from pathlib import Path

from tests.acceptance.process import Served
from tests.telegram.fake_server import FakeBotApi
from tests.wechat.fake_server import FakeWechat

PATH = "/wechat"


class Service(Served):
    """One process on a database in `folder`, with the account of `wechat`.

    `customer_service` is auto or off; `connects`: the platform pushes to this process once it runs.
    Set the account's mode and keys before: they are read here.
    """

    def __init__(
        self,
        folder: Path,
        wechat: FakeWechat,
        *,
        telegram: FakeBotApi | None = None,
        customer_service: str = "auto",
        template_id: str = "",
        previous_aes_key: str = "",
        connects: bool = True,
        **settings: str,
    ) -> None:
        super().__init__(folder)
        self.wechat = wechat
        self._connects = connects
        account = wechat.account
        self.settings |= {
            "WECHAT__APP_ID": account.app_id,
            "WECHAT__APP_SECRET": account.secret,
            "WECHAT__TOKEN": account.token,
            "WECHAT__AES_KEY": account.aes_key,
            "WECHAT__API_URL": wechat.url,
            "WECHAT__MODE": account.mode,
            "WECHAT__CUSTOMER_SERVICE": customer_service,
        }
        if template_id:
            self.settings["WECHAT__TEMPLATE_ID"] = template_id
        if previous_aes_key:
            self.settings["WECHAT__AES_KEY_PREVIOUS"] = previous_aes_key
        if telegram is not None:
            self.settings |= {
                "TELEGRAM__TOKEN": telegram.token,
                "TELEGRAM__API_URL": telegram.url,
                "TELEGRAM__MODE": "polling",
            }
        self.settings |= settings

    def start(self) -> None:
        """Start it and enter its address at the platform."""
        super().start()
        if self._connects:
            self.wechat.connect(f"{self.url}{PATH}")

    def post_push(self, query: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        """Post to its WeChat address as somebody; HTTP status and body. See `fake_push.build_request`."""
        return self.post(PATH, body, {"Content-Type": "text/xml"}, query)
