"""Command line of the specimen generator."""

import argparse
import sys
import time
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "kiosk-config" / "samples"

HELP = """\
Makes photographs of documents as a desk camera above a counter sees them. The people are
invented and every document is marked 見本 SAMPLE. The same command rebuilds the same bytes.

examples (in the folder tools):
  python -m specimens --samples                   rebuild kiosk-config/samples
  python -m specimens --check                     check what is there: digits, sizes, completeness
  python -m specimens --set my-number --count 300 --seed 7 --out /tmp/my-number
  python -m specimens --set quality --count 500 --level hard --out /tmp/quality
"""


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        "specimens", usage="python -m specimens (--samples | --check | --set NAME --out DIR) [options]",
        description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter)
    work = made.add_mutually_exclusive_group(required=True)
    work.add_argument("--samples", action="store_true", help="build what the kiosk ships with: stills, faults, a sequence, cases")
    work.add_argument("--check", action="store_true", help="check the samples that are there; 1 when something is wrong")
    work.add_argument("--set", choices=("documents", "my-number", "layouts", "quality", "hands", "pairs", "desks", "empty"), dest="name",
                      help="make an evaluation set with its truth.json")
    made.add_argument("--out", type=Path, metavar="DIR", help="where to (--samples, --check: kiosk-config/samples)")
    made.add_argument("--count", type=int, default=100, metavar="N", help="pictures in the set (100)")
    made.add_argument("--seed", type=int, default=1, metavar="S", help="another seed, another set (1)")
    made.add_argument("--level", choices=("easy", "medium", "hard", "mixed"), default="mixed",
                      help="how much tilt, blur, noise, clutter (mixed: by turns)")
    made.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (1); the result is the same")
    return made


def main() -> int:
    arguments = parser()
    options = arguments.parse_args()
    if options.name and options.out is None:
        arguments.error("--set needs --out DIR")
    if options.count < 1 or options.jobs < 1 or options.seed < 0:
        arguments.error("--count and --jobs are 1 or more, --seed is not negative")
    from .fonts import missing_packages

    missing = missing_packages()
    if missing:
        print(f"Fonts are missing. Install them: apt-get install {' '.join(missing)}", file=sys.stderr)
        return 2
    began = time.monotonic()
    # Imported late: --help answers without drawing libraries.
    from . import check, samples, sets

    if options.check:
        return check.run(options.out or SAMPLES)
    if options.samples:
        out = options.out or SAMPLES
        count = samples.build(out)
    else:
        out = options.out
        count = sets.build(options.name, options.count, options.seed, options.level, out, options.jobs)
    print(f"{count} pictures in {out}, {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
