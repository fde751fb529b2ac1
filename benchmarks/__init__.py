"""How fast Polisearch is, as ratios of one run: against the limit, against peers, against itself.

`python -m benchmarks` runs all of it; `docs/benchmarks.md` says what each line means.
"""
