"""Typed settings: `config.toml`, overridden by the environment (`ISABOT__SECTION__KEY`).

Unknown keys are errors, so that a misspelt key does not silently do nothing.
"""

import os
import re
import tomllib
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.config_deadlines import IntroductionSettings, RegistrationSettings
from bot.config_wechat import WeChatSettings
from directory.domain.city import Country
from directory.domain.fair_use import FairUse
from directory.domain.periods import Periods

ENVIRONMENT_PREFIX = "ISABOT__"
API_URL = "https://api.telegram.org"
"""Telegram's own Bot API server. Tokens of others, for instance of stand-ins, may look different."""


class ConfigError(Exception):
    """The configuration cannot be used; the message says which key and why."""


_FAIR_USE, _PERIODS = FairUse(), Periods()


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DatabaseSettings(_Section):
    """Where the directory and the conversations are stored."""

    url: str = "sqlite:///var/isabot.db"


class WebSettings(_Section):
    """The web chat's server."""

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    site: str = Field(default="", pattern="^(https?://[^/\\s]+/?)?$")
    trusted_proxies: list[IPv4Network | IPv6Network] = []
    imprint_url: str = ""
    privacy_url: str = ""


class PagesSettings(_Section):
    """The pages for officials, served by the web chat's server under /admin."""

    on: bool = True


class TelegramSettings(_Section):
    """The bot on Telegram. Without a token it is off."""

    token: SecretStr = SecretStr("")
    api_url: str = Field(default=API_URL, pattern="^https?://[^/]")
    mode: Literal["", "off", "polling", "webhook"] = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_url: str = ""

    @property
    def way(self) -> Literal["off", "polling", "webhook"]:
        """How updates come, once defaults are applied."""
        if not self.token.get_secret_value():
            return "off"
        return self.mode or "polling"

    @model_validator(mode="after")
    def _check(self) -> Self:
        token, secret = self.token.get_secret_value(), self.webhook_secret.get_secret_value()
        shape = r"[A-Za-z0-9_-]+:[A-Za-z0-9_-]+" if self.api_url == API_URL else r"[A-Za-z0-9_:-]+"
        if token and not re.fullmatch(shape, token):
            raise ValueError("token: this is not a token as @BotFather gives it (123456789:AAE…)")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise ValueError("webhook_secret: 1 to 256 letters, digits, _ or -")
        if self.mode in ("polling", "webhook") and not token:
            raise ValueError(f"mode is {self.mode}, but ISABOT__TELEGRAM__TOKEN is not set")
        if self.mode == "webhook" and not secret:
            raise ValueError("mode is webhook, but ISABOT__TELEGRAM__WEBHOOK_SECRET is not set")
        return self


class ChatSettings(_Section):
    """What dialogues obey."""

    page_size: int = Field(default=5, ge=1, le=10)
    field_characters: int = Field(default=500, ge=50, le=2000)


class FairUseSettings(_Section):
    """How much somebody may write to strangers; see docs/safety.md."""

    start: int = Field(default=_FAIR_USE.start, ge=1)
    least: int = Field(default=_FAIR_USE.least, ge=1)
    most: int = Field(default=_FAIR_USE.most, ge=1)
    warn_after_same_text: int = Field(default=_FAIR_USE.warn_after_same_text, ge=1)
    stop_after_same_text: int = Field(default=_FAIR_USE.stop_after_same_text, ge=2)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.least <= self.start <= self.most:
            raise ValueError("least, start and most must rise")
        if self.warn_after_same_text > self.stop_after_same_text:
            raise ValueError("warn_after_same_text comes before stop_after_same_text")
        return self


class TranslationSettings(_Section):
    """The machine that translates free text; off without a service."""

    service: Literal["", "deepl", "libretranslate"] = ""
    url: str = Field(default="", pattern="^(https?://[^\\s]+)?$")
    key: SecretStr = SecretStr("")
    timeout_s: float = Field(default=8.0, gt=0, le=30)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.service == "deepl" and not self.key.get_secret_value():
            raise ValueError("service is deepl, but ISABOT__TRANSLATION__KEY is not set")
        if self.service == "libretranslate" and not self.url:
            raise ValueError("service is libretranslate, but url names no server")
        return self


class NewsSettings(_Section):
    """Sending news; `instance` names this installation, empty: the host's name."""

    instance: str = ""


class WorkerSettings(_Section):
    """The loops that turn updates into answers and deliver them."""

    turns: int = Field(default=4, ge=1, le=64)
    deliveries: int = Field(default=4, ge=1, le=64)
    poll_s: float = Field(default=1.0, gt=0)
    lease_s: float = Field(default=30.0, gt=1)
    timer_s: float = Field(default=60.0, gt=0)


