#!/usr/bin/env python3
"""Pairs bench-step with its PyTorch peer in one run, in turn, and prints medians and the ratio pair by pair.

pair_step.py BUILD_DIRECTORY RECIPE [--pairs N] [--steps N]
"""
import argparse
import pathlib
import re
import statistics
import subprocess


def pictures_per_second(command):
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(re.search(r"([\d.]+) pictures/s", text).group(1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("recipe")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--python", default="/usr/bin/python3")
    options = parser.parse_args()
    steps = ["--steps", str(options.steps)]
    ours = [str(options.build / "bin" / "bench-step"), options.recipe, *steps]
    peer = [options.python, str(pathlib.Path(__file__).parent / "peers" / "train_step.py"), options.recipe, *steps]
    rows = [(pictures_per_second(ours), pictures_per_second(peer)) for _ in range(options.pairs)]
    for a, b in rows:
        print(f"Ganvas {a:8.1f}   PyTorch {b:8.1f} pictures/s   ratio {a / b:.2f}")
    ratios = [a / b for a, b in rows]
    print(f"median: Ganvas {statistics.median(a for a, _ in rows):.1f}, "
          f"PyTorch {statistics.median(b for _, b in rows):.1f} pictures/s, "
          f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
