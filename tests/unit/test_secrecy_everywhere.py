"""Every step an introduction can take, on every pair of platforms: contact data pass with the yes only.

First everything is tried that the parties can do, until every row of the table has been walked; then
those ways are walked again on each pair of platforms, and every part that anybody is ever sent, as
its platform renders it, is searched for the other side's contact data. All texts are full of them.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product

import pytest

from bot.adapter import Part
from bot.telegram import render as telegram
from bot.terminal import render as terminal
from bot.web import render as web
from bot.wechat import render as wechat
from directory.domain.introduction import TRANSITIONS, Event, Introduction, Party, Status
from directory.domain.person import Profile
from handlers.messages import Reply
from handlers.states import Answering
from tests.unit.dialogue import CHEN, Dialogue, Said, Start, Tap, press
from tests.unit.fakes import FOSHAN, QUIET, TILES

REQUEST = "r000000001"
LI = Profile("李雷，投资促进局", "lilei@foshan.example", "0757 8765432", "lilei66")
SECRETS = {
    "anna": ("weber@klingenwerk", "2121234567", "annaweber9"),
    "company": ("chenli@yuntao", "13800138000", "chenli88", "lilei@foshan", "lilei66", "meiwang@jingtao"),
}
TELLING = {
    "anna": "weber (at) klingenwerk (punkt) example, Tel. 0212/1234567, WeChat-ID: annaweber9",
    "chen": "加我微信chenli88或打手机13800138000, chenli 艾特 yuntao.example",
    "li": "王梅，出口部，meiwang@jingtao.example",
}
RENDERERS: dict[str, Callable[[Reply], list[Part]]] = {
    "telegram": lambda reply: telegram.render_reply(reply, lambda choice: ""),
    "wechat": lambda reply: wechat.render_reply(reply, 1),
    "web": lambda reply: web.render_reply(reply, "de"),
    "terminal": lambda reply: terminal.render_reply(reply, 1),
}
ASKER = ("withdraw", "reply", "again", "talk", "end", "shut")
COMPANY = ("accept", "decline", "ask", "talk", "end", "close")
AGENCY = (*COMPANY, "self", "forward", "passed", "unreached")
Move = tuple[str, Said]
MOVES: tuple[Move, ...] = (
    *(("anna", Tap(f"q:{REQUEST}:{action}")) for action in ASKER),
    *(("chen", Tap(f"q:{REQUEST}:{action}")) for action in COMPANY),
    *(("li", Tap(f"q:{REQUEST}:{action}")) for action in AGENCY),
    *((name, text) for name, text in TELLING.items()),
    *((name, Tap("r:not_now")) for name in ("chen", "li")),
    ("li", Tap("g:yes")),
    *((name, "leave") for name in ("chen", "li")),
    ("time", "7"),
    ("time", "30"),
)
LOOKS: tuple[Move, ...] = tuple(
    (name, Tap(look)) for name in ("anna", "chen", "li") for look in (f"q:{REQUEST}:show", "m:requests")
)
Step = tuple[Status, Event, Party]
Way = tuple[str, tuple[Move, ...]]
STEPS: frozenset[Step] = frozenset(
    (status, event, party) for (status, event), step in TRANSITIONS.items() for party in step.who
)
BEGINNINGS = {
    "company": (TILES, "cooperation-supply"),
    "agency": (QUIET, "cooperation-supply"),
    "agency first": (TILES, "cooperation-exchange"),
}


def begin(where: str, asker: str = "web", others: str = "web") -> Dialogue:
    """Anna's request, its texts full of contact data, lies with the company or with its agency."""
    company, kind = BEGINNINGS[where]
    dialogue = Dialogue()
    dialogue.platforms = {"anna": asker, "chen": others, "li": others}
    dialogue.world.put_person(dialogue.address("chen"), "zh", TILES, profile=CHEN)
    dialogue.add_officer("li", "zh", FOSHAN, profile=LI)
    steps: tuple[Said, ...] = (
        Start(hint="de"),
        Tap(f"i:{company}"),
        press("button-agree"),
        f"Anna Weber, Export, {TELLING['anna']}",
        press(kind),
        f"Ihre Firma passt. {TELLING['anna']}",
        press("button-send"),
    )
    for said in steps:
        dialogue.say("anna", said)
        if said == press("button-agree") and asker == "wechat":
            dialogue.say("anna", said)  # in China one agrees apart to the passing abroad
    return dialogue


def move(before: Dialogue, name: str, said: Said) -> Dialogue:
    after = before.fork()
    if name == "time":
        after.wait(int(str(said)))
        after.tick()
    elif said == "leave":
        after.say(name, Tap("d:ask"))
        after.say(name, Tap("d:yes"))
    else:
        after.say(name, said)
    return after


def request_of(dialogue: Dialogue) -> Introduction:
    return dialogue.world.introductions[REQUEST]


