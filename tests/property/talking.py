"""What the people of the crash tests do next: forward in their dialogue, a choice on offer, or anything."""

from dataclasses import dataclass

from directory.domain.person import Address
from handlers.messages import Choice, Memory, Update, UpdateKind
from handlers.states import Answering, Browsing, Deleting, Drafting
from tests.property.crashing import (
    POISON,
)
from tests.property.players import (
    ANNA,
    CHEN,
    INTRODUCED_AS,
    LI,
)
from tests.property.world import World

FORWARD, CHOOSE, SAY = "forward", "choose", "say"

QUESTIONS = {ANNA: "Fliesen", CHEN: "刀具", LI: "刀具"}
GOALS = {
    ANNA: "Großformatige Fliesen, rufen Sie +49 212 5551234 an",
    CHEN: "我们需要厨房刀具，微信 chenli_88",
    LI: "我们需要厨房刀具，邮箱 liwei@tiles.example",
}
START = "c-1"  # a link to an entry
SIDESTEPS = (
    "/requests",
    "/data",
    "/cancel",
    "/back",
    "/delete",
    "/help",
    "English",
    START,
    "7",
    POISON,
)


@dataclass(frozen=True, slots=True)
class Move:
    """One thing a person does; `number` picks among what is possible."""

    kind: str
    number: int


def build_update(world: World, address: Address, move: Move) -> Update:
    """The update that a move comes to in the conversation as it stands."""
    memory = world.find_memory(address)
    update_id = str(len(world.sent) + 1)
    if move.kind == FORWARD:
        said = _go_forward(address, memory, move.number)
    elif move.kind == CHOOSE and memory.offered:
        said = memory.offered[move.number % len(memory.offered)]
    else:
        said = SIDESTEPS[move.number % len(SIDESTEPS)]
    if isinstance(said, str):
        kind = UpdateKind.START if said == START else UpdateKind.TEXT
        return Update(update_id, address, kind, said)
    if address == CHEN:  # without buttons: by number
        return Update(update_id, address, UpdateKind.TEXT, str(memory.offered.index(said) + 1))
    return Update(update_id, address, UpdateKind.CHOICE, said.label, said.id)


# A whole story with every kind of command: Anna finds, agrees, introduces herself, asks; Chen asks back
# and agrees, in China twice, Anna answers, Chen accepts and says who she is; Li, a colleague, leaves.
STORY = (
    *[(ANNA, Move(FORWARD, 0))] * 7,
    (CHEN, Move(FORWARD, 2)),
    *[(CHEN, Move(FORWARD, 0))] * 3,
    *[(ANNA, Move(FORWARD, 0))] * 2,
    *[(CHEN, Move(FORWARD, 0))] * 2,
    (LI, Move(SAY, SIDESTEPS.index("/delete"))),
    (LI, Move(FORWARD, 1)),
)


def choose_who_is_next(world: World) -> Address:
    """Whoever has a request or a question to answer; else Anna."""
    for address in (CHEN, LI):
        memory = world.find_memory(address)
        if isinstance(memory.state, Answering) or any(map(_is_answer, memory.offered)):
            return address
    return ANNA


def ask_for_introduction(world: World) -> None:
    """Anna, who has agreed already, asks the first company for an introduction, undisturbed."""
    for _ in range(5):
        world.write(build_update(world, ANNA, Move(FORWARD, 0)))
        world.finish()


def _go_forward(address: Address, memory: Memory, number: int) -> Choice | str:
    """What leads on towards an introduction, asked for or answered."""
    match memory.state:
        case Drafting(step="who" | "contact") | Answering(step="contact"):
            return INTRODUCED_AS[address]
        case Drafting(step="goal" | "why") | Answering(step="question" | "reply" | "message"):
            return GOALS[address]
        case Drafting(step="consent") | Answering(step="consent"):
            return _find(memory, "ok:yes") or "/back"
        case Drafting(step="preview"):
            return _find(memory, "s:send") or "/back"
        case Answering(step="reason"):
            return _find(memory, "r:") or "/back"
        case Deleting():
            return _find(memory, "d:yes" if number % 3 else "m:cancel") or "/cancel"
    requests = [choice for choice in memory.offered if _is_answer(choice)]
    if requests:
        return requests[number % len(requests)]
    if isinstance(memory.state, Browsing):
        cards = [choice for choice in memory.offered if choice.id.startswith("c:")]
        if cards and address != CHEN:  # buttons of a card seen before stay where they are
            return Choice(f"i:{cards[number % len(cards)].id.removeprefix('c:')}", "Introduce me")
        return _find(memory, "i:") or (cards[number % len(cards)] if cards else QUESTIONS[address])
    return QUESTIONS[address]


def _find(memory: Memory, prefix: str) -> Choice | None:
    return next((choice for choice in memory.offered if choice.id.startswith(prefix)), None)


def _is_answer(choice: Choice) -> bool:
    kind, _, rest = choice.id.partition(":")
    return kind == "q" and rest.partition(":")[2] in ("accept", "decline", "ask", "reply", "withdraw")