class SearchSettings(_Section):
    """Where the search index is kept between starts."""

    folder: str = ""


class PrivacySettings(_Section):
    """Who answers for personal data, where they are stored, and for how many days; see docs/privacy.md."""

    servers: Country = Country.DE
    recipient: str = ""
    recipient_contact: str = ""
    inbox_days: int = Field(default=_PERIODS.inbox, ge=1)
    outbox_days: int = Field(default=_PERIODS.outbox, ge=1)
    introductions_days: int = Field(default=_PERIODS.introductions, ge=1)
    strangers_days: int = Field(default=_PERIODS.strangers, ge=30)
    inactive_days: int = Field(default=_PERIODS.inactive, ge=30)
    answer_days: int = Field(default=_PERIODS.answer, ge=7)
    withdrawn_days: int = Field(default=_PERIODS.withdrawn, ge=1)
    invitations_days: int = Field(default=_PERIODS.invitations, ge=1)
    cases_days: int = Field(default=_PERIODS.cases, ge=30)


class LogSettings(_Section):
    """The log; it never holds personal data."""

    level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")


class Config(BaseSettings):
    """All settings. Build with `load_config`."""

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    database: DatabaseSettings = DatabaseSettings()
    web: WebSettings = WebSettings()
    pages: PagesSettings = PagesSettings()
    telegram: TelegramSettings = TelegramSettings()
    wechat: WeChatSettings = WeChatSettings()
    chat: ChatSettings = ChatSettings()
    introductions: IntroductionSettings = IntroductionSettings()
    registration: RegistrationSettings = RegistrationSettings()
    fair_use: FairUseSettings = FairUseSettings()
    translation: TranslationSettings = TranslationSettings()
    news: NewsSettings = NewsSettings()
    workers: WorkerSettings = WorkerSettings()
    search: SearchSettings = SearchSettings()
    privacy: PrivacySettings = PrivacySettings()
    log: LogSettings = LogSettings()


def find_pages_url(config: Config) -> str:
    """Where officials find their pages, without a slash at the end; "" where these are off."""
    if not config.pages.on:
        return ""
    return config.web.site.rstrip("/") or f"http://{config.web.host}:{config.web.port}"


def load_config(path: Path | None = None, **overrides: Any) -> Config:
    """Settings from `path` (default `config.toml` where it exists) and the environment.

    `overrides` are sections as dicts and win over both. Raises ConfigError.
    """
    file = path or Path("config.toml")
    if path is not None and not path.is_file():
        raise ConfigError(f"There is no configuration file {path}.")
    _refuse_unknown_environment()
    _refuse_secrets_in(file)

    class _FileConfig(Config):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=file)

    try:
        return _FileConfig(**overrides)
    except ValidationError as error:
        raise ConfigError(_explain(error)) from error
    except ValueError as error:  # a TOML file that is none
        raise ConfigError(f"{file} is not valid TOML: {error}") from error


def _refuse_unknown_environment() -> None:
    """pydantic ignores unknown sections in the environment; a typing error there shall not pass."""
    for name in os.environ:
        if not name.upper().startswith(ENVIRONMENT_PREFIX):
            continue
        section, _, key = name[len(ENVIRONMENT_PREFIX) :].lower().partition("__")
        model = Config.model_fields.get(section)
        fields = getattr(model.annotation, "model_fields", {}) if model else {}
        if key not in fields:
            raise ConfigError(f"The environment variable {name} names no setting.")


def _refuse_secrets_in(file: Path) -> None:
    """Files are copied, shown and committed: secrets come from the environment."""
    if not file.is_file():
        return
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ConfigError(f"{file} is not valid TOML: {error}") from error
    for section, model in Config.model_fields.items():
        fields = getattr(model.annotation, "model_fields", {})
        given = written.get(section)
        for key in given if isinstance(given, dict) else ():
            if key in fields and fields[key].annotation is SecretStr:
                variable = f"{ENVIRONMENT_PREFIX}{section}__{key}".upper()
                raise ConfigError(
                    f"{section}.{key} is a secret and does not belong into {file}; set {variable} instead."
                )


def _explain(error: ValidationError) -> str:
    lines = []
    for fault in error.errors():
        key = ".".join(str(part) for part in fault["loc"])
        known = (
            "unknown key"
            if fault["type"] == "extra_forbidden"
            else fault["msg"].removeprefix("Value error, ")
        )
        lines.append(f"{key}: {known}")
    return "Configuration: " + "; ".join(lines)
