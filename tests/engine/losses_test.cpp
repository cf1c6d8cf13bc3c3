#include "engine/losses.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/error.h"
#include "engine/energy.h"
#include "helpers.h"

namespace ganvas::engine {
namespace {

double softplus(double x) {
  return std::log1p(std::exp(x));
}

struct Expected {
  double discriminator, generator;
};

// Of the values 1, −2 for real pictures and 0.5, 3 for generated ones.
Expected lossesOf(const config::Objective& objective) {
  const LossTerms terms = lossTerms(objective);
  const at::Tensor real = at::tensor({1.0f, -2.0f}), fake = at::tensor({0.5f, 3.0f});
  return {terms.real(real).add(terms.fake(fake)).item<double>(), terms.generator(fake).item<double>()};
}

TEST(Losses, AreTheirClosedForms) {
  const auto s = softplus;
  const auto expect = [](const config::Objective& objective, Expected expected) {
    SCOPED_TRACE(objective.loss);
    const Expected found = lossesOf(objective);
    EXPECT_NEAR(found.discriminator, expected.discriminator, 1e-5);
    EXPECT_NEAR(found.generator, expected.generator, 1e-5);
  };
  config::Objective o;
  const double onReal = (s(-1) + s(2)) / 2, onFake = (s(0.5) + s(3)) / 2;
  o.loss = "minimax";
  expect(o, {onReal + onFake, -onFake});
  o.loss = "non-saturating";
  expect(o, {onReal + onFake, (s(-0.5) + s(-3)) / 2});
  o.realLabel = 0.9;
  o.fakeLabel = 0.2;
  expect(o,
         {0.9 * onReal + 0.1 * (s(1) + s(-2)) / 2 + 0.2 * (s(-0.5) + s(-3)) / 2 + 0.8 * onFake, (s(-0.5) + s(-3)) / 2});
  o.loss = "least-squares";
  expect(o, {(0.1 * 0.1 + 2.9 * 2.9) / 2 + (0.3 * 0.3 + 2.8 * 2.8) / 2, (0.5 * 0.5 + 2 * 2) / 2});
  o.loss = "wasserstein";
  expect(o, {1.75 + 0.5, -1.75});
  o.loss = "hinge";
  expect(o, {(0 + 3) / 2.0 + (1.5 + 4) / 2, -1.75});
  o.loss = "energy";
  o.margin = 1;
  expect(o, {-0.5 + (0.5 + 0) / 2, 1.75});
  o.loss = "cunning";
  EXPECT_THROW(lossTerms(o), Error);
}

TEST(Losses, AnEnergyIsSoftplusOrTheErrorOfAReconstruction) {
  config::Objective o;
  const at::Tensor outputs = at::tensor({1.0f, -2.0f}).view({2, 1});
  EXPECT_TRUE(valuesOf(o, outputs, {}).equal(outputs.flatten()));
  o.loss = "energy";
  EXPECT_TRUE(valuesOf(o, outputs, {}).allclose(at::softplus(outputs.flatten())));
  o.energy = "reconstruction";
  const at::Tensor pictures = at::zeros({2, 3, 4, 4}), made = at::zeros({2, 3, 4, 4});
  made[1].fill_(0.5);
  EXPECT_TRUE(valuesOf(o, made, pictures).equal(at::tensor({0.0f, 0.25f})));
}

TEST(Losses, TheUnitOfEnergyIsARunningMeanFromTheFirstBatchOn) {
  EnergyUnit unit(c10::Device(c10::kCPU));
  unit.follow(at::tensor({1.0f, 3.0f}).requires_grad_(true));
  EXPECT_FLOAT_EQ(unit.mean().item<float>(), 2);
  unit.follow(at::tensor({12.0f}));
  EXPECT_FLOAT_EQ(unit.mean().item<float>(), 2.1f);
  EXPECT_FALSE(unit.mean().requires_grad());
  EXPECT_FLOAT_EQ(unit.normalise(at::tensor({4.2f})).item<float>(), 2);
}

// With weights next to zero every output is 0.
TEST(Losses, OfATrainerAtOutputZero) {
  const double ln2 = std::log(2.0);
  struct Row {
    config::Objective objective;
    double d, g, real;
  };
  const auto objective = [](const char* loss, auto change) {
    config::Objective o;
    o.loss = loss;
    change(o);
    return o;
  };
  const auto same = [](config::Objective&) {};
  for (const Row& row :
       {Row{objective("non-saturating", same), 2 * ln2, ln2, 0.5}, Row{objective("minimax", same), 2 * ln2, -ln2, 0.5},
        Row{objective("minimax", [](auto& o) { o.lossScale = 0.5; }), ln2, -ln2 / 2, 0.5},
        Row{objective("non-saturating", [](auto& o) { o.discriminatorScale = 0.5; }), ln2, ln2, 0.5},
        Row{objective("least-squares", same), 1, 1, 0},
        Row{objective("least-squares", [](auto& o) { o.realLabel = 0.9, o.fakeLabel = 0.1; }), 0.82, 1, 0},
        Row{objective("wasserstein", same), 0, 0, 0}, Row{objective("hinge", same), 2, 0, 0},
        Row{objective("energy", same), 1, ln2, ln2},
        Row{objective("energy", [](auto& o) { o.margin = 2, o.energyUnits = "normalised"; }), 2, 1, 1}}) {
    SCOPED_TRACE(row.objective.loss);
    config::Experiment e = tinyExperiment();
    e.discriminator.layers = {"flatten", "linear 1 init=normal:1e-30"};
    e.objective = row.objective;
    e.generatorOptimiser.learningRate = e.discriminatorOptimiser.learningRate = 1e-12;
    SyntheticSource source = tinySet();
    Trainer trainer(e, source);
    trainer.step();
    const ScalarBlock block = trainer.takeScalars();
    EXPECT_NEAR(scalarOf(block, "d_loss"), row.d, 1e-5);
    EXPECT_NEAR(scalarOf(block, "g_loss"), row.g, 1e-5);
    EXPECT_NEAR(scalarOf(block, "d_real"), row.real, 1e-5);
    if (e.objective.energyUnits == "normalised") {
      EXPECT_NEAR(scalarOf(block, "energy_mean"), ln2, 1e-5);
    }
  }
}

TEST(Losses, TheUnitOfEnergyIsKeptInCheckpoints) {
  config::Experiment e = tinyExperiment();
  e.objective.loss = "energy";
  e.objective.energyUnits = "normalised";
  SyntheticSource source = tinySet();
  Trainer trainer(e, source);
  for (int i = 0; i < 3; ++i) trainer.step();
  EXPECT_EQ(stateOf(trainer).tensors.at("objective.energy_mean").item<float>(),
            scalarOf(trainer.takeScalars(), "energy_mean"));
}

}  // namespace
}  // namespace ganvas::engine
