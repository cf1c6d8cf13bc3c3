#!/usr/bin/env python3
"""The training step as one would write it in plain PyTorch: the peer of bench-step.

train_step.py RECIPE [--steps N] [--warmup N] [--threads N] [--device D] [--parameters]

Same networks, losses, batch, optimiser and average of the generator as Ganvas's recipes of those names; the loop is the
one of PyTorch's DCGAN tutorial. Pictures are a uint8 tensor in memory, turned to [-1, 1] per batch. --parameters only
prints how many trainable parameters both networks have, for comparison with `ganvas-cli describe`.
"""
import argparse
import copy
import time

import torch
from torch.nn import functional as F

from peer_networks import PEERS


def bce(discriminator, real, fake, labels, fake_labels):
    ones, zeros = torch.ones(real.size(0), 1, device=real.device), torch.zeros(real.size(0), 1, device=real.device)
    on_real = discriminator(real, labels)[0]
    on_fake = discriminator(fake, fake_labels)[0]
    return F.binary_cross_entropy_with_logits(on_real, ones) + F.binary_cross_entropy_with_logits(on_fake, zeros)


def wgan_gp(discriminator, real, fake, labels, fake_labels):
    mix = torch.rand(real.size(0), 1, 1, 1, device=real.device)
    between = (mix * real + (1 - mix) * fake).requires_grad_(True)
    outputs = discriminator(between, labels)[0]
    gradient, = torch.autograd.grad(outputs.sum(), between, create_graph=True)
    penalty = ((gradient.flatten(1).norm(dim=1) - 1) ** 2).mean()
    critic = discriminator(fake, fake_labels)[0].mean() - discriminator(real, labels)[0].mean()
    return critic + 10 * penalty


def energy(margin):
    def loss(discriminator, real, fake, labels, fake_labels):
        on_real = F.softplus(discriminator(real, labels)[0])
        on_fake = F.softplus(discriminator(fake, fake_labels)[0])
        return on_real.mean() + torch.clamp(margin - on_fake, min=0).mean()
    return loss


def pulling_away(features):
    unit = F.normalize(features)
    n = features.size(0)
    similarity = (unit @ unit.t()) ** 2
    return (similarity.sum() - similarity.diagonal().sum()) / (n * (n - 1))


def generator_loss(peer, fake, fake_labels):
    output, features = peer.discriminator(fake, fake_labels)
    if peer.loss == "wgan-gp":
        return -output.mean()
    if peer.loss == "energy":
        return F.softplus(output).mean() + peer.pulling_away * pulling_away(features)
    return F.binary_cross_entropy_with_logits(output, torch.ones_like(output))


class Loop:
    def __init__(self, peer, device):
        self.peer, self.device = peer, device
        peer.generator.to(device)
        peer.discriminator.to(device)
        self.average = copy.deepcopy(peer.generator)
        self.pictures = torch.randint(0, 256, (10000, *peer.shape), dtype=torch.uint8, device=device)
        self.labels = torch.randint(0, max(peer.classes, 1), (10000,), device=device)
        self.adam_g = torch.optim.Adam(peer.generator.parameters(), lr=peer.rate, betas=peer.betas)
        self.adam_d = torch.optim.Adam(peer.discriminator.parameters(), lr=peer.rate, betas=peer.betas)
        self.loss = {"bce": bce, "wgan-gp": wgan_gp, "energy": energy(peer.margin)}[peer.loss]

    def generate(self):
        peer = self.peer
        z = torch.randn(peer.batch, peer.latent, device=self.device)
        if not peer.classes:
            return peer.generator(z), None
        labels = torch.randint(0, peer.classes, (peer.batch,), device=self.device)
        return peer.generator(z, labels), labels

    def step(self):
        peer = self.peer
        for _ in range(peer.critic_steps):
            index = torch.randint(0, self.pictures.size(0), (peer.batch,), device=self.device)
            real = self.pictures[index].float() / 127.5 - 1
            fake, fake_labels = self.generate()
            peer.discriminator.zero_grad()
            self.loss(peer.discriminator, real, fake.detach(), self.labels[index], fake_labels).backward()
            self.adam_d.step()
        peer.generator.zero_grad()
        generator_loss(peer, fake, fake_labels).backward()
        self.adam_g.step()
        if peer.decay:
            with torch.no_grad():
                for slow, fast in zip(self.average.parameters(), peer.generator.parameters()):
                    slow.lerp_(fast, 1 - peer.decay)

    def seconds_for(self, steps):
        if self.device.type == "cuda":
            torch.cuda.synchronize()
        start = time.perf_counter()
        for _ in range(steps):
            self.step()
        if self.device.type == "cuda":
            torch.cuda.synchronize()
        return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recipe", choices=sorted(PEERS))
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--warmup", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--parameters", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    peer = PEERS[options.recipe]()
    if options.parameters:
        print(options.recipe, *(sum(p.numel() for p in net.parameters()) for net in (peer.generator, peer.discriminator)))
        return
    loop = Loop(peer, torch.device(options.device))
    loop.seconds_for(options.warmup)
    seconds = loop.seconds_for(options.steps)
    pictures = options.steps * peer.batch * peer.critic_steps
    print(f"{options.recipe} in PyTorch {torch.__version__}: {pictures / seconds:.1f} pictures/s, "
          f"{1e3 * seconds / options.steps:.2f} ms/step")


if __name__ == "__main__":
    main()
