#!/usr/bin/env python3
"""What the window costs training: the same run headless and in the window, in turn.

window_cost.py BUILD_DIRECTORY [--recipe quickstart] [--steps 300] [--pairs 3]

Prints training time (the run's own, without loading) of each pair and the ratio. Without a display the window is drawn
on Qt's offscreen platform, which paints every pixel but shows none. Also measures, from the start of the process, when
the window has painted first.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time


def seconds_of_newest_run(cli, runs):
    text = subprocess.run([cli, "runs", "--json", "--runs-dir", runs], check=True, capture_output=True, text=True).stdout
    listed = json.loads(text)
    run = listed[0] if isinstance(listed, list) else listed["runs"][0]
    return run["seconds"]


def first_paint(binary, environment):
    start = time.perf_counter()
    with subprocess.Popen([binary], stdout=subprocess.PIPE, text=True, env=environment) as process:
        process.stdout.readline()
        passed = time.perf_counter() - start
        process.terminate()
    return passed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--recipe", default="quickstart")
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--pairs", type=int, default=3)
    options = parser.parse_args()
    binaries = options.build / "bin"
    cli = str(binaries / "ganvas-cli")
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, XDG_CONFIG_HOME=f"{folder}/config", GANVAS_RUNS_DIR=f"{folder}/runs",
                           GANVAS_TRACE_STARTUP="1")
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            environment["QT_QPA_PLATFORM"] = "offscreen"
        paints = [first_paint(str(binaries / "ganvas"), environment) for _ in range(5)]
        print(f"first paint: {1e3 * statistics.median(paints[1:]):.0f} ms after the process starts "
              f"({', '.join(f'{1e3 * p:.0f}' for p in paints)})")

        # The window takes a recipe, so the shortened one becomes a recipe of the user's.
        source = pathlib.Path(__file__).parent.parent / "resources" / "recipes" / f"{options.recipe}.toml"
        lines = [f"steps = {options.steps}" if line.startswith("steps =") else line
                 for line in source.read_text().splitlines()]
        recipes = pathlib.Path(folder) / "config" / "ganvas" / "recipes"
        recipes.mkdir(parents=True)
        (recipes / f"{options.recipe}.toml").write_text("\n".join(lines) + "\n")

        rows = []
        for pair in range(options.pairs):
            headless, window = f"{folder}/headless{pair}", f"{folder}/window{pair}"
            subprocess.run([cli, "train", options.recipe, "--runs-dir", headless], check=True, env=environment,
                           capture_output=True)
            subprocess.run([str(binaries / "bench-window"), options.recipe, window], check=True, env=environment)
            rows.append((seconds_of_newest_run(cli, headless), seconds_of_newest_run(cli, window)))
            print(f"headless {rows[-1][0]:7.2f} s   window {rows[-1][1]:7.2f} s   ratio {rows[-1][1] / rows[-1][0]:.3f}")
        print(f"median ratio window / headless: {statistics.median(w / h for h, w in rows):.3f}")


if __name__ == "__main__":
    main()
