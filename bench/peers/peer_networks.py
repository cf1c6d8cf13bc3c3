"""The networks of the peer, written as one would in plain PyTorch. Each function returns a Peer."""
import dataclasses

import torch
from torch import nn
from torch.nn.utils import spectral_norm


@dataclasses.dataclass
class Peer:
    generator: nn.Module
    discriminator: nn.Module  # called as discriminator(pictures, labels): (outputs, features)
    latent: int
    batch: int
    shape: tuple
    rate: float
    betas: tuple = (0.5, 0.999)
    decay: float = 0          # of the generator's average
    classes: int = 0          # 0: no labels
    loss: str = "bce"         # bce, wgan-gp or energy
    critic_steps: int = 1
    pulling_away: float = 0
    margin: float = 1


class Reshape(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.shape = shape

    def forward(self, x):
        return x.view(x.size(0), *self.shape)


class Crop(nn.Module):
    """The odd pixel at the bottom and right of a transposed convolution with an odd kernel."""

    def forward(self, x):
        return x[:, :, :-1, :-1]


class ElementPReLU(nn.Module):
    """Keras's PReLU: a slope for each element."""

    def __init__(self, *shape):
        super().__init__()
        self.slope = nn.Parameter(torch.zeros(shape))

    def forward(self, x):
        return torch.clamp(x, min=0) + self.slope * torch.clamp(x, max=0)


class SelfAttention(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.query = nn.Conv2d(channels, channels // 8, 1)
        self.key = nn.Conv2d(channels, channels // 8, 1)
        self.value = nn.Conv2d(channels, channels, 1)
        self.gamma = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        query, key, value = (f(x).flatten(2) for f in (self.query, self.key, self.value))
        attention = torch.softmax(torch.bmm(query.transpose(1, 2), key), dim=-1)
        return x + self.gamma * torch.bmm(value, attention.transpose(1, 2)).view_as(x)


class Plain(nn.Module):
    """A discriminator without labels; `body` ends in features, `head` makes the output."""

    def __init__(self, body, head):
        super().__init__()
        self.body, self.head = body, head

    def forward(self, pictures, labels=None):
        features = self.body(pictures)
        return self.head(features), features


class Conditional(nn.Module):
    """A generator that sees the one-hot label joined to z."""

    def __init__(self, body, classes):
        super().__init__()
        self.body, self.classes = body, classes

    def forward(self, z, labels):
        return self.body(torch.cat([z, nn.functional.one_hot(labels, self.classes).float()], 1))


class JoinedAfterPooling(nn.Module):
    def __init__(self, body, head, classes):
        super().__init__()
        self.body, self.head, self.classes = body, head, classes

    def forward(self, pictures, labels):
        pooled = self.body(pictures).mean((2, 3))
        features = torch.cat([pooled, nn.functional.one_hot(labels, self.classes).float()], 1)
        return self.head(features), features


class LabelPlane(nn.Module):
    """A discriminator that sees the label as one more plane of the picture, of one learned value for each class."""

    def __init__(self, body, head, classes):
        super().__init__()
        self.body, self.head, self.plane = body, head, nn.Embedding(classes, 1)

    def forward(self, pictures, labels):
        plane = self.plane(labels)[:, :, None, None].expand(-1, -1, *pictures.shape[2:])
        features = self.body(torch.cat([pictures, plane], 1))
        return self.head(features), features


def same(kernel):
    """TensorFlow's 'same' for an even side and stride 2: the odd pixel at the bottom and right."""
    total = kernel - 2
    return nn.ZeroPad2d((total // 2, total - total // 2, total // 2, total - total // 2))


def dcgan3_discriminator(attention=False):
    layers = [same(3), nn.Conv2d(3, 64, 3, stride=2), nn.LeakyReLU(0.2),
              same(3), nn.Conv2d(64, 128, 3, stride=2), nn.LeakyReLU(0.2)]
    if attention:
        layers.append(SelfAttention(128))
    return Plain(nn.Sequential(*layers, nn.Flatten()), nn.Linear(8 * 8 * 128, 1))


def dcgan_3():
    generator = nn.Sequential(
        nn.Linear(128, 8 * 8 * 128), Reshape(128, 8, 8), nn.LeakyReLU(0.2),
        nn.Upsample(scale_factor=2), nn.Conv2d(128, 128, 3, padding=1), nn.LeakyReLU(0.2),
        nn.Upsample(scale_factor=2), nn.Conv2d(128, 3, 3, padding=1), nn.Tanh())
    return Peer(generator, dcgan3_discriminator(), 128, 128, (3, 32, 32), 2e-4)


def quickstart():
    generator = nn.Sequential(
        nn.Linear(64, 7 * 7 * 128, bias=False), Reshape(128, 7, 7), nn.BatchNorm2d(128, eps=1e-3), nn.ReLU(),
        nn.ConvTranspose2d(128, 64, 4, stride=2, padding=1, bias=False), nn.BatchNorm2d(64, eps=1e-3), nn.ReLU(),
        nn.ConvTranspose2d(64, 1, 4, stride=2, padding=1), nn.Tanh())
    body = nn.Sequential(
        nn.Conv2d(1, 64, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
        nn.Conv2d(64, 128, 4, stride=2, padding=1), nn.LeakyReLU(0.2), nn.Flatten())
    return Peer(generator, Plain(body, nn.Linear(7 * 7 * 128, 1)), 64, 64, (1, 28, 28), 5e-4, decay=0.99)


def dense_generator():
    return nn.Sequential(
        nn.Linear(100, 256), nn.LeakyReLU(0.2), nn.Linear(256, 512), nn.LeakyReLU(0.2),
        nn.Linear(512, 1024), nn.LeakyReLU(0.2), nn.Linear(1024, 784), nn.Tanh(), Reshape(1, 28, 28))


def dense_discriminator():
    body = nn.Sequential(
        nn.Flatten(), nn.Linear(784, 1024), nn.LeakyReLU(0.2), nn.Dropout(0.3),
        nn.Linear(1024, 512), nn.LeakyReLU(0.2), nn.Dropout(0.3),
        nn.Linear(512, 256), nn.LeakyReLU(0.2), nn.Dropout(0.3))
    return Plain(body, nn.Linear(256, 1))


def mlp_gan():
    return Peer(dense_generator(), dense_discriminator(), 100, 128, (1, 28, 28), 2e-4)


def mnist_wgan_gp():
    return Peer(dense_generator(), dense_discriminator(), 100, 128, (1, 28, 28), 1e-4, betas=(0, 0.9), loss="wgan-gp",
                critic_steps=5)


def cgan_1():
    def up(inputs, outputs, side):
        return [nn.ConvTranspose2d(inputs, outputs, 4, stride=2, padding=1), nn.BatchNorm2d(outputs, eps=1e-3),
                ElementPReLU(outputs, side, side)]

    body = nn.Sequential(
        nn.Linear(128 + 10, 2048), nn.ReLU(), nn.BatchNorm1d(2048, eps=1e-3), ElementPReLU(2048), Reshape(512, 2, 2),
        *up(512, 256, 4), *up(256, 128, 8), *up(128, 64, 16),
        nn.ConvTranspose2d(64, 3, 4, stride=2, padding=1), nn.Tanh())

    def down(inputs, outputs):
        return [nn.Conv2d(inputs, outputs, 4, stride=2, padding=1), nn.BatchNorm2d(outputs, eps=1e-3), nn.LeakyReLU(0.2)]

    judge = nn.Sequential(*down(3, 64), *down(64, 128), *down(128, 256), *down(256, 512))
    head = nn.Sequential(nn.Linear(512 + 10, 512), nn.ReLU(), nn.Linear(512, 1))
    return Peer(Conditional(body, 10), JoinedAfterPooling(judge, head, 10), 128, 128, (3, 32, 32), 2e-4, classes=10)


def sadcgan_2():
    def up(inputs, outputs):
        return [nn.ConvTranspose2d(inputs, outputs, 5, stride=2, padding=1), Crop()]

    generator = nn.Sequential(
        nn.Linear(128, 4 * 4 * 512), Reshape(512, 4, 4), nn.BatchNorm2d(512, eps=1e-3), ElementPReLU(512, 4, 4),
        *up(512, 256), nn.BatchNorm2d(256, eps=1e-3), ElementPReLU(256, 8, 8),
        *up(256, 128), nn.BatchNorm2d(128, eps=1e-3), ElementPReLU(128, 16, 16), SelfAttention(128),
        *up(128, 3), nn.Tanh())
    return Peer(generator, dcgan3_discriminator(attention=True), 128, 128, (3, 32, 32), 2e-4)


def ebgan_pt_cifar10():
    body = nn.Sequential(
        nn.Linear(100 + 10, 8 * 8 * 128), Reshape(128, 8, 8),
        nn.ConvTranspose2d(128, 128, 4, stride=2, padding=1), nn.BatchNorm2d(128, eps=1e-3), nn.ReLU(),
        nn.ConvTranspose2d(128, 64, 4, stride=2, padding=1), nn.BatchNorm2d(64, eps=1e-3), nn.ReLU(),
        nn.ConvTranspose2d(64, 3, 4, stride=1, padding=1), Crop(), nn.Tanh())
    judge = nn.Sequential(
        nn.Conv2d(3 + 1, 128, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
        nn.Conv2d(128, 128, 4, stride=2, padding=1), nn.BatchNorm2d(128, eps=1e-3), nn.LeakyReLU(0.2),
        nn.Conv2d(128, 64, 4, stride=2, padding=1), nn.BatchNorm2d(64, eps=1e-3), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(4 * 4 * 64, 64), nn.LeakyReLU(0.2))
    return Peer(Conditional(body, 10), LabelPlane(judge, nn.Linear(64, 1), 10), 100, 256, (3, 32, 32), 1e-4, classes=10,
                loss="energy", pulling_away=0.1)


PEERS = {"dcgan-3": dcgan_3, "quickstart": quickstart, "mlp-gan-nonsaturating": mlp_gan, "cgan-1": cgan_1,
         "mnist-wgan-gp": mnist_wgan_gp, "sadcgan-2": sadcgan_2, "ebgan-pt-cifar10": ebgan_pt_cifar10}
