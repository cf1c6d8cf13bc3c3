#!/usr/bin/env python3
"""The training step as one would write it in plain PyTorch: the peer of bench-step.

train_step.py dcgan-3|quickstart|mlp-gan-nonsaturating [--steps N] [--warmup N] [--threads N] [--device D]

Same networks, batch, optimiser and average of the generator as Ganvas's recipes of those names; the loop is the
one of PyTorch's DCGAN tutorial. Pictures are a uint8 tensor in memory, turned to [-1, 1] per batch.
"""
import argparse
import copy
import time

import torch
from torch import nn


class Reshape(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.shape = shape

    def forward(self, x):
        return x.view(x.size(0), *self.shape)


def dcgan3():
    generator = nn.Sequential(
        nn.Linear(128, 8 * 8 * 128), Reshape(128, 8, 8), nn.LeakyReLU(0.2),
        nn.Upsample(scale_factor=2), nn.Conv2d(128, 128, 3, padding=1), nn.LeakyReLU(0.2),
        nn.Upsample(scale_factor=2), nn.Conv2d(128, 3, 3, padding=1), nn.Tanh())
    same = nn.ZeroPad2d((0, 1, 0, 1))  # TensorFlow's 'same' for an even side, kernel 3, stride 2
    discriminator = nn.Sequential(
        same, nn.Conv2d(3, 64, 3, stride=2), nn.LeakyReLU(0.2),
        same, nn.Conv2d(64, 128, 3, stride=2), nn.LeakyReLU(0.2), nn.Flatten(), nn.Linear(8 * 8 * 128, 1))
    return generator, discriminator, dict(latent=128, batch=128, rate=2e-4, decay=0, shape=(3, 32, 32))


def quickstart():
    generator = nn.Sequential(
        nn.Linear(64, 7 * 7 * 128, bias=False), Reshape(128, 7, 7), nn.BatchNorm2d(128), nn.ReLU(),
        nn.ConvTranspose2d(128, 64, 4, stride=2, padding=1, bias=False), nn.BatchNorm2d(64), nn.ReLU(),
        nn.ConvTranspose2d(64, 1, 4, stride=2, padding=1), nn.Tanh())
    discriminator = nn.Sequential(
        nn.Conv2d(1, 64, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
        nn.Conv2d(64, 128, 4, stride=2, padding=1), nn.LeakyReLU(0.2), nn.Flatten(), nn.Linear(7 * 7 * 128, 1))
    return generator, discriminator, dict(latent=64, batch=64, rate=5e-4, decay=0.99, shape=(1, 28, 28))


def mlp():
    generator = nn.Sequential(
        nn.Linear(100, 256), nn.LeakyReLU(0.2), nn.Linear(256, 512), nn.LeakyReLU(0.2),
        nn.Linear(512, 1024), nn.LeakyReLU(0.2), nn.Linear(1024, 784), nn.Tanh(), Reshape(1, 28, 28))
    discriminator = nn.Sequential(
        nn.Flatten(), nn.Linear(784, 1024), nn.LeakyReLU(0.2), nn.Dropout(0.3),
        nn.Linear(1024, 512), nn.LeakyReLU(0.2), nn.Dropout(0.3),
        nn.Linear(512, 256), nn.LeakyReLU(0.2), nn.Dropout(0.3), nn.Linear(256, 1))
    return generator, discriminator, dict(latent=100, batch=128, rate=2e-4, decay=0, shape=(1, 28, 28))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recipe", choices=["dcgan-3", "quickstart", "mlp-gan-nonsaturating"])
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--warmup", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    make = {"dcgan-3": dcgan3, "quickstart": quickstart, "mlp-gan-nonsaturating": mlp}[options.recipe]
    device = torch.device(options.device)
    generator, discriminator, setup = make()
    generator, discriminator = generator.to(device), discriminator.to(device)
    average = copy.deepcopy(generator)
    pictures = torch.randint(0, 256, (10000, *setup["shape"]), dtype=torch.uint8, device=device)
    loss = nn.BCEWithLogitsLoss()
    rate = setup["rate"]
    adam_g = torch.optim.Adam(generator.parameters(), lr=rate, betas=(0.5, 0.999))
    adam_d = torch.optim.Adam(discriminator.parameters(), lr=rate, betas=(0.5, 0.999))
    batch = setup["batch"]
    ones, zeros = torch.ones(batch, 1, device=device), torch.zeros(batch, 1, device=device)

    def step():
        index = torch.randint(0, pictures.size(0), (batch,), device=device)
        real = pictures[index].float() / 127.5 - 1
        discriminator.zero_grad()
        loss(discriminator(real), ones).backward()
        fake = generator(torch.randn(batch, setup["latent"], device=device))
        loss(discriminator(fake.detach()), zeros).backward()
        adam_d.step()
        generator.zero_grad()
        loss(discriminator(fake), ones).backward()
        adam_g.step()
        if setup["decay"]:
            with torch.no_grad():
                for slow, fast in zip(average.parameters(), generator.parameters()):
                    slow.lerp_(fast, 1 - setup["decay"])

    def seconds_for(steps):
        if device.type == "cuda":
            torch.cuda.synchronize()
        start = time.perf_counter()
        for _ in range(steps):
            step()
        if device.type == "cuda":
            torch.cuda.synchronize()
        return time.perf_counter() - start

    seconds_for(options.warmup)
    seconds = seconds_for(options.steps)
    print(f"{options.recipe} in PyTorch {torch.__version__}: {options.steps * batch / seconds:.1f} pictures/s, "
          f"{1e3 * seconds / options.steps:.2f} ms/step")


if __name__ == "__main__":
    main()
