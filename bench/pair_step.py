#!/usr/bin/env python3
"""Pairs bench-step with its PyTorch peer in one run, in turn, and prints medians and the ratio pair by pair.

pair_step.py BUILD_DIRECTORY RECIPE [--pairs N] [--steps N] [--tuned-peer]

bench-step runs with what Ganvas's programs set for themselves (tuneLibraries in core/session/session_loader.h). The peer
runs as PyTorch comes; with --tuned-peer it gets the same settings.
"""
import argparse
import os
import pathlib
import re
import statistics
import subprocess


def tuned():
    cpu = pathlib.Path("/proc/cpuinfo").read_text()
    kernels = {"OPENBLAS_CORETYPE": "SkylakeX"} if "AuthenticAMD" in cpu and "avx512vl" in cpu else {}
    return {"GOMP_SPINCOUNT": "1000", **kernels, **os.environ}


TUNED = tuned()


def pictures_per_second(command, environment):
    text = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    return float(re.search(r"([\d.]+) pictures/s", text).group(1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("recipe")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--tuned-peer", action="store_true")
    options = parser.parse_args()
    steps = ["--steps", str(options.steps)]
    ours = [str(options.build / "bin" / "bench-step"), options.recipe, *steps]
    peer = [options.python, str(pathlib.Path(__file__).parent / "peers" / "train_step.py"), options.recipe, *steps]
    peers = TUNED if options.tuned_peer else dict(os.environ)
    rows = [(pictures_per_second(ours, TUNED), pictures_per_second(peer, peers)) for _ in range(options.pairs)]
    for a, b in rows:
        print(f"Ganvas {a:8.1f}   PyTorch {b:8.1f} pictures/s   ratio {a / b:.2f}")
    ratios = [a / b for a, b in rows]
    print(f"median: Ganvas {statistics.median(a for a, _ in rows):.1f}, "
          f"PyTorch {statistics.median(b for _, b in rows):.1f} pictures/s, "
          f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
