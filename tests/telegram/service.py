"""The real process, `isabot serve`, talking to the fake Bot API server; and a look into its database."""

from pathlib import Path

from tests.acceptance.process import Served
from tests.telegram.fake_server import SENDINGS, FakeBotApi

SECRET = "a-secret_token-for-webhooks"


class Service(Served):
    """One process on a database in `folder`. `mode` is polling or webhook."""

    def __init__(self, folder: Path, telegram: FakeBotApi, mode: str = "polling", **settings: str) -> None:
        super().__init__(folder)
        self.telegram = telegram
        self.settings |= {
            "TELEGRAM__TOKEN": telegram.token,
            "TELEGRAM__API_URL": telegram.url,
            "TELEGRAM__MODE": mode,
        }
        if mode == "webhook":
            self.settings |= {
                "TELEGRAM__WEBHOOK_SECRET": SECRET,
                "TELEGRAM__WEBHOOK_URL": f"{self.url}/telegram",
            }
        self.settings |= settings

    def post_update(self, body: bytes, secret: str | None = SECRET) -> int:
        """Post to the webhook as somebody; the HTTP status."""
        headers = {"Content-Type": "application/json"}
        if secret is not None:
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        return self.post("/telegram", body, headers)[0]


def check_nothing_lost_or_doubled(service: Service, account: int) -> None:
    """What the outbox says was sent is what Telegram accepted; more often only where it was uncertain."""
    parts = service.wait_settled(account)
    accepted = [
        call
        for call in service.telegram.calls(chat_id=account)
        if call.method in SENDINGS and call.status == 200
    ]
    allowed = sum(1 + part.uncertain_count for part in parts)
    sent = [part for part in parts if part.status == "sent"]
    assert {part.status for part in parts} <= {"sent", "uncertain"}, parts
    assert len(sent) <= len(accepted) <= allowed, (parts, accepted)
    places = [part.place for part in sent]
    assert places == sorted(places, key=lambda place: place or 0), "parts overtook each other"
