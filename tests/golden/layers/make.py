#!/usr/bin/python3
"""Writes layers.json: what each layer should compute, worked out in float64 with PyTorch's own operators.

    tests/golden/layers/make.py        (needs python3-torch)

A case holds layer lines, the input's shape and, for loss = sum(output · pull): the output, the gradients towards
the input and the parameters, and those of the penalty sum(towards_input²), which take a second derivative. Inputs,
parameters and pulls are sines, so that they need not be stored: wave() here and in tests/nn/golden_test.cpp agree.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def wave(count, step, start, scale=1.0):
    return scale * torch.sin(step * torch.arange(count) + start)


class Flat:
    """Hands out a network's flat parameters (and buffers) piece by piece, in the order of the layer lines."""

    def __init__(self, values):
        self.values, self.at = values, 0

    def take(self, *shape):
        count = math.prod(shape)
        piece = self.values[self.at : self.at + count].reshape(shape)
        self.at += count
        return piece

    def kernel(self, first, second, k):  # in channels_last memory
        return self.take(first, k, k, second).permute(0, 3, 1, 2)


def same_pad(x, k, s):
    def pads(size):
        total = max((-(-size // s) - 1) * s + k - size, 0)
        return total // 2, total - total // 2

    return F.pad(x, (*pads(x.shape[3]), *pads(x.shape[2])))


def conv(x, p, channels, k, s=1, weight=None):
    weight = p.kernel(channels, x.shape[1], k) if weight is None else weight
    return F.conv2d(same_pad(x, k, s), weight, p.take(channels), s)


def conv_transpose(x, p, channels, k, s, normal=lambda w: w):
    weight = normal(p.kernel(x.shape[1], channels, k))
    crop = (k - s) // 2
    full = F.conv_transpose2d(x, weight, None, s)
    full = full[:, :, crop : crop + x.shape[2] * s, crop : crop + x.shape[3] * s]
    return full + p.take(channels).view(1, -1, 1, 1)


def linear(x, p, features, normal=lambda w: w):
    weight = normal(p.take(features, x.shape[1]))
    return F.linear(x, weight, p.take(features))


def flatten(x):
    return x.permute(0, 2, 3, 1).reshape(x.shape[0], -1)


def as_picture(x, h, w, c):
    return x.reshape(-1, h, w, c).permute(0, 3, 1, 2)


def prelu_element(x, p):
    if x.dim() == 2:
        slope = p.take(x.shape[1])
    else:
        slope = p.take(x.shape[2], x.shape[3], x.shape[1]).permute(2, 0, 1)
    return torch.where(x > 0, x, slope * x)


def batch_norm(x, p):
    c = x.shape[1]
    return F.batch_norm(x, None, None, p.take(c), p.take(c), True, 0.1, 1e-3)


def group_norm(x, p, groups, eps=1e-5):
    c = x.shape[1]
    return F.group_norm(x, groups, p.take(c), p.take(c), eps)


def self_attention(x, p, width):
    n, c, h, w = x.shape
    weights = [p.take(k, c) for k in (width, width, c)]
    biases = [p.take(k) for k in (width, width, c)]
    q, k, v = (F.conv2d(x, w_[:, :, None, None], b).flatten(2) for w_, b in zip(weights, biases))
    attention = torch.softmax(torch.einsum("ncq,nck->nqk", q, k), 2)
    seen = torch.einsum("nqk,nck->ncq", attention, v).reshape(n, c, h, w)
    return x + p.take(1) * seen


def planes(features, x):
    return features if x.dim() == 2 else features[:, :, None, None].expand(-1, -1, *x.shape[2:])


def join(x, features):
    return torch.cat([x, planes(features, x)], 1)


def minibatch_stddev(x, group):
    n = x.shape[0]
    parts = x.reshape(group, n // group, -1)
    spread = (parts.var(0, unbiased=False) + 1e-8).sqrt().mean(1)
    return join(x, spread.repeat(group)[:, None])


def labels(n, classes):
    return torch.arange(n) * 2 % classes


def timesteps(n):
    return torch.arange(n) * 37 + 3


def one_hot(x, classes):
    return join(x, F.one_hot(labels(x.shape[0], classes), classes).to(x))


def projection(x, p, classes):
    w, b, vectors = p.take(1, x.shape[1]), p.take(1), p.take(classes, x.shape[1])
    return F.linear(x, w, b) + (x * vectors[labels(x.shape[0], classes)]).sum(1, keepdim=True)


def add_timestep(x, p, width):
    c, half = x.shape[1], width // 2
    frequencies = torch.tensor([10000 ** (-i / max(half - 1, 1)) for i in range(half)])
    angles = timesteps(x.shape[0])[:, None] * frequencies
    waves = torch.cat([angles.sin(), angles.cos()], 1)
    w1, b1, w2, b2 = p.take(c, width), p.take(c), p.take(c, c), p.take(c)
    return x + planes(F.linear(F.silu(F.linear(waves, w1, b1)), w2, b2), x)


def spectral(buffers, dim):
    """W/σ by PyTorch's own parametrisation, whose vectors start from ours (the buffers) and take one step."""

    def normal(weight):
        matrix = weight.transpose(0, dim).flatten(1) if dim else weight.flatten(1)
        u = F.normalize(buffers.take(matrix.shape[0]), dim=0)
        buffers.take(matrix.shape[1])  # v follows from u
        module = torch.nn.Linear(1, 1)
        module.weight = torch.nn.Parameter(torch.zeros(weight.shape))
        torch.nn.utils.parametrizations.spectral_norm(module, dim=dim)
        norm = module.parametrizations.weight[0]
        norm._u.copy_(u)
        return norm.train()(weight)

    return normal


def residual(x, p, b):
    kept = x
    x = F.leaky_relu(conv(x, p, 3, 3), 0.2)
    return x + kept


def unet(x, p, b):
    kept = F.relu(conv(x, p, 4, 3))
    x = F.silu(conv(kept, p, 5, 3, 2))
    x = conv(F.interpolate(x, scale_factor=2), p, 4, 3)
    return conv(torch.cat([x, kept], 1), p, 2, 1)


def side_branch(x, p, b):
    main = F.relu(conv_transpose(x, p, 4, 4, 2))
    side = conv(F.interpolate(x, scale_factor=2), p, 4, 1)
    return side + main


def critic(x, p, b):
    x = F.leaky_relu(conv(x, p, 4, 4, 2), 0.2)
    x = F.leaky_relu(group_norm(conv(x, p, 6, 4, 2), p, 6), 0.2)
    return linear(flatten(x), p, 1)


VECTOR, PICTURE = [4, 6], [4, 8, 4, 4]  # N×F, N×C×H×W

CASES = [
    ("linear", ["linear 5"], VECTOR, lambda x, p, b: linear(x, p, 5)),
    ("linear to a picture", ["linear 2x3x4"], VECTOR, lambda x, p, b: as_picture(linear(x, p, 24), 2, 3, 4)),
    ("reshape", ["reshape 1x2x3"], VECTOR, lambda x, p, b: as_picture(x, 1, 2, 3)),
    ("flatten", ["flatten"], PICTURE, lambda x, p, b: flatten(x)),
    ("conv", ["conv 5 k4 s2"], [2, 3, 6, 5], lambda x, p, b: conv(x, p, 5, 4, 2)),
    ("conv 3", ["conv 5 k3"], [2, 3, 4, 5], lambda x, p, b: conv(x, p, 5, 3)),
    ("conv 1", ["conv 5 k1"], [2, 3, 4, 4], lambda x, p, b: conv(x, p, 5, 1)),
    ("conv_transpose 4", ["conv_transpose 5 k4 s2"], [2, 3, 3, 4], lambda x, p, b: conv_transpose(x, p, 5, 4, 2)),
    ("conv_transpose 5", ["conv_transpose 5 k5 s2"], [2, 3, 3, 4], lambda x, p, b: conv_transpose(x, p, 5, 5, 2)),
    ("upsample", ["upsample 3"], [2, 3, 2, 2], lambda x, p, b: F.interpolate(x, scale_factor=3)),
    ("upsample and conv", ["upsample 2", "conv 4 k3"], [2, 3, 3, 4],
     lambda x, p, b: conv(F.interpolate(x, scale_factor=2), p, 4, 3)),
    ("pixel_shuffle", ["pixel_shuffle 2"], [2, 8, 3, 2], lambda x, p, b: F.pixel_shuffle(x, 2)),
    ("average_pool", ["average_pool 2"], [2, 3, 4, 6], lambda x, p, b: F.avg_pool2d(x, 2)),
    ("global_average_pool", ["global_average_pool"], PICTURE, lambda x, p, b: x.mean((2, 3))),
    ("batch_norm", ["batch_norm"], PICTURE, lambda x, p, b: batch_norm(x, p)),
    ("batch_norm of features", ["batch_norm"], VECTOR, lambda x, p, b: batch_norm(x, p)),
    ("batch_norm and relu", ["conv 4 k3", "batch_norm", "leaky_relu 0.1"], PICTURE,
     lambda x, p, b: F.leaky_relu(batch_norm(conv(x, p, 4, 3), p), 0.1)),
    ("layer_norm", ["layer_norm"], PICTURE, lambda x, p, b: group_norm(x, p, 1)),
    ("layer_norm of features", ["layer_norm eps=1e-3"], VECTOR, lambda x, p, b: group_norm(x, p, 1, 1e-3)),
    ("instance_norm", ["instance_norm"], PICTURE, lambda x, p, b: group_norm(x, p, 8)),
    ("group_norm", ["group_norm 4"], PICTURE, lambda x, p, b: group_norm(x, p, 4)),
    ("group_norm of features", ["group_norm 2"], VECTOR, lambda x, p, b: group_norm(x, p, 2)),
    ("leaky_relu", ["leaky_relu 0.3"], PICTURE, lambda x, p, b: F.leaky_relu(x, 0.3)),
    ("relu", ["relu"], PICTURE, lambda x, p, b: F.relu(x)),
    ("silu", ["silu"], PICTURE, lambda x, p, b: F.silu(x)),
    ("tanh", ["tanh"], PICTURE, lambda x, p, b: torch.tanh(x)),
    ("sigmoid", ["sigmoid"], PICTURE, lambda x, p, b: torch.sigmoid(x)),
    ("prelu", ["prelu"], PICTURE, lambda x, p, b: prelu_element(x, p)),
    ("prelu of features", ["prelu"], VECTOR, lambda x, p, b: prelu_element(x, p)),
    ("prelu of channels", ["prelu channel"], PICTURE, lambda x, p, b: F.prelu(x, p.take(8))),
    ("self_attention", ["self_attention 4"], PICTURE, lambda x, p, b: self_attention(x, p, 2)),
    ("minibatch_stddev", ["minibatch_stddev"], PICTURE, lambda x, p, b: minibatch_stddev(x, 4)),
    ("minibatch_stddev of groups", ["minibatch_stddev 3"], PICTURE, lambda x, p, b: minibatch_stddev(x, 2)),
    ("minibatch_stddev of features", ["minibatch_stddev 2"], VECTOR, lambda x, p, b: minibatch_stddev(x, 2)),
    ("label_one_hot", ["label_one_hot"], VECTOR, lambda x, p, b: one_hot(x, 3)),
    ("label_one_hot planes", ["label_one_hot"], [2, 3, 2, 3], lambda x, p, b: one_hot(x, 3)),
    ("label_embedding", ["label_embedding 2"], VECTOR, lambda x, p, b: join(x, p.take(3, 2)[labels(4, 3)])),
    ("label_embedding planes", ["label_embedding 2"], [2, 3, 2, 3], lambda x, p, b: join(x, p.take(3, 2)[labels(2, 3)])),
    ("label_projection", ["label_projection"], VECTOR, lambda x, p, b: projection(x, p, 3)),
    ("add_timestep", ["add_timestep 6"], [3, 4, 2, 2], lambda x, p, b: add_timestep(x, p, 6)),
    ("add_timestep of features", ["add_timestep 2"], VECTOR, lambda x, p, b: add_timestep(x, p, 2)),
    ("features", ["features", "tanh"], VECTOR, lambda x, p, b: torch.tanh(x)),
    ("residual", ["save a", "conv 3 k3", "leaky_relu", "add a"], [2, 3, 4, 4], residual),
    ("u-net", ["conv 4 k3", "relu", "save a", "conv 5 k3 s2", "silu", "upsample 2", "conv 4 k3", "concat a",
               "conv 2 k1"], [2, 3, 4, 4], unet),
    ("side branch", ["save a", "conv_transpose 4 k4 s2", "relu", "save b", "load a", "upsample 2", "conv 4 k1",
                     "add b"], [2, 3, 3, 3], side_branch),
    ("critic", ["conv 4 k4 s2", "leaky_relu", "conv 6 k4 s2", "instance_norm", "leaky_relu", "flatten", "linear 1"],
     [3, 3, 8, 8], critic),
    ("spectral_norm linear", ["linear 5 spectral_norm"], VECTOR, lambda x, p, b: linear(x, p, 5, spectral(b, 0))),
    ("spectral_norm conv", ["conv 5 k3 spectral_norm"], [2, 3, 4, 4],
     lambda x, p, b: conv(x, p, 5, 3, 1, channels_last_spectral(p.kernel(5, 3, 3), b))),
    ("spectral_norm upsample conv", ["upsample 2", "conv 5 k3 spectral_norm"], [2, 3, 3, 3],
     lambda x, p, b: conv(F.interpolate(x, scale_factor=2), p, 5, 3, 1, channels_last_spectral(p.kernel(5, 3, 3), b))),
    ("spectral_norm conv_transpose", ["conv_transpose 5 k4 s2 spectral_norm"], [2, 3, 3, 3],
     lambda x, p, b: conv_transpose(x, p, 5, 4, 2, spectral(b, 1))),
]


def channels_last_spectral(weight, buffers):
    return spectral(buffers, 0)(weight)


def rounded(tensor):
    return [float(f"{v:.6g}") for v in tensor.detach().flatten().tolist()]


def parameters_of(function, x):
    """How many parameters the case takes: found by running it on more than enough."""
    flat = Flat(wave(20000, 1.0, 0.0))
    function(x, flat, Flat(wave(20000, 0.9, 0.5)))
    return flat.at


def run(name, lines, shape, function):
    x = wave(math.prod(shape), 0.7, 0.3).reshape(shape)
    p = wave(parameters_of(function, x), 1.3, 1.0, 0.5)
    x.requires_grad_()
    p.requires_grad_()
    y = function(x, Flat(p), Flat(wave(20000, 0.9, 0.5)))
    pull = wave(y.numel(), 2.1, 0.1).reshape(y.shape)
    some = lambda t, like: torch.zeros_like(like) if t is None else t
    gx, gp = torch.autograd.grad((y * pull).sum(), [x, p], create_graph=True, allow_unused=True)
    penalty = gx.pow(2).sum()
    case = {"name": name, "lines": lines, "input": shape, "output_shape": list(y.shape), "output": rounded(y),
            "towards_input": rounded(gx), "towards_parameters": rounded(some(gp, p))}
    if penalty.requires_grad:
        hx, hp = torch.autograd.grad(penalty, [x, p], allow_unused=True)
        case["penalty_towards_input"] = rounded(some(hx, x))
        case["penalty_towards_parameters"] = rounded(some(hp, p))
    return case


def main():
    cases = [run(*case) for case in CASES]
    text = "[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n"
    pathlib.Path(__file__).with_name("layers.json").write_text(text)


main()
