"""Reads a folder of pictures the way most Python trainings do: torchvision's ImageFolder (Pillow) through a DataLoader
with worker processes, resized and cut to one size, collected in memory. Prints pictures per second.

python3 bench/peers/import_peer.py FOLDER [--size N] [--workers N]
"""
import argparse
import time

import torch
from torch.utils.data import DataLoader
from torchvision import datasets, transforms


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--size", type=int, default=32)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    prepare = transforms.Compose(
        [transforms.Resize(arguments.size), transforms.CenterCrop(arguments.size), transforms.PILToTensor()])
    begin = time.perf_counter()
    pictures = datasets.ImageFolder(arguments.folder, prepare)
    shape = (len(pictures), 3, arguments.size, arguments.size)
    pixels = torch.empty(shape, dtype=torch.uint8)
    labels = torch.empty(len(pictures), dtype=torch.int64)
    done = 0
    for batch, batch_labels in DataLoader(pictures, batch_size=256, num_workers=arguments.workers):
        pixels[done:done + len(batch)] = batch
        labels[done:done + len(batch)] = batch_labels
        done += len(batch)
    seconds = time.perf_counter() - begin
    print(f"{done} pictures: {seconds:.2f} s ({done / seconds:.0f} pictures/s)")


if __name__ == "__main__":
    main()
