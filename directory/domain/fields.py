"""Fields of business that people filter by: groups of ISIC Rev. 4 divisions."""

FIELDS: dict[str, tuple[int, ...]] = {
    "agriculture": (1, 2, 3),
    "mining": (5, 6, 7, 8, 9),
    "food": (10, 11, 12),
    "textiles": (13, 14, 15),
    "wood_paper": (16, 17, 18),
    "chemicals": (19, 20),
    "pharma": (21,),
    "plastics": (22,),
    "ceramics": (23,),
    "metals": (24,),
    "metal_products": (25,),
    "electronics": (26,),
    "electrical": (27,),
    "machinery": (28, 33),
    "vehicles": (29, 30),
    "furniture": (31,),
    "consumer_goods": (32,),
    "energy_environment": (35, 36, 37, 38, 39),
    "construction": (41, 42, 43),
    "trade": (45, 46, 47),
    "logistics": (49, 50, 51, 52, 53),
    "tourism": (55, 56, 79),
    "it_media": (58, 59, 60, 61, 62, 63),
    "finance_property": (64, 65, 66, 68, 77),
    "business_services": (69, 70, 71, 72, 73, 74, 75, 78, 80, 81, 82),
    "public": (84, 94, 99),
    "education": (85,),
    "health": (86, 87, 88),
    "culture_sport": (90, 91, 92, 93),
    "personal_services": (95, 96, 97, 98),
}

_BY_DIVISION = {division: field for field, divisions in FIELDS.items() for division in divisions}


def find_field(isic: str) -> str | None:
    """The field an ISIC class ("2592") belongs to, or None where the code is not one."""
    return _BY_DIVISION.get(int(isic[:2])) if isic[:2].isdigit() else None
