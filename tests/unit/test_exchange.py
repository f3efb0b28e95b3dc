"""Name, position and organisation out of what somebody wrote about himself: for a contact card."""

import pytest

from handlers.exchange import split_who


@pytest.mark.parametrize(
    ("who", "organisation", "parts"),
    [
        ("Anna Weber", "", ("Anna Weber", "", "")),
        ("Anna Weber, Export", "Klingenwerk", ("Anna Weber", "Export", "")),
        ("Anna Weber, Export, Klingenwerk Solingen", "", ("Anna Weber", "Export", "Klingenwerk Solingen")),
        ("Klingenwerk GmbH; Anna Weber; Export", "", ("Anna Weber", "Export", "Klingenwerk GmbH")),
        ("Li Wei, Yuntao Ceramics Co., Ltd.", "", ("Li Wei", "", "Yuntao Ceramics Co., Ltd.")),
        ("陈莉，销售总监，佛山云陶", "佛山云陶陶瓷有限公司", ("陈莉", "销售总监", "佛山云陶")),
        ("陈莉 销售总监 云陶陶瓷有限公司", "", ("陈莉", "销售总监", "云陶陶瓷有限公司")),
        ("王会，厂长", "", ("王会", "厂长", "")),
        ("Klingenwerk GmbH", "", ("Klingenwerk GmbH", "", "")),
        ("", "Klingenwerk GmbH", ("", "", "")),
    ],
)
def test_parts_of_who_somebody_is(who: str, organisation: str, parts: tuple[str, str, str]) -> None:
    assert split_who(who, organisation) == parts


def test_nothing_is_lost_where_two_organisations_are_named() -> None:
    assert split_who("Anna Weber, Dipl.-Ing., Klinge AG", "Messer GmbH")[1] == "Dipl.-Ing., Klinge AG"
