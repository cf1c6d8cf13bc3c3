#include "config/parameter.h"

#include <gmock/gmock.h>

#include <set>

#include "base/error_text.h"
#include "config/edit_distance.h"
#include "config/utf8.h"

namespace ganvas::config {
namespace {

using ::testing::AllOf;
using testing::errorOf;
using ::testing::HasSubstr;

const Parameter& parameter(const std::string& key) {
  const Parameter* found = findParameter(key);
  if (!found) throw std::logic_error(key);
  return *found;
}

std::string setError(const std::string& assignment) {
  Experiment experiment;
  const std::string message = errorOf([&] { setFromText(experiment, assignment, "--set"); });
  EXPECT_EQ(experiment, Experiment{}) << assignment;
  return message;
}

TEST(Parameter, EachIsDeclaredInFull) {
  std::set<std::string> keys, labels;
  for (const Parameter& p : parameters()) {
    EXPECT_TRUE(keys.insert(p.key).second) << p.key;
    EXPECT_TRUE(labels.insert(p.label).second || p.key.starts_with("data.")) << p.label;
    EXPECT_FALSE(p.label.empty()) << p.key;
    EXPECT_TRUE(p.help.ends_with(".")) << p.key;
    EXPECT_EQ(p.kind == ParameterKind::Choice, !p.choices.empty()) << p.key;
    EXPECT_EQ(findParameter(p.key), &p);
    EXPECT_NO_THROW(checkValue(p, p.defaultValue(), "default")) << p.key;
  }
  EXPECT_EQ(findParameter("schedule"), nullptr);
}

TEST(Parameter, TheLiveOnesAreThoseThatATrainerCanChange) {
  std::vector<std::string> keys;
  for (const Parameter& p : parameters()) {
    if (p.live) keys.push_back(p.key);
  }
  EXPECT_THAT(keys, ::testing::ElementsAre("generator_optimiser.learning_rate", "discriminator_optimiser.learning_rate",
                                           "evaluation.sample_every", "checkpoints.every"));
}

/// Keys under `section` that do not matter to the experiment with these assignments.
std::vector<std::string> idleKeys(const std::string& section, const std::vector<std::string>& assignments) {
  Experiment experiment;
  for (const std::string& assignment : assignments) setFromText(experiment, assignment, "test");
  std::vector<std::string> keys;
  for (const Parameter& p : parameters()) {
    if (p.key.starts_with(section) && !p.appliesTo(experiment)) keys.push_back(p.key.substr(section.size()));
  }
  return keys;
}

TEST(Parameter, SayWhetherTheyMatterToAnExperiment) {
  using ::testing::Contains;
  using ::testing::ElementsAre;
  using ::testing::IsEmpty;
  using ::testing::Not;
  const std::vector<std::string> sizes = {"width", "height", "channels", "classes", "count"};
  const std::vector<std::string> files = {"fit", "labels", "boxes", "box_margin", "box_smallest"};
  std::vector<std::string> both = sizes;
  both.insert(both.end(), files.begin(), files.end());
  for (const char* source : {"fashion-mnist", "mnist", "idx", "cifar10", "stl10"}) {
    EXPECT_EQ(idleKeys("data.", {std::string("data.source=") + source}), both) << source;
  }
  EXPECT_THAT(idleKeys("data.", {"data.source=cifar100"}), Not(Contains("labels")));
  EXPECT_THAT(idleKeys("data.", {"data.source=synthetic"}),
              ElementsAre("path", "split", "fit", "labels", "boxes", "box_margin", "box_smallest", "keep"));
  for (const std::string section : {"generator_optimiser.", "discriminator_optimiser."}) {
    EXPECT_THAT(idleKeys(section, {section + "kind=adam"}), ElementsAre("momentum", "alpha"));
    EXPECT_THAT(idleKeys(section, {section + "kind=rmsprop"}), ElementsAre("beta1", "beta2", "momentum"));
    EXPECT_THAT(idleKeys(section, {section + "kind=sgd"}), ElementsAre("beta1", "beta2", "epsilon", "alpha"));
  }
  EXPECT_THAT(idleKeys("generator_optimiser.", {"discriminator_optimiser.kind=sgd"}), ElementsAre("momentum", "alpha"));
  EXPECT_THAT(idleKeys("data.", {"data.source=folder"}), ElementsAre("classes", "count", "box_margin", "box_smallest"));
  EXPECT_THAT(idleKeys("data.", {"data.source=folder", "data.boxes=x"}), ElementsAre("classes", "count"));
  for (const char* section : {"seed", "about.", "generator.", "discriminator.", "evaluation.", "compute."}) {
    EXPECT_THAT(idleKeys(section, {}), IsEmpty()) << section;
  }
}

TEST(Parameter, OfPreparationAndAugmentationMatterWhereTheyAreUsed) {
  using ::testing::ElementsAre;
  EXPECT_THAT(idleKeys("preparation.", {}),
              ElementsAre("duplicate_distance", "outlier_epochs", "outlier_keep", "outlier_reject", "sharpen_radius",
                          "sharpen_amount", "sharpen_threshold", "oversample_factor"));
  EXPECT_THAT(idleKeys("preparation.", {"preparation.outliers=0.1", "preparation.sharpen=unsharp",
                                        "preparation.duplicates=near", "preparation.oversample=balance"}),
              ElementsAre("oversample_factor"));
  EXPECT_THAT(idleKeys("augmentation.", {}), ElementsAre("ada_length"));
  EXPECT_EQ(idleKeys("augmentation.", {"objective.loss=denoising"}).size(), 9U);
}

TEST(Parameter, OfTheScheduleMatterWithTheRateThatUsesThem) {
  using ::testing::ElementsAre;
  EXPECT_THAT(idleKeys("schedule.", {}), ElementsAre("decay_factor", "decay_every", "final_factor", "horizon"));
  EXPECT_THAT(idleKeys("schedule.", {"schedule.steps=5", "schedule.rate=cosine"}),
              ElementsAre("epochs", "decay_factor", "decay_every"));
  EXPECT_THAT(idleKeys("schedule.", {"schedule.rate=linear"}), ElementsAre("decay_factor", "decay_every"));
  for (const char* rate : {"exponential", "step"}) {
    EXPECT_THAT(idleKeys("schedule.", {std::string("schedule.rate=") + rate}), ElementsAre("final_factor", "horizon"));
  }
}

TEST(Parameter, OfTheObjectiveMatterWithTheLossThatUsesThem) {
  using ::testing::ElementsAre;
  using ::testing::IsEmpty;
  for (const char* loss : {"minimax", "non-saturating", "least-squares"}) {
    EXPECT_THAT(idleKeys("objective.", {std::string("objective.loss=") + loss}),
                ElementsAre("energy", "margin", "energy_units"));
  }
  for (const char* loss : {"wasserstein", "hinge"}) {
    EXPECT_THAT(idleKeys("objective.", {std::string("objective.loss=") + loss}),
                ElementsAre("real_label", "fake_label", "energy", "margin", "energy_units"));
  }
  EXPECT_THAT(idleKeys("objective.", {"objective.loss=energy"}), ElementsAre("real_label", "fake_label"));
  EXPECT_THAT(idleKeys("diffusion.", {}), ElementsAre("steps", "beta_first", "beta_last", "sampling_steps"));
  EXPECT_THAT(idleKeys("diffusion.", {"objective.loss=denoising"}), IsEmpty());
  EXPECT_THAT(idleKeys("generator.", {"objective.loss=denoising"}), ElementsAre("latent"));
  EXPECT_THAT(idleKeys("discriminator.", {"objective.loss=denoising"}), ElementsAre("layers"));
  EXPECT_EQ(idleKeys("discriminator_optimiser.", {"objective.loss=denoising"}).size(), 7u);
  EXPECT_THAT(idleKeys("generator.", {"objective.loss=reconstruction"}), ElementsAre("latent"));
  EXPECT_THAT(idleKeys("discriminator.", {"objective.loss=reconstruction"}), ElementsAre("layers"));
  EXPECT_EQ(idleKeys("diffusion.", {"objective.loss=reconstruction"}).size(), 4u);
}

TEST(Parameter, BoundsReadWell) {
  EXPECT_EQ(parameter("schedule.batch_size").boundsText(), "1 … 65536 pictures");
  EXPECT_EQ(parameter("generator_optimiser.learning_rate").boundsText(), "0 < x ≤ 1");
  EXPECT_EQ(parameter("discriminator_optimiser.kind").boundsText(), "one of: adam, rmsprop, sgd");
  EXPECT_EQ(parameter("compute.device").boundsText(), "auto, cpu, cuda or cuda:n");
  EXPECT_EQ(parameter("generator.ema_decay").boundsText(), "0 … 0.999999");
  EXPECT_EQ(parameter("about.name").boundsText(), "");
}

TEST(Parameter, AssignmentsSetValues) {
  Experiment experiment;
  setFromText(experiment, "schedule.batch_size=64", "--set");
  setFromText(experiment, " generator_optimiser.learning_rate = 5e-5", "--set");
  setFromText(experiment, "schedule.epochs=3", "--set");
  setFromText(experiment, "about.description=a=b ", "--set");
  setFromText(experiment, "generator.layers=linear 3 ; tanh\n\nrelu", "--set");
  setFromText(experiment, "compute.device=cuda:12", "--set");
  EXPECT_EQ(experiment.schedule.batchSize, 64);
  EXPECT_EQ(experiment.generatorOptimiser.learningRate, 5e-5);
  EXPECT_EQ(experiment.schedule.epochs, 3.0);
  EXPECT_EQ(experiment.about.description, "a=b ");
  EXPECT_EQ(experiment.generator.layers, (std::vector<std::string>{"linear 3", "tanh", "relu"}));
  EXPECT_EQ(experiment.compute.device, "cuda:12");
}

TEST(Parameter, BadAssignmentsAreErrorsThatHelp) {
  EXPECT_THAT(setError("schedule.batchsize=3"),
              AllOf(HasSubstr("--set"), HasSubstr("Did you mean schedule.batch_size")));
  EXPECT_THAT(setError("epochs=3"), HasSubstr("Did you mean schedule.epochs"));
  EXPECT_THAT(setError("schedule.batch_size"), HasSubstr("key=value"));
  EXPECT_THAT(setError("schedule.batch_size=many"),
              AllOf(HasSubstr("takes a whole number, not \"many\""), HasSubstr("1 … 65536")));
  EXPECT_THAT(setError("schedule.batch_size="), HasSubstr("takes a whole number"));
  EXPECT_THAT(setError("schedule.batch_size=12x"), HasSubstr("takes a whole number"));
  EXPECT_THAT(setError("schedule.batch_size=99999999999999999999"), HasSubstr("1 … 65536"));
  EXPECT_THAT(setError("schedule.epochs=1e999"), HasSubstr("0 < x ≤ 1000000"));
  EXPECT_THAT(setError("schedule.epochs=nan"), HasSubstr("schedule.epochs is nan"));
  EXPECT_THAT(setError("compute.device=cuda:"), HasSubstr("auto, cpu, cuda or cuda:n"));
  EXPECT_THAT(setError("compute.device=cuda:-1"), HasSubstr("auto, cpu, cuda or cuda:n"));
  EXPECT_THAT(setError("about.name=\xC3"), HasSubstr("UTF-8"));
}

TEST(Parameter, TextsOfValuesReadBack) {
  for (const Parameter& p : parameters()) {
    EXPECT_EQ(parseValue(p, valueText(p.defaultValue()), "x"), p.defaultValue()) << p.key;
  }
  EXPECT_EQ(valueText(2e-4), "0.0002");
  EXPECT_EQ(valueText(1e-8), "1e-8");
  EXPECT_EQ(valueText(200.0), "200");
  EXPECT_EQ(valueText(1e300), "1e+300");
  EXPECT_EQ(valueText(-0.1), "-0.1");
}

TEST(Parameter, SettersTakeWholeNumbersForReals) {
  Experiment experiment;
  parameter("schedule.epochs").set(experiment, std::int64_t{5});
  EXPECT_EQ(experiment.schedule.epochs, 5.0);
}

TEST(Parameter, NearestKeysAreNear) {
  EXPECT_EQ(nearestKey("discriminator_optimizer.learning_rate"), "discriminator_optimiser.learning_rate");
  EXPECT_EQ(nearestKey("sede"), "seed");
  EXPECT_EQ(nearestKey("precision"), "compute.precision");
  EXPECT_EQ(nearestKey("entirely different"), "");
  EXPECT_EQ(nearestKey(std::string(100000, 'x')), "");
}

TEST(EditDistance, OfKnownPairs) {
  EXPECT_EQ(editDistance("kitten", "sitting"), 3u);
  EXPECT_EQ(editDistance("Saturday", "Sunday"), 3u);
  EXPECT_EQ(editDistance("", "abc"), 3u);
  EXPECT_EQ(editDistance("same", "same"), 0u);
}

TEST(Utf8, KnowsWellFormedText) {
  for (const char* good : {"", "plain", "é", "≤", "🎨", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) EXPECT_TRUE(isUtf8(good));
  for (const char* bad : {"\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE2\x89", "\xE2\x89x"}) {
    EXPECT_FALSE(isUtf8(bad));
  }
}

}  // namespace
}  // namespace ganvas::config
