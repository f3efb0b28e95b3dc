"""Whether what somebody says of themselves tells that they are in China. Rather one question too many."""

import re

from directory.domain.person import Profile

_PHONE = re.compile(r"(?:\+86|0086)\d+|(?:86)?1[3-9]\d{9}")
_EMAIL = re.compile(r"@(?:[^@\s]*\.cn|(?:vip\.)?(?:qq|163|126|sina|aliyun|foxmail)\.com)$", re.IGNORECASE)


def is_reached_in_china(profile: Profile) -> bool:
    """Whether a telephone number or an e-mail address is one of China. A WeChat ID tells nothing."""
    number = re.sub(r"[^\d+]", "", profile.phone).replace("+860", "+86")
    return bool(_PHONE.fullmatch(number) or _EMAIL.search(profile.email.strip()))
