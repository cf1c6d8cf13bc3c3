#pragma once

#include <string>
#include <vector>

namespace ganvas::ui::test {

using Lines = std::vector<std::string>;

/// A conditional GAN's generator for 32×32×3: deep enough for every family but attention.
inline Lines conditionalGenerator() {
  return {"label_one_hot",
          "linear 2x2x512 init=normal:0.02",
          "batch_norm 0.8",
          "prelu",
          "save a1",
          "upsample 2",
          "conv 256 k1 no_bias",
          "save s1",
          "load a1",
          "conv_transpose 256 k5 s2 spectral_norm",
          "batch_norm 0.8",
          "prelu",
          "add s1",
          "conv_transpose 128 k4 s2",
          "batch_norm 0.8",
          "relu",
          "conv_transpose 64 k4 s2",
          "relu",
          "conv_transpose 3 k4 s2",
          "tanh"};
}

inline Lines conditionalDiscriminator() {
  return {"conv 64 k4 s2", "leaky_relu 0.2",      "conv 128 k4 s2", "batch_norm 0.8", "leaky_relu 0.2", "dropout 0.3",
          "features",      "global_average_pool", "label_one_hot",  "linear 512",     "relu",           "linear 1"};
}

/// A small U-Net that takes and gives 32×32×3.
inline Lines uNet() {
  return {"conv 64 k3", "add_timestep 64", "silu",           "save d1",    "average_pool 2", "conv 128 k3",
          "silu",       "save d2",         "average_pool 2", "silu",       "self_attention", "upsample 2",
          "concat d2",  "conv 128 k3",     "silu",           "upsample 2", "concat d1",      "conv 64 k3",
          "silu",       "conv 3 k3"};
}

/// So many layers that each keep 8×8×16.
inline Lines longNetwork(int lines) {
  Lines network{"linear 8x8x16"};
  while (static_cast<int>(network.size()) < lines) network.push_back(network.size() % 2 == 0 ? "relu" : "conv 16 k3");
  return network;
}

}  // namespace ganvas::ui::test
