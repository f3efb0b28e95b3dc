"""Where the member cities lie: coordinates of their town halls, and which of them is near a position."""

from math import asin, cos, radians, sin, sqrt

NEAR_KM = 60.0
EARTH_KM = 6371.0

# German name as in cities.tsv: (latitude, longitude)
COORDINATES = {
    "Aachen": (50.776, 6.084),
    "Wuppertal": (51.256, 7.151),
    "Ingolstadt": (48.765, 11.424),
    "Rüsselsheim am Main": (49.995, 8.412),
    "Raunheim": (50.011, 8.451),
    "Kelsterbach": (50.062, 8.530),
    "Bottrop": (51.524, 6.929),
    "Köln": (50.938, 6.960),
    "Mainz": (49.999, 8.274),
    "Nürnberg": (49.454, 11.077),
    "Chemnitz": (50.833, 12.924),
    "Fulda (Region)": (50.555, 9.680),
    "Freiburg im Breisgau": (47.999, 7.842),
    "Lahr/Schwarzwald": (48.340, 7.869),
    "Solingen": (51.171, 7.083),
    "Ludwigshafen am Rhein": (49.477, 8.445),
    "Kaiserslautern": (49.444, 7.769),
    "Göttingen": (51.534, 9.935),
    "Hildesheim": (52.151, 9.951),
    "Rhein-Kreis Neuss": (51.199, 6.692),
    "Hamburg": (53.550, 9.993),
    "Bad Homburg v. d. Höhe": (50.227, 8.618),
    "Dortmund": (51.514, 7.465),
    "Osnabrück": (52.279, 8.047),
    "Foshan": (23.022, 113.122),
    "Jiangmen": (22.579, 113.082),
    "Zhuzhou": (27.828, 113.134),
    "Zhaoqing": (23.047, 112.465),
    "Jieyang": (23.550, 116.373),
    "Yunfu": (22.915, 112.044),
    "Jiaozuo": (35.216, 113.242),
    "Nanning": (22.817, 108.367),
    "Taizhou": (28.656, 121.421),
    "Guiyang": (26.647, 106.630),
    "Liuzhou": (24.326, 109.428),
    "Nanchang": (28.683, 115.858),
    "Ma'anshan": (31.670, 118.507),
    "Bao'an (Shenzhen)": (22.555, 113.884),
    "Maoming": (21.663, 110.925),
    "Deyang": (31.127, 104.398),
    "Nansha (Guangzhou)": (22.802, 113.525),
    "Panjin": (41.120, 122.071),
    "Shantou": (23.354, 116.682),
    "Weihai": (37.513, 122.120),
    "Xiaoshan (Hangzhou)": (30.184, 120.264),
    "Lanzhou": (36.061, 103.834),
    "Taicang": (31.458, 121.130),
    "Huzhou": (30.894, 120.087),
    "Xuchang": (34.036, 113.852),
    "Luoyang": (34.618, 112.454),
    "Baoding": (38.874, 115.465),
}


def find_near(latitude: float, longitude: float, within_km: float = NEAR_KM) -> str:
    """The German name of the nearest member city; "" where none is near, or the position is none."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return ""
    distance, name = min(
        (measure_km(latitude, longitude, *place), name) for name, place in COORDINATES.items()
    )
    return name if distance <= within_km else ""


def measure_km(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """The distance of two positions on the globe."""
    north, east = radians(to_latitude - latitude) / 2, radians(to_longitude - longitude) / 2
    chord = sin(north) ** 2 + cos(radians(latitude)) * cos(radians(to_latitude)) * sin(east) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))
