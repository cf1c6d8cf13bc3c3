#!/usr/bin/python3
"""Writes diffaugment.json: what each of DiffAugment's changes should make of pictures and of the gradient towards them,
worked out in float64 with PyTorch's own operators.

    tests/golden/augmentation/make.py        (needs python3-torch)

The changes are those of the paper (Zhao et al. 2020), with the random numbers given: brightness adds, saturation scales
distances from the mean over the channels, contrast those from the mean of the picture, translation moves by whole
pixels and fills with 0, cutout sets a box of half of each side (rounded), cut off at the border, to 0. Pictures are
wave(0.7, 0.3), the loss is sum(output · wave(2.1, 0.1)): see tests/nn/support.h.
"""

import json
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def wave(shape, step, start):
    return torch.sin(step * torch.arange(torch.Size(shape).numel()) + start).reshape(shape)


def each(values):
    return torch.tensor(values).view(-1, 1, 1, 1)


def brightness(x, amount):
    return x + each(amount)


def saturation(x, factor):
    mean = x.mean(dim=1, keepdim=True)
    return (x - mean) * each(factor) + mean


def contrast(x, factor):
    mean = x.mean(dim=[1, 2, 3], keepdim=True)
    return (x - mean) * each(factor) + mean


def colours(x, added, saturated, contrasted):
    return contrast(saturation(brightness(x, added), saturated), contrasted)


def translation(x, right, down):
    most = 8
    padded = F.pad(x, [most] * 4)
    rows = [
        p[:, most - d : most - d + x.shape[2], most - r : most - r + x.shape[3]] for p, r, d in zip(padded, right, down)
    ]
    return torch.stack(rows)


def cutout(x, left, top):
    keep = torch.ones(x.shape[0], 1, *x.shape[2:])
    high, wide = int(x.shape[2] * 0.5 + 0.5), int(x.shape[3] * 0.5 + 0.5)
    for mask, l, t in zip(keep, left, top):
        mask[:, max(t, 0) : max(t + high, 0), max(l, 0) : max(l + wide, 0)] = 0
    return x * keep


CASES = [
    (brightness, [3, 3, 4, 5], [[-0.5, 0.125, 0.4]]),
    (saturation, [3, 3, 4, 5], [[0.0, 0.75, 1.9]]),
    (contrast, [3, 3, 4, 5], [[0.5, 1.0, 1.4]]),
    (colours, [3, 3, 4, 5], [[0.3, -0.5, 0.1], [0.5, 1.7, 0.0], [1.3, 0.6, 1.1]]),
    (colours, [2, 1, 3, 4], [[0.3, -0.5], [0.5, 1.7], [1.3, 0.6]]),
    (translation, [4, 3, 4, 6], [[1, -2, 0, 6], [-1, 3, 0, 1]]),
    (translation, [3, 1, 5, 5], [[1, -1, 0], [1, 1, -5]]),
    (cutout, [4, 3, 4, 6], [[-1, 4, 1, -3], [2, -1, 1, 0]]),
    (cutout, [3, 1, 5, 5], [[-1, 0, 4], [3, -2, 1]]),
]


def solve(change, shape, draws):
    x = wave(shape, 0.7, 0.3).requires_grad_()
    y = change(x, *draws)
    (y * wave(shape, 2.1, 0.1)).sum().backward()
    return {
        "change": change.__name__,
        "shape": shape,
        "draws": draws,
        "output": [round(v, 9) for v in y.flatten().tolist()],
        "towards_input": [round(v, 9) for v in x.grad.flatten().tolist()],
    }


if __name__ == "__main__":
    path = pathlib.Path(__file__).parent / "diffaugment.json"
    path.write_text("[\n" + ",\n".join(json.dumps(solve(*case)) for case in CASES) + "\n]\n")
