"""XML as WeChat writes it, and as it reads the answers: flat elements, text in CDATA, numbers bare."""

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

Fields = Mapping[str, Any]


def build_xml(fields: Fields) -> str:
    """A push. Numbers are written bare, dicts nested, lists as repeated elements."""
    return "<xml>" + "\n".join(_write(name, value) for name, value in fields.items()) + "\n</xml>"


def read_xml(text: str) -> dict[str, Any]:
    """The elements of an answer: text, or a dict for what has children, or a list for `item`s.

    Raises ValueError for what is no XML.
    """
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise ValueError(f"not XML: {error}") from error
    if root.tag != "xml":
        raise ValueError(f"the outermost element is {root.tag}")
    return {child.tag: _read(child) for child in root}


def _write(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return f"<{name}>" + "\n".join(_write(*pair) for pair in value.items()) + f"</{name}>"
    if isinstance(value, list):
        return "\n".join(_write(name, each) for each in value)
    if isinstance(value, int | float):
        return f"<{name}>{value}</{name}>"
    return f"<{name}><![CDATA[{str(value).replace(']]>', ']]]]><![CDATA[>')}]]></{name}>"


def _read(element: ElementTree.Element) -> Any:
    children = list(element)
    if not children:
        return element.text or ""
    if all(child.tag == "item" for child in children):
        return [_read(child) for child in children]
    return {child.tag: _read(child) for child in children}
