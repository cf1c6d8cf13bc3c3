#include "config/rate_schedule.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ganvas::config {
namespace {

constexpr std::int64_t kHorizon = 1000;
constexpr double kStepsPerEpoch = 10;

Schedule schedule(const std::string& rate) {
  Schedule result;
  result.rate = rate;
  return result;
}

double factor(const Schedule& schedule, std::int64_t step) {
  return rateFactor(schedule, step, kHorizon, kStepsPerEpoch);
}

TEST(RateSchedule, ConstantStays) {
  for (const std::int64_t step : {1, 2, 500, 1000, 100000}) EXPECT_EQ(factor(schedule("constant"), step), 1.0);
}

TEST(RateSchedule, CosineFallsToTheFinalFactorAndStays) {
  Schedule cosine = schedule("cosine");
  EXPECT_EQ(factor(cosine, 1), 1.0);
  EXPECT_NEAR(factor(cosine, 251), (1 + std::sqrt(0.5)) / 2, 1e-12);
  EXPECT_NEAR(factor(cosine, 501), 0.5, 1e-12);
  EXPECT_NEAR(factor(cosine, 751), (1 - std::sqrt(0.5)) / 2, 1e-12);
  EXPECT_NEAR(factor(cosine, 1001), 0.0, 1e-12);
  EXPECT_NEAR(factor(cosine, 5000), 0.0, 1e-12);
  cosine.finalFactor = 0.2;
  EXPECT_NEAR(factor(cosine, 501), 0.6, 1e-12);
  EXPECT_NEAR(factor(cosine, 5000), 0.2, 1e-12);
}

TEST(RateSchedule, LinearFallsEvenly) {
  Schedule linear = schedule("linear");
  EXPECT_EQ(factor(linear, 1), 1.0);
  EXPECT_NEAR(factor(linear, 101), 0.9, 1e-12);
  EXPECT_NEAR(factor(linear, 1001), 0.0, 1e-12);
  linear.finalFactor = 0.5;
  EXPECT_NEAR(factor(linear, 501), 0.75, 1e-12);
  EXPECT_NEAR(factor(linear, 9999), 0.5, 1e-12);
}

TEST(RateSchedule, ExponentialShrinksBitByBit) {
  Schedule exponential = schedule("exponential");
  exponential.decayFactor = 0.25;
  exponential.decayEvery = 2;  // 20 steps
  EXPECT_EQ(factor(exponential, 1), 1.0);
  EXPECT_NEAR(factor(exponential, 11), 0.5, 1e-12);
  EXPECT_NEAR(factor(exponential, 21), 0.25, 1e-12);
  EXPECT_NEAR(factor(exponential, 41), 0.0625, 1e-12);
}

TEST(RateSchedule, StepDropsAtOnceAfterWholePeriods) {
  Schedule steps = schedule("step");
  steps.decayFactor = 0.1;
  steps.decayEvery = 2;
  EXPECT_EQ(factor(steps, 1), 1.0);
  EXPECT_EQ(factor(steps, 20), 1.0);
  EXPECT_NEAR(factor(steps, 21), 0.1, 1e-12);
  EXPECT_NEAR(factor(steps, 40), 0.1, 1e-12);
  EXPECT_NEAR(factor(steps, 41), 0.01, 1e-12);
  // In binary, a period of 3 · 0.1 steps is a little more than 0.3: the tenth is still over after three steps.
  steps.decayFactor = 0.5;
  steps.decayEvery = 0.1;
  EXPECT_NEAR(rateFactor(steps, 4, kHorizon, 3), std::pow(0.5, 10), 1e-12);
}

TEST(RateSchedule, WarmUpRisesFromZeroAndMultiplies) {
  Schedule warm = schedule("constant");
  warm.warmupSteps = 4;
  EXPECT_EQ(factor(warm, 1), 0.25);
  EXPECT_EQ(factor(warm, 2), 0.5);
  EXPECT_EQ(factor(warm, 3), 0.75);
  EXPECT_EQ(factor(warm, 4), 1.0);
  EXPECT_EQ(factor(warm, 5), 1.0);
  warm.rate = "linear";
  warm.warmupSteps = 1000;
  EXPECT_NEAR(factor(warm, 501), 0.501 * 0.5, 1e-12);
}

TEST(RateSchedule, StaysWithinZeroAndOne) {
  for (const char* rate : {"constant", "cosine", "exponential", "linear", "step"}) {
    for (std::int64_t step = 1; step < 3000; step += 7) {
      const double value = factor(schedule(rate), step);
      EXPECT_GE(value, 0.0) << rate << step;
      EXPECT_LE(value, 1.0) << rate << step;
    }
  }
}

TEST(RateSchedule, AHorizonOfZeroIsTheLengthOfTheRun) {
  Experiment experiment;
  experiment.schedule.steps = 700;
  EXPECT_EQ(rateHorizon(experiment, 50000), 700);
  experiment.schedule.horizon = 300;
  EXPECT_EQ(rateHorizon(experiment, 50000), 300);
  EXPECT_EQ(rateFactor(schedule("cosine"), 1, 0, kStepsPerEpoch), 1.0);
}

}  // namespace
}  // namespace ganvas::config
