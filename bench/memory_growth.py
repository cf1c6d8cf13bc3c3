#!/usr/bin/env python3
"""Memory of a long run: trains 100,000 steps of a tiny network and prints the process's resident memory along the way.

memory_growth.py BUILD_DIRECTORY [--steps 100000]
"""
import argparse
import pathlib
import subprocess
import tempfile
import time


def resident_mib(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--steps", type=int, default=100000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as runs:
        command = [str(options.build / "bin" / "ganvas-cli"), "train", str(pathlib.Path(__file__).parent / "tiny.toml"),
                   "--steps", str(options.steps), "--runs-dir", runs]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            readings = []
            start = time.perf_counter()
            while process.poll() is None:
                time.sleep(1)
                try:
                    readings.append((time.perf_counter() - start, resident_mib(process.pid)))
                except (FileNotFoundError, ProcessLookupError):
                    break
        readings = [(t, m) for t, m in readings if m]
        for part in range(11):
            t, m = readings[min(len(readings) - 1, part * len(readings) // 10)]
            print(f"{t:6.0f} s  {m:7.1f} MiB")
        print(f"{options.steps} steps in {readings[-1][0]:.0f} s, exit code {process.returncode}")


if __name__ == "__main__":
    main()
