"""The one name that Polisearch has among installed packages, its version, and where its rooms are.

In an installed package the five rooms lie in the folder `rooms` beside this file, in a
checkout beside the folder of this file. Importing `polisearch` puts that folder first on the
path of modules: then `import corpus` means ours, whatever else is installed by that name.
"""

import os  # and not pathlib: nothing is imported before the current folder is off the path
import sys

__version__ = "0.1.0"

if sys.argv[:1] == ["-m"] and not sys.flags.safe_path:
    # `python -m polisearch` has put the current folder first.
    del sys.path[0]

_HERE = os.path.dirname(os.path.abspath(__file__))
_IN_A_WHEEL = os.path.join(_HERE, "rooms")

ROOMS: str = _IN_A_WHEEL if os.path.isdir(_IN_A_WHEEL) else os.path.dirname(_HERE)
"""The folder that holds the rooms."""

sys.path[:] = [ROOMS, *(place for place in sys.path if place != ROOMS)]