def fingerprint(dialogue: Dialogue) -> tuple[object, ...]:
    """What the handlers can tell apart."""
    request, world = request_of(dialogue), dialogue.world
    return (
        request.status,
        request.answered_by,
        request.reminded_at is not None,
        request.followed_up_at is not None,
        request.asker_shut_at is not None,
        request.answerer_shut_at is not None,
        min((world.now - (request.closed_at or request.due_from)).days, 30),
        len(world.persons),
        tuple(
            (state.tag, getattr(state, "step", "")) for state in map(dialogue.state, ("anna", "chen", "li"))
        ),
    )


def makes_sense(dialogue: Dialogue, name: str, said: Said) -> bool:
    """Who was asked something answers first; a text is an answer; who has left stays away.

    That people interrupt each other is tried in `test_dialogue_secrecy`.
    """
    asked = [one for one in TELLING if isinstance(dialogue.state(one), Answering)]
    if asked:
        return name in asked and not (isinstance(said, Tap) and said.choice.startswith("q:"))
    gone = name != "time" and dialogue.world.talks[dialogue.address(name)].person_id is None
    return not gone and said not in TELLING.values()


@cache
def find_ways() -> dict[Step, Way]:
    """The shortest way to every step that can be reached at all."""
    found: dict[Step, Way] = {}
    for where in BEGINNINGS:
        root = begin(where)
        seen = {fingerprint(root)}
        level: list[tuple[Dialogue, tuple[Move, ...]]] = [(root, ())]
        while level and found.keys() < STEPS:
            following: list[tuple[Dialogue, tuple[Move, ...]]] = []
            for before, way in level:
                for name, said in MOVES:
                    if not makes_sense(before, name, said):
                        continue
                    after = move(before, name, said)
                    for step in after.world.steps[len(before.world.steps) :]:
                        found.setdefault(step, (where, (*way, (name, said))))
                    if len(way) < DEPTH and (mark := fingerprint(after)) not in seen:
                        seen.add(mark)
                        following.append((after, (*way, (name, said))))
            level = following
    return found


DEPTH = 6


def plain(parts: list[Part]) -> str:
    """All that is sent, without what may stand between the signs of a number."""
    text = json.dumps(parts, ensure_ascii=False).casefold()
    return "".join(sign for sign in text if sign.isalnum() or sign == "@")


def told(dialogue: Dialogue, name: str) -> Iterator[str]:
    """Which of the other side's contact data somebody was sent in this move."""
    other = "company" if name == "anna" else "anna"
    render = RENDERERS[dialogue.address(name).platform]
    for reply in dialogue.transcripts.get(name, []):
        sent = plain(render(reply))
        yield from (secret for secret in SECRETS[other] if secret in sent)


def check(before: Dialogue, after: Dialogue) -> None:
    """Nothing before both agreed; everything to both in the very move in which they do."""
    request = request_of(after)
    if not request.agreed:
        for name in ("anna", "chen", "li"):
            assert not list(told(after, name)), (request.status, name, after.transcripts[name])
        return
    answerer, other = ("chen", "li") if request.answered_by == 1 else ("li", "chen")
    if request.answered_by is not None:
        assert not list(told(after, other)), (other, after.transcripts[other])
    if not request_of(before).agreed:
        assert list(told(after, answerer)) and list(told(after, "anna")), "both at once"


def test_every_step_of_the_table_can_be_reached() -> None:
    assert STEPS - find_ways().keys() == set()
    assert find_ways().keys() - STEPS == set()


@pytest.mark.parametrize(("asker", "others"), list(product(RENDERERS, RENDERERS)))
def test_on_every_pair_of_platforms_contact_data_pass_with_the_yes_and_not_before(
    asker: str, others: str
) -> None:
    reached: dict[tuple[str, tuple[Move, ...]], Dialogue] = {}
    met: set[Status] = set()
    for where, way in find_ways().values():
        if (where, ()) not in reached:
            reached[where, ()] = begin(where, asker, others)
            check(reached[where, ()], reached[where, ()])
        for length in range(1, len(way) + 1):
            if (where, way[:length]) not in reached:
                before = reached[where, way[: length - 1]]
                after = reached[where, way[:length]] = move(before, *way[length - 1])
                check(before, after)
                met.add(request_of(after).status)
                for name, look in LOOKS:
                    check(after, move(after, name, look))
    assert met == set(Status)


def test_what_is_searched_for_is_found_where_it_may_be_seen() -> None:
    where, way = find_ways()[Status.AT_AGENCY, Event.ACCEPT, Party.AGENCY]
    dialogue = begin(where)
    for name, said in way:
        dialogue = move(dialogue, name, said)
    assert set(told(dialogue, "li")) == set(SECRETS["anna"]) and set(told(dialogue, "anna"))
