"""WeChat's signature and encryption, written by hand from its description, so that no library checks itself.

AES-256-CBC, the initial vector is the head of the key, PKCS#7 to blocks of 32; inside stand 16 random
bytes, the length of the text in 4 bytes, the text, the app id.
"""

import base64
import hashlib
import hmac
import os
import secrets
import string
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32
_HEAD = 16


def make_aes_key() -> str:
    """A new EncodingAESKey: 43 letters and digits, as the platform draws it."""
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(43))


def sign(*parts: str) -> str:
    """SHA-1 over the parts in alphabetical order, in hexadecimal."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def is_signed(signature: str, *parts: str) -> bool:
    """Whether the signature fits the parts."""
    return hmac.compare_digest(signature.encode(), sign(*parts).encode())


def draw_nonce() -> str:
    """A number as WeChat draws it for each try."""
    return str(secrets.randbelow(9 * 10**9) + 10**9)


def encrypt(text: str, aes_key: str, app_id: str) -> str:
    """The text in Base64, differently each time."""
    content = text.encode()
    plain = os.urandom(_HEAD) + struct.pack(">I", len(content)) + content + app_id.encode()
    short = BLOCK - len(plain) % BLOCK
    cipher = _cipher(aes_key).encryptor()
    return base64.b64encode(cipher.update(plain + bytes([short]) * short) + cipher.finalize()).decode()


def decrypt(secret: str, aes_key: str, app_id: str) -> str:
    """The text in it. Raises ValueError for another key, another app, or bytes that are not of the form."""
    cipher = _cipher(aes_key).decryptor()
    padded = cipher.update(base64.b64decode(secret, validate=True)) + cipher.finalize()
    short = padded[-1] if padded else 0
    if not 1 <= short <= BLOCK or padded[-short:] != bytes([short]) * short or len(padded) % BLOCK:
        raise ValueError("the padding is not PKCS#7 to 32 bytes")
    plain = padded[_HEAD:-short]
    (length,) = struct.unpack(">I", plain[:4])
    content, owner = plain[4 : 4 + length], plain[4 + length :]
    if owner != app_id.encode():
        raise ValueError("this was written for another app")
    return content.decode()


def _cipher(aes_key: str) -> "Cipher[modes.CBC]":
    key = base64.b64decode(aes_key + "=")
    return Cipher(algorithms.AES(key), modes.CBC(key[:_HEAD]))
