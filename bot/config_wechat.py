"""The section `[wechat]` of the configuration."""

import re
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

Word = Literal["title", "time", "remark"]
"""What a field of a template message can say."""


class WeChatSettings(BaseModel):
    """The service account. Without `app_id` and `token` it is off."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    app_id: str = ""
    app_secret: SecretStr = SecretStr("")
    token: SecretStr = SecretStr("")
    aes_key: SecretStr = SecretStr("")
    aes_key_previous: SecretStr = SecretStr("")
    mode: Literal["safe", "compatible", "plain"] = "safe"
    api_url: str = Field(default="https://api.weixin.qq.com", pattern="^https?://[^/]")
    customer_service: Literal["auto", "off"] = "auto"
    template_id: str = ""
    template_kind: Literal["template", "subscription"] = "template"
    template_fields: dict[str, Word] = {"thing1": "title", "time2": "time"}

    @property
    def is_on(self) -> bool:
        """Whether this installation has a WeChat account."""
        return bool(self.app_id and self.token.get_secret_value())

    @property
    def can_call(self) -> bool:
        """Whether WeChat's API can be called: for all that is not an answer."""
        return self.is_on and bool(self.app_secret.get_secret_value())

    @model_validator(mode="after")
    def _check(self) -> Self:
        for complaint in (self._find_malformed(), self._find_missing()):
            if complaint:
                raise ValueError(complaint)
        return self

    def _find_malformed(self) -> str:
        if self.app_id and not re.fullmatch(r"[\w-]{1,64}", self.app_id, re.ASCII):
            return "app_id: this is not an AppID (wx…); copy it from the console, 设置与开发 → 基本配置"
        token = self.token.get_secret_value()
        if token and not re.fullmatch(r"[!-~]{1,128}", token):
            return "token: letters and digits without spaces, the same as Token in the console's 服务器配置"
        for name in ("aes_key", "aes_key_previous"):
            key: SecretStr = getattr(self, name)
            if key.get_secret_value() and not re.fullmatch(r"[A-Za-z0-9+/]{43}", key.get_secret_value()):
                return f"{name}: 43 letters and digits, the EncodingAESKey of the console's 服务器配置"
        return ""

    def _find_missing(self) -> str:
        token, secret = bool(self.token.get_secret_value()), bool(self.app_secret.get_secret_value())
        if self.app_id and not token:
            return "app_id is set, but ISABOT__WECHAT__TOKEN is not"
        if token and not self.app_id:
            return "ISABOT__WECHAT__TOKEN is set, but app_id is not"
        if not self.is_on:
            return ""
        if self.mode != "plain" and not self.aes_key.get_secret_value():
            return (
                f"mode is {self.mode}, but ISABOT__WECHAT__AES_KEY is not set: "
                "copy the EncodingAESKey of the console's 服务器配置"
            )
        if not secret and self.customer_service != "off":
            return (
                "ISABOT__WECHAT__APP_SECRET is not set: set it, "
                'or set customer_service = "off" to give answers only'
            )
        if self.template_id and not secret:
            return "template_id is set, but ISABOT__WECHAT__APP_SECRET is not"
        if self.template_id and not self.template_fields:
            return "template_id is set, but template_fields says nothing; name the template's fields"
        return ""
