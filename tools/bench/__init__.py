"""The benchmark: `python3 test.py bench`. Measures, writes docs/benchmarks.md, and never fails on a figure."""
