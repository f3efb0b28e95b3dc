"""What else the account is asked: codes with a scene, users, addresses, quotas, service staff."""

import secrets
from typing import Any

from tests.wechat.fake_errors import ApiError
from tests.wechat.fake_world import Json, World

MAX_CODE_S = 30 * 86400
DEFAULT_CODE_S = 60
MAX_PERMANENT = 100_000
DEFAULT_QUOTA = 500_000
QUOTAS = {"/cgi-bin/stable_token": 500_000, "/cgi-bin/token": 2000, "/cgi-bin/menu/create": 1000,
          "/cgi-bin/message/template/send": 100_000, "/cgi-bin/message/mass/sendall": 100,
          "/cgi-bin/message/mass/send": 100, "/cgi-bin/message/mass/preview": 100}  # fmt: skip
ADDRESSES = ["198.51.100.0/24", "203.0.113.200"]


class AccountMethods:
    """Answers the rest of /cgi-bin."""

    def __init__(self, world: World) -> None:
        self._world = world

    def give_token(self, body: Json, *, stable: bool) -> Json:
        """An access token. Checked in this order: fields, app, whitelist, secret."""
        account, now = self._world.account, self._world.now()
        if body.get("grant_type") != "client_credential":
            raise ApiError(40002, "invalid grant_type")
        for field, errcode in (("appid", 41002), ("secret", 41004)):
            if not body.get(field):
                raise ApiError(errcode, f"{field} missing" if field == "appid" else "appsecret missing")
        if body["appid"] != account.app_id:
            raise ApiError(40013, "invalid appid")
        ip = account.seen_ip
        if account.allowed_ips is not None and ip not in account.allowed_ips:
            raise ApiError(40164, f"invalid ip {ip} ipv6 ::ffff:{ip}, not in whitelist")
        if body["secret"] != account.secret:
            raise ApiError(40125, "invalid appsecret")
        tokens = self._world.tokens
        if stable:
            value, left_s = tokens.give_stable(now, force=body.get("force_refresh") is True)
        else:
            value, left_s = tokens.give_classic(now)
        return {"access_token": value, "expires_in": left_s}

    def create_code(self, body: Json) -> Json:
        """A QR code with a scene: temporary up to 30 days, or permanent."""
        name = body.get("action_name")
        info = body.get("action_info")
        scene = info.get("scene") if isinstance(info, dict) else None
        if name not in ("QR_SCENE", "QR_STR_SCENE", "QR_LIMIT_SCENE", "QR_LIMIT_STR_SCENE"):
            raise ApiError(40052, "invalid action name")
        if not isinstance(scene, dict):
            raise ApiError(40053, "invalid action info")
        key = _read_scene(str(name), scene)
        permanent = "LIMIT" in str(name)
        seconds = None if permanent else body.get("expire_seconds", DEFAULT_CODE_S)
        if not permanent and (not isinstance(seconds, int) or not 1 <= seconds <= MAX_CODE_S):
            raise ApiError(40035)
        if permanent and sum(code["until"] is None for code in self._world.codes.values()) >= MAX_PERMANENT:
            raise ApiError(45029, "qrcode count out of limit")
        ticket = f"gQ{secrets.token_urlsafe(70)}=="
        url = f"http://weixin.qq.com/q/{secrets.token_urlsafe(16)}"
        until = None if seconds is None else self._world.now() + seconds
        self._world.codes[ticket] = {"scene": key, "until": until, "url": url}
        return {"ticket": ticket, "url": url} | ({} if permanent else {"expire_seconds": seconds})

    def get_user(self, body: Json) -> Json:
        """What the account may know of a follower: no name, no picture any more."""
        person = self._world.get_person(body.get("openid"))
        if not person.follows:
            return {"subscribe": 0, "openid": person.openid, "tagid_list": []}
        return {
            "subscribe": 1, "openid": person.openid, "nickname": "", "sex": 0, "language": person.language,
            "city": "", "province": "", "country": "", "headimgurl": "",
            "subscribe_time": person.followed_at, "remark": "", "groupid": 0,
            "tagid_list": sorted(person.tags),
            "subscribe_scene": "ADD_SCENE_QR_CODE" if person.scene else "ADD_SCENE_SEARCH",
            "qr_scene": 0, "qr_scene_str": person.scene,
        }  # fmt: skip

    def list_users(self, body: Json) -> Json:
        """All followers, up to 10,000 after `next_openid`."""
        openids = [person.openid for person in self._world.people.values() if person.follows]
        after = body.get("next_openid")
        page = openids[openids.index(after) + 1 :] if after in openids else openids
        page = page[:10_000]
        data = {"data": {"openid": page}} if page else {}
        return {
            "total": len(openids),
            "count": len(page),
            **data,
            "next_openid": page[-1] if page else "",
        }

    def list_staff(self, body: Json) -> Json:
        """The staff of customer service."""
        return {
            "kf_list": [{"kf_account": "isa1@isa", "kf_headimgurl": "", "kf_id": "1001", "kf_nick": "ISA"}]
        }

    def list_addresses(self, body: Json) -> Json:
        """The platform's own addresses."""
        return {"ip_list": ADDRESSES}

    def check_callback(self, body: Json) -> Json:
        """Look from outside whether our server is found and answers."""
        if body.get("action") not in ("dns", "ping", "all"):
            raise ApiError(40202, "invalid action")
        if body.get("check_operator", "DEFAULT") not in ("CHINANET", "UNICOM", "CAP", "DEFAULT"):
            raise ApiError(40203, "invalid check_operator")
        if not self._world.callback_url:
            raise ApiError(40201, "invalid url")
        ip = self._world.account.seen_ip
        lost = {"ip": ip, "from_operator": "UNICOM", "package_loss": "0%", "time": "23.4ms"}
        answer = {"dns": [{"ip": ip, "real_operator": "UNICOM"}], "ping": [lost]}
        return {part: answer[part] for part in answer if body["action"] in (part, "all")}

    def get_quota(self, body: Json) -> Json:
        """How often a path may still be called today."""
        path = str(body.get("cgi_path") or "")
        if not path.startswith("/cgi-bin/"):
            raise ApiError(76021, "cgi_path not found, please check")
        limit, used = self.find_quota(path), self._world.counted[path, self.day()]
        left = {"daily_limit": limit, "used": used, "remain": max(0, limit - used)}
        return {"quota": left, "rate_limit": {"call_count": 10000, "refresh_second": 60}}

    def find_quota(self, path: str) -> int:
        """Calls of a path allowed a day."""
        return self._world.account.quotas.get(path, QUOTAS.get(path, DEFAULT_QUOTA))

    def day(self) -> int:
        """Number of the day in China; quotas begin anew at its midnight."""
        return int(self._world.now() + 8 * 3600) // 86400


def _read_scene(name: str, scene: Json) -> str:
    if "STR" in name:
        text: Any = scene.get("scene_str")
        if not isinstance(text, str) or not 1 <= len(text) <= 64:
            raise ApiError(40053, "invalid action info")
        return text
    number: Any = scene.get("scene_id")
    limit = MAX_PERMANENT if "LIMIT" in name else 2**32 - 1
    if not isinstance(number, int) or not 1 <= number <= limit:
        raise ApiError(40053, "invalid action info")
    return str(number)
