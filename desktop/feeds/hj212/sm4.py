"""The encrypted data area of HJ 212-2025.

SM4 in ECB mode without padding, as the standard has it: whole groups of 16 bytes between `CP=&&` and `&&`
are encrypted and written as `{0xE4,0x3E,…}`, the rest stays plain. The printed length and checksum are those
of the plain frame, so a wrong key shows as a wrong checksum.
"""

import re

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from desktop.feeds.hj212.crc import matches
from desktop.feeds.hj212.frame import Frame, Reason, Rejected, Seal, parse
from desktop.feeds.hj212.join import whole

_GROUP = 16
_AREA = re.compile(rb"\{(0[xX][0-9A-Fa-f]{2}(?:,0[xX][0-9A-Fa-f]{2})*),?\}(.*)", re.DOTALL)
_KEY = re.compile(r"[0-9A-Fa-f]{32}")
_OPENS, _CLOSES = b"CP=&&", b"&&"


def key_of(text: str) -> bytes:
    """The key that 32 hexadecimal digits stand for.

    Raises:
        ValueError: it is no such text.
    """
    if not _KEY.fullmatch(text):
        raise ValueError("an SM4 key has 32 hexadecimal digits")
    return bytes.fromhex(text)


def encrypt(plain: bytes, key: bytes) -> bytes:
    """A data area as it travels; one with less than a whole group travels plain."""
    whole = len(plain) - len(plain) % _GROUP
    if not whole:
        return plain
    sealed = _cipher(key).encryptor().update(plain[:whole])
    return b"{" + b",".join(b"0x%02X" % byte for byte in sealed) + b"}" + plain[whole:]


def decrypt(area: bytes, key: bytes) -> bytes | None:
    """The plain data area, None if this is no encrypted one."""
    found = _AREA.fullmatch(area)
    if found is None:
        return None
    sealed = bytes(int(number, 16) for number in found[1].split(b","))
    if len(sealed) % _GROUP:
        return None
    return _cipher(key).decryptor().update(sealed) + found[2]


def seal(raw: bytes, key: bytes) -> bytes:
    """A plain frame (with or without CR LF) with its data area encrypted."""
    head, _, rest = raw.partition(_OPENS)
    plain, _, end = rest.rpartition(_CLOSES)
    return head + _OPENS + encrypt(plain, key) + _CLOSES + end


def unseal(frame: Frame, key: bytes | None) -> Frame | Rejected:
    """The frame with its plain CP, checked by length and checksum; `raw` stays as it came."""
    if frame.seal is None:
        return frame
    if key is None:
        return Rejected(Reason.KEY, frame.raw, "encrypted, and no key is entered for this device")
    if not frame.parts:
        return _opened(frame, frame.seal, key)
    parts = list[Frame]()
    for part in frame.parts:
        opened = unseal(part, key)
        if isinstance(opened, Rejected):
            return opened._replace(raw=frame.raw)
        parts.append(opened)
    return whole(parts)


def _opened(frame: Frame, seal: Seal, key: bytes) -> Frame | Rejected:
    head, _, rest = frame.raw[6:-4].partition(_OPENS)
    plain = decrypt(rest[: -len(_CLOSES)], key)
    if plain is None:
        return Rejected(Reason.FORMAT, frame.raw, "the encrypted data area is not written as {0x..,0x..}")
    segment = head + _OPENS + plain + _CLOSES
    if len(segment) != seal.length or not matches(segment, seal.crc):
        return Rejected(Reason.KEY, frame.raw, "decrypted, its checksum is wrong: another key, or damaged")
    return parse(frame.raw[:6] + segment + seal.crc)._replace(raw=frame.raw)


def _cipher(key: bytes) -> Cipher[modes.ECB]:
    return Cipher(algorithms.SM4(key), modes.ECB())
