"""Score the search on questions of our own over the sample directory, as the bot would answer them.

usage: python -m benchmarks.eval_questions [--without lexicon|vectors|grams] [--half tuning|checking]
       [--misses]

A German asker sees Chinese entries and the other way round, unless the question names a place. Weights
are set on the tuning half only; the other half was written with it and is looked at as a number.
"""

import argparse

from benchmarks.eval_search import PARTS, build_engine
from tests.search_samples import HALVES, judge, read_cities, read_companies, read_questions


def main() -> None:
    """Print, for each language and half, how many questions are answered rightly."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--without", choices=PARTS, default="")
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    index = build_engine(read_cities(), options.without)
    index.rebuild(read_companies())
    for half in HALVES if options.half is None else (options.half,):
        for language in ("de", "zh", "en"):
            asked = [one for one in read_questions(language) if one.half == half]
            verdicts = [judge(index, one) for one in asked]
            some = [one for one in verdicts if one.question.expected]
            none = [one for one in verdicts if not one.question.expected]
            print(
                f"{half:8} {language}: {len(some)} questions, in first three "
                f"{sum(one.in_first_three for one in some) / len(some):.3f}, shown "
                f"{sum(one.right_shown for one in some) / len(some):.3f}; {len(none)} for nobody, "
                f"answered {sum(one.shown for one in none)}"
            )
            if options.misses:
                for one in verdicts:
                    good = one.in_first_three and one.right_shown if one.question.expected else not one.shown
                    if not good:
                        print("  ", one.describe(index))


if __name__ == "__main__":
    main()
