"""What a browser sends, read within limits: queries, forms, files."""

from collections.abc import Mapping

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from multidict import MultiDictProxy

from bot.admin.visit import Form, Upload
from directory.domain.visible import strip_hidden

BODY_BYTES = 6 * 1024 * 1024
FIELDS = 400
TYPED_BYTES = 256 * 1024

Posted = MultiDictProxy[str | bytes | bytearray | web.FileField]


class TooLarge(Exception):
    """The form is larger than we take."""


class Unreadable(Exception):
    """What came is no form that a browser sends."""


def read_query(request: web.Request) -> Form:
    """The values of the address."""
    return {name: [_clean(one) for one in request.query.getall(name)] for name in request.query}


async def read_form(request: web.Request) -> tuple[Form, Mapping[str, Upload]]:
    """The fields and files of a form. Raises TooLarge and Unreadable."""
    posted = await _post(request, BODY_BYTES)
    if len(posted) > FIELDS:
        raise TooLarge
    fields: dict[str, list[str]] = {}
    uploads: dict[str, Upload] = {}
    for name, value in posted.items():
        if isinstance(value, web.FileField):
            with value.file as file:
                uploads[name] = Upload(value.filename, file.read())
        elif isinstance(value, str):
            fields.setdefault(name, []).append(_clean(value))
    return fields, uploads


async def read_typed(request: web.Request) -> Form:
    """The fields of a form that came from nobody we know; nothing where it is long or holds files."""
    if request.content_type != "application/x-www-form-urlencoded":
        return {}
    try:
        posted = await _post(request, TYPED_BYTES)
    except (TooLarge, Unreadable):
        return {}
    fields = {name: [_clean(str(one)) for one in posted.getall(name)] for name in posted}
    return fields if len(posted) <= FIELDS else {}


async def _post(request: web.Request, most_bytes: int) -> Posted:
    try:
        return await request.clone(client_max_size=most_bytes).post()
    except web.HTTPRequestEntityTooLarge as error:
        raise TooLarge from error
    except (ValueError, LookupError, HttpProcessingError) as error:
        raise Unreadable from error


def _clean(text: str) -> str:
    """Without what no database keeps and nobody sees."""
    return strip_hidden(text)


def find_way_back(form: Form) -> str:
    """Where a form was filled in: one of our own pages, whatever it says."""
    back = next(iter(form.get("back", ())), "")
    plain = back.startswith("/admin/") and "\\" not in back and "//" not in back and back.isprintable()
    return back if plain and back.isascii() else "/admin/"
