"""What a question means, where an entry says the very same: it is known, and nothing is encoded."""

from directory.search.arrays import Keys
from directory.search.bridge import Sense
from directory.search.generation import Generation
from directory.search.grams import word_keys
from directory.search.segment import Segment


def find_sense(generation: Generation, text: str) -> Sense | None:
    """The sense of a text that is, letter by letter, a term of some entry, as encoding it would give it."""
    keys = word_keys(text)
    for part in generation.parts if len(keys) else ():
        columns, term = part.segment.columns, _find_term(part.segment, text, keys)
        if term is not None:
            filled = columns.weight[term] > 0
            vector = columns.small[term] * columns.scale[term]
            weights = columns.weight[term][filled]
            return Sense(vector, columns.profile[term][filled], weights, float(columns.hub[term]))
    return None


def _find_term(segment: Segment, text: str, keys: Keys) -> int | None:
    places, counts = segment.words.look_up(keys)
    rarest = int(counts.argmin())
    if not counts[rarest]:
        return None
    start, ends = segment.words.ends[places[rarest]], segment.columns.terms.ends
    numbers = segment.words.numbers[start : start + counts[rarest]]
    size = len(text.encode("utf-8", "surrogatepass"))
    alike = numbers[ends[numbers + 1] - ends[numbers] == size]
    return next((term for term in alike.tolist() if segment.columns.terms[term] == text), None)
