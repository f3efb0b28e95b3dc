"""What each part of the search is worth: everything, and without one part after the other.

usage: python -m benchmarks.ablation [PAIRS.tsv ...]

Pairs as for `benchmarks.eval_search`; the questions of our own are always asked. About a minute each.
"""

import subprocess
import sys

from benchmarks.eval_search import PARTS


def main() -> None:
    """Run the other benchmarks, each in a process of its own: one part less changes module constants."""
    for part in ("", *PARTS):
        print(f"== {'without ' + part if part else 'everything'}", flush=True)
        less = ["--without", part] if part else []
        runs = [["benchmarks.eval_search", pairs, *less] for pairs in sys.argv[1:]]
        for arguments in [*runs, ["benchmarks.eval_questions", *less]]:
            subprocess.run([sys.executable, "-m", *arguments], check=True)


if __name__ == "__main__":
    main()
