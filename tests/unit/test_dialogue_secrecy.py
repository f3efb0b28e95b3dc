"""Contact data pass in the turn that accepts and in no other: every path of an introduction is walked.

Both sides do, in every order, everything there is to do with a request, six moves deep; worlds that
look the same to the handlers are walked once. Whatever anybody is sent is searched for the other
side's contact data.
"""

from collections.abc import Iterator
from datetime import timedelta

from directory.domain.introduction import AT_DESK, Status
from handlers.messages import Reply
from handlers.states import Answering
from tests.unit.dialogue import (
    ANNA,
    Dialogue,
    Said,
    Tap,
    begin,
    press,
    send_request,
    visible_texts,
)
from tests.unit.fakes import NOW, TILES

DEPTH = 6
REQUEST = "r000000001"
SECRETS = {
    "anna": ("weber@klingenwerk", "2121234567", "annaweber9"),
    "chen": ("chenli@yuntao", "13800138000", "chenli88"),
}
TELLING = {
    "anna": (
        "Anna Weber, Export: weber@klingenwerk.example",
        "weber (at) klingenwerk (punkt) example, Tel. 0212/1234567, WeChat-ID: annaweber9",
        "ＷＥＢＥＲ＠klingenwerk．example 或 ０２１２ １２３４５６７，微信号是annaweber9",
    ),
    "chen": (
        "加我微信chenli88或打手机13800138000",
        "chenli 艾特 yuntao.example / +86 138-0013-8000 / vx:chenli88",
        "手机号：1 3 8 0 0 1 3 8 0 0 0，邮箱 chenli @ yuntao . example",
    ),
}
ANSWERS = tuple(text for texts in TELLING.values() for text in texts)
MOVES: tuple[tuple[str, Said], ...] = (
    *(("anna", Tap(f"q:{REQUEST}:{action}")) for action in ("show", "withdraw", "reply")),
    *(("chen", Tap(f"q:{REQUEST}:{action}")) for action in ("show", "accept", "decline", "ask")),
    ("chen", Tap("r:not_now")),
    ("chen", Tap("ok:yes")),
    ("chen", Tap("ok:no")),
    ("lin", Tap(f"q:{REQUEST}:show")),
    ("lin", Tap(f"q:{REQUEST}:accept")),
    *(("lin", TELLING["chen"][1]), ("chen", TELLING["chen"][1]), ("anna", TELLING["anna"][1])),
    *((name, Tap("m:requests")) for name in ("anna", "chen", "lin")),
    ("chen", Tap("m:data")),
    ("chen", Tap("m:cancel")),
    ("anna", Tap("d:ask")),
    ("anna", Tap("d:yes")),
    ("time", ""),
)


def plain(reply: Reply) -> str:
    """All that is seen of a reply, without what may stand between the signs of a number."""
    seen = "".join(visible_texts(reply)).casefold()
    return "".join(sign for sign in seen if sign.isalnum() or sign == "@")


def told(dialogue: Dialogue, name: str) -> Iterator[str]:
    """Which of the other side's secrets somebody was sent."""
    other = "anna" if name != "anna" else "chen"
    said = [plain(reply) for reply in dialogue.transcripts.get(name, [])]
    return (secret for secret in SECRETS[other] if any(secret in text for text in said))


def fingerprint(dialogue: Dialogue) -> tuple[object, ...]:
    """What the handlers can tell apart: requests, people, states and languages."""
    world = dialogue.world
    request = world.introductions[REQUEST]
    remarks = tuple((remark.side, remark.text) for remark in request.remarks)
    return (
        request.status,
        request.asker_id,
        request.answered_by,
        remarks[-2:],
        len(remarks) > 2,
        request.reminded_at is not None,
        min(world.now, NOW + timedelta(days=21)),
        tuple((each.id, each.profile, bool(each.consents)) for each in world.persons.values()),
        tuple(dialogue.state(name) for name in ("anna", "chen", "lin")),
    )


def move(before: Dialogue, name: str, said: Said) -> Dialogue:
    after = before.fork()
    if name == "time":
        after.wait(7)
        after.tick()
    else:
        after.say(name, said)
    return after


def check(before: Dialogue, after: Dialogue) -> None:
    """Nothing before both agreed; everything to both in the very turn in which they do."""
    was, now = before.world.introductions[REQUEST], after.world.introductions[REQUEST]
    if now.status is not Status.ACCEPTED:
        for name in ("anna", "chen", "lin"):
            assert not list(told(after, name)), (name, after.transcripts[name][-1])
        return
    if was.status is not Status.ACCEPTED:
        answerer = "chen" if now.answered_by == 1 else "lin"
        assert "weber@klingenwerk" in list(told(after, answerer))
        assert list(told(after, "anna"))
    for name, person_id in (("chen", 1), ("lin", 2)):
        if now.answered_by != person_id:
            assert not list(told(after, name)), (name, after.transcripts[name][-1])


def walk(root: Dialogue) -> tuple[int, set[Status]]:
    """All worlds reachable in DEPTH moves: how many, and the statuses met."""
    seen, level, statuses = {fingerprint(root)}, [root], set()
    for _ in range(DEPTH):
        following = []
        for before in level:
            for name, said in MOVES:
                if said in ANSWERS and not isinstance(before.state(name), Answering):
                    continue  # only a search
                after = move(before, name, said)
                check(before, after)
                statuses.add(after.world.introductions[REQUEST].status)
                if (mark := fingerprint(after)) not in seen:
                    seen.add(mark)
                    following.append(after)
        level = following
    return len(seen), statuses


def requested() -> Dialogue:
    """Anna's request, its texts full of contact data, before Chen and a colleague who know nothing yet."""
    dialogue = begin("de")
    dialogue.add_member("lin", "en", TILES)
    steps: tuple[Said, ...] = (
        Tap(f"i:{TILES}"),
        press("button-agree"),
        f"{ANNA.de}, 0212 1234567, WeChat: annaweber9",
        TELLING["anna"][1],
        TELLING["anna"][2],
        press("button-send"),
    )
    for said in steps:
        dialogue.say("anna", said)
    return dialogue


def test_no_contact_datum_is_seen_by_the_other_side_before_both_agreed_and_all_by_both_after() -> None:
    worlds, statuses = walk(requested())
    assert worlds > 500
    at_agency_or_later = {*AT_DESK, Status.UNREACHED, Status.TALKING, Status.ENDED}
    assert statuses == set(Status) - at_agency_or_later, "these are walked in test_secrecy_everywhere"


def test_the_sender_is_told_so_for_every_disguise_and_the_receiver_never_sees_it() -> None:
    for name, texts in TELLING.items():
        for text in texts:
            dialogue = begin("de")
            send_request(dialogue)
            dialogue.say("chen", press("button-ask-back"))
            dialogue.say("chen", text if name == "chen" else "Wie viel?")
            dialogue.say("anna", press("button-reply"))
            dialogue.say("anna", text if name == "anna" else "Viel.")
            assert not list(told(dialogue, "anna")) and not list(told(dialogue, "chen"))
            masked = [reply.text for reply in dialogue.transcripts[name] if "•••" in reply.text]
            assert masked


def test_what_the_walk_searches_for_is_found_where_it_may_be_seen() -> None:
    dialogue = begin("de")
    send_request(dialogue)
    dialogue.say("chen", press("button-accept"))
    assert list(told(dialogue, "anna")) == list(SECRETS["chen"])
    assert list(told(dialogue, "chen")) == ["weber@klingenwerk"]
