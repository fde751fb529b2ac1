"""How do pages without script look? The one sheet of them, in the colours of the front."""

import base64
import hashlib

CSS = """\
:root { color-scheme: light dark; --ink: light-dark(#1d2528, #e6eaea);
  --soft: light-dark(#566167, #a3afb3); --line: light-dark(#dedcd3, #344045);
  --page: light-dark(#ffffff, #14191b);
  --accent: light-dark(#155e63, #7fcdd1);
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia,
    "Liberation Serif", serif; }
body { background: var(--page); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif;
  margin: 0 auto;
  max-width: 44rem; overflow-wrap: anywhere; padding: 1.25rem 1.25rem 4rem; }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:focus-visible { border-radius: 2px; outline: 3px solid var(--accent); outline-offset: 2px; }
header { border-bottom: 1px solid var(--line); margin-bottom: 1.75rem; padding-bottom: 0.6rem; }
header a { color: var(--ink); font-weight: 650; text-decoration: none; }
h1 { font: 600 1.75rem/1.25 var(--serif); margin: 0; }
h2 { font-size: 1.0625rem; margin: 1.9rem 0 0.4rem; }
p { margin: 0.35rem 0; }
.subtitle { color: var(--soft); font-size: 1.125rem; }
.facts, .aside { color: var(--soft); font-size: 0.9375rem; }
.facts bdi + bdi::before { content: "·"; padding: 0 0.45em; }
.text { font-family: var(--serif); }
ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; margin: 0; padding: 0; }
"""

POLICY = (
    "default-src 'none'; "
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(CSS.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""What a browser may load for such a page: this sheet, and nothing else."""
