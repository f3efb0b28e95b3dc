"""ISIC Rev. 4 classes in the terms of the two national classifications.

WZ 2008 (Germany) has the divisions of ISIC Rev. 4 under the same numbers, and its classes begin with them.
GB/T 4754-2017 (China) is derived from ISIC too, but numbers its divisions anew; where it cuts one in two,
both stand here.
"""

_GBT = {
    1: "01 05", 2: "02 05", 3: "04 05", 5: "06", 6: "07", 7: "08 09", 8: "10", 9: "11", 10: "13 14",
    11: "15", 12: "16", 13: "17", 14: "18", 15: "19", 16: "20", 17: "22", 18: "23", 19: "25", 20: "26 28",
    21: "27", 22: "29", 23: "30", 24: "31 32", 25: "33", 26: "39 40", 27: "38", 28: "34 35", 29: "36",
    30: "37", 31: "21", 32: "24 41 35", 33: "43", 35: "44 45", 36: "46", 37: "46", 38: "42 77", 39: "77",
    41: "47", 42: "48", 43: "49 50", 45: "51 52 81", 46: "51", 47: "52", 49: "53 54 57", 50: "55", 51: "56",
    52: "58 59", 53: "60", 55: "61", 56: "62", 58: "86", 59: "87", 60: "87", 61: "63", 62: "65", 63: "64 65",
    64: "66 69", 65: "68", 66: "67 69", 68: "70", 69: "72", 70: "72", 71: "74", 72: "73", 73: "72", 74: "74",
    75: "74", 77: "71", 78: "72", 79: "72", 80: "72", 81: "78 82", 82: "72", 84: "91 92 93", 85: "83",
    86: "84", 87: "85", 88: "85", 90: "88", 91: "88", 92: "89", 93: "89 90", 94: "95 96", 95: "81", 96: "80",
    97: "80", 98: "80", 99: "97",
}  # fmt: skip


def find_wz(isic: str) -> str | None:
    """The WZ 2008 division of an ISIC Rev. 4 class ("2392" -> "23"); None where it is no class."""
    return isic[:2] if find_gbt(isic) else None


def find_gbt(isic: str) -> tuple[str, ...]:
    """The GB/T 4754-2017 divisions of an ISIC Rev. 4 class ("2392" -> "30"); none where it is no class."""
    if len(isic) != 4 or not (isic.isascii() and isic.isdecimal()):
        return ()
    return tuple(_GBT.get(int(isic[:2]), "").split())
