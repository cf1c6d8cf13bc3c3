#!/usr/bin/env python3
"""Trainable parameters of the thirteen GAN-101 pairs, counted by the Keras formulas.

Writes counts.tsv beside itself: model, generator, discriminator. The networks are written down here from the seed
document (GAN-101 on CIFAR-10), not from the recipes, so that the two can disagree. Only the standard library is used.

    python3 tests/golden/gan101-parameters/count.py
"""

import pathlib

LATENT = 128
CLASSES = 10


class Network:
    """Follows a tensor's shape through layers and adds up what is trainable, as Keras's summary() does."""

    def __init__(self, *shape):
        self.shape = shape  # (features,) or (height, width, channels)
        self.count = 0

    def dense(self, units, bias=True):
        (features,) = self.shape
        self.count += features * units + (units if bias else 0)
        self.shape = (units,)
        return self

    def reshape(self, height, width, channels):
        (features,) = self.shape
        assert features == height * width * channels
        self.shape = (height, width, channels)
        return self

    def flatten(self):
        height, width, channels = self.shape
        self.shape = (height * width * channels,)
        return self

    def conv(self, filters, kernel, stride=1, bias=True):
        height, width, channels = self.shape
        self.count += kernel * kernel * channels * filters + (filters if bias else 0)
        self.shape = (-(-height // stride), -(-width // stride), filters)
        return self

    def conv_transpose(self, filters, kernel, stride=2):
        height, width, channels = self.shape
        self.count += kernel * kernel * channels * filters + filters
        self.shape = (height * stride, width * stride, filters)
        return self

    def upsample(self):
        height, width, channels = self.shape
        self.shape = (2 * height, 2 * width, channels)
        return self

    def batch_norm(self):
        self.count += 2 * self.shape[-1]  # gamma and beta; the moving averages are not trainable
        return self

    def prelu(self):
        elements = 1
        for side in self.shape:
            elements *= side
        self.count += elements
        return self

    def self_attention(self):
        channels = self.shape[-1]
        query = channels // 8
        self.count += 2 * (channels * query + query)  # query and key
        self.count += channels * channels + channels  # value
        self.count += 1  # gamma
        return self

    def global_average_pool(self):
        self.shape = (self.shape[-1],)
        return self

    def join_label(self):
        """One-hot: more features of a vector, more planes of a picture."""
        self.shape = self.shape[:-1] + (self.shape[-1] + CLASSES,)
        return self


def noise():
    return Network(LATENT)


def picture():
    return Network(32, 32, 3)


def dcgan_1_generator(network):
    network.dense(4 * 4 * 256).reshape(4, 4, 256)
    for _ in range(3):
        network.upsample().conv(128, 3)
    return network.conv(3, 3)


def dcgan_1_discriminator():
    network = picture().conv(64, 3).conv(128, 3, 2).conv(128, 3, 2).conv(256, 3, 2)
    return network.flatten().dense(1)


def dcgan_2_generator():
    network = noise().dense(8 * 8 * 128).reshape(8, 8, 128).batch_norm()
    return network.conv_transpose(128, 5).batch_norm().conv_transpose(3, 5)


def dcgan_2_discriminator(attention=False):
    network = picture().conv(64, 5, 2).conv(128, 5, 2).batch_norm()
    if attention:
        network.self_attention()
    return network.flatten().dense(1)


def dcgan_3_generator():
    return noise().dense(8 * 8 * 128).reshape(8, 8, 128).upsample().conv(128, 3).upsample().conv(3, 3)


def dcgan_3_discriminator(attention=False):
    network = picture().conv(64, 3, 2).conv(128, 3, 2)
    if attention:
        network.self_attention()
    return network.flatten().dense(1)


def dcgan_4_generator(attention=False):
    network = noise().dense(4 * 4 * 512).reshape(4, 4, 512).batch_norm().prelu()
    for filters in (256, 128):
        network.conv_transpose(filters, 5).batch_norm().prelu()
    if attention:
        network.self_attention()
    return network.conv_transpose(3, 5)


def dcgan_4_discriminator():
    network = picture()
    for filters in (64, 128, 256, 512):
        network.conv(filters, 4, 2)  # the spectral norm's vectors are not trainable
    return network.flatten().dense(1)


def dcgan_5_generator():
    network = noise().dense(2 * 2 * 512, bias=False).reshape(2, 2, 512)
    for filters in (128, 64, 64):
        network.upsample().conv(filters, 3, bias=False).batch_norm()
    return network.upsample().conv(3, 3, bias=False)


def cgan_test_discriminator():
    network = picture().join_label().conv(64, 3).conv(128, 3, 2).conv(128, 3, 2)
    return network.flatten().dense(1)


def cgan_1_generator():
    network = noise().join_label().dense(2 * 2 * 512).batch_norm().prelu().reshape(2, 2, 512)
    for filters in (256, 128, 64):
        network.conv_transpose(filters, 4).batch_norm().prelu()
    return network.conv_transpose(3, 4)


def cgan_1_discriminator():
    network = picture()
    for filters in (64, 128, 256, 512):
        network.conv(filters, 4, 2).batch_norm()
    return network.global_average_pool().join_label().dense(512).dense(1)


def cgan_3_generator():
    network = noise().join_label().dense(2 * 2 * 512).reshape(2, 2, 512).batch_norm().prelu()
    for filters in (256, 128, 64):
        skip = Network(*network.shape).upsample().conv(filters, 1, bias=False)
        network.conv_transpose(filters, 5).batch_norm().prelu()
        assert skip.shape == network.shape
        network.count += skip.count
    return network.conv_transpose(3, 5)


PAIRS = {
    "dcgan-1": (dcgan_1_generator(noise()), dcgan_1_discriminator()),
    "dcgan-2": (dcgan_2_generator(), dcgan_2_discriminator()),
    "dcgan-3": (dcgan_3_generator(), dcgan_3_discriminator()),
    "dcgan-4": (dcgan_4_generator(), dcgan_4_discriminator()),
    "dcgan-5": (dcgan_5_generator(), dcgan_3_discriminator()),
    "cgan-test": (dcgan_1_generator(noise().join_label()), cgan_test_discriminator()),
    "cgan-1": (cgan_1_generator(), cgan_1_discriminator()),
    "cgan-2": (cgan_1_generator(), cgan_1_discriminator()),  # without the ReLU and with spectral norm: the same counts
    "cgan-3": (cgan_3_generator(), cgan_1_discriminator()),
    "wgan-1": (dcgan_1_generator(noise()), dcgan_3_discriminator()),
    "wgan-2": (dcgan_2_generator(), dcgan_4_discriminator()),
    "sadcgan-1": (dcgan_2_generator(), dcgan_2_discriminator(attention=True)),
    "sadcgan-2": (dcgan_4_generator(attention=True), dcgan_3_discriminator(attention=True)),
}


def main():
    lines = ["model\tgenerator\tdiscriminator"]
    for model, (generator, discriminator) in PAIRS.items():
        assert generator.shape == (32, 32, 3), model
        assert discriminator.shape == (1,), model
        lines.append(f"{model}\t{generator.count}\t{discriminator.count}")
    (pathlib.Path(__file__).parent / "counts.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
