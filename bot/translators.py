"""Machines that translate: DeepL and LibreTranslate, both over HTTP, behind one port."""

import logging
from typing import Protocol

import deepl
import requests
from deepl import http_client

_DEEPL_SOURCE = {"de": "DE", "zh": "ZH", "en": "EN"}
_DEEPL_TARGET = {"de": "DE", "zh": "ZH-HANS", "en": "EN-GB"}


class TranslationFailed(Exception):
    """No translation came; `again` says whether it may come later. The message holds no text of people."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.again = again


class Translator(Protocol):
    """Translates free text between German, Chinese and English."""

    def translate(self, text: str, source: str, target: str) -> str:
        """`text` in `target`. Blocks for as long as its time-out. Raises TranslationFailed."""


class DeepL:
    """DeepL's API; `url` "" is the one that belongs to the key. Politely: Sie rather than du."""

    def __init__(self, key: str, url: str, timeout_s: float) -> None:
        logging.getLogger("deepl").setLevel(logging.WARNING)  # it would log the texts
        http_client.max_network_retries = 0  # the retry policy is ours
        http_client.min_connection_timeout = timeout_s
        self._client = deepl.DeepLClient(key, server_url=url or None, send_platform_info=False)

    def translate(self, text: str, source: str, target: str) -> str:
        """`text` in `target`. Raises TranslationFailed."""
        try:
            result = self._client.translate_text(
                text,
                source_lang=_DEEPL_SOURCE[source],
                target_lang=_DEEPL_TARGET[target],
                formality=deepl.Formality.PREFER_MORE,
            )
        except (deepl.AuthorizationException, deepl.QuotaExceededException) as error:
            raise TranslationFailed(type(error).__name__, again=False) from error
        except deepl.DeepLException as error:
            status = error.http_status_code
            wrong = status is not None and 400 <= status < 500 and status != 429
            raise TranslationFailed(f"{type(error).__name__} {status}", again=not wrong) from error
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise TranslationFailed("an answer of another kind", again=False) from error  # the library's own
        return str(result)


class LibreTranslate:
    """A LibreTranslate server at `url`; `key` "" where it asks for none."""

    def __init__(self, key: str, url: str, timeout_s: float) -> None:
        self._key = key
        self._url = f"{url.rstrip('/')}/translate"
        self._timeout_s = timeout_s

    def translate(self, text: str, source: str, target: str) -> str:
        """`text` in `target`. Raises TranslationFailed."""
        asked = {"q": text, "source": source, "target": target, "format": "text"}
        if self._key:
            asked["api_key"] = self._key
        try:
            answer = requests.post(self._url, json=asked, timeout=self._timeout_s)
        except requests.RequestException as error:
            raise TranslationFailed(type(error).__name__, again=True) from error
        if answer.status_code != requests.codes.ok:
            later = answer.status_code == requests.codes.too_many_requests or answer.status_code >= 500
            raise TranslationFailed(f"status {answer.status_code}", again=later)
        try:
            translated = answer.json()["translatedText"]
        except (ValueError, KeyError, TypeError) as error:
            raise TranslationFailed("an answer of another kind", again=False) from error
        if not isinstance(translated, str):
            raise TranslationFailed("an answer of another kind", again=False)
        return translated
