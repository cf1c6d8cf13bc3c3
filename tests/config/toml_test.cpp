#include "config/toml.h"

#include <gmock/gmock.h>

#include <limits>

#include "base/error.h"
#include "base/error_text.h"
#include "base/files.h"
#include "base/temporary_directory.h"
#include "config/parameter.h"
#include "config/recipes.h"

namespace ganvas::config {
namespace {

using ::testing::AllOf;
using testing::errorOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::TemporaryDirectory;

std::string readError(const std::string& text) {
  return errorOf([&] { readToml(text, "my.toml"); });
}

// Quotes, backslashes, every control character, other scripts, a line separator, an emoji beyond the first plane.
std::string awkwardText() {
  std::string text = "a \"quoted\" 'text' \\ and\nlines\r\n\t≤ Ω 生成 \xE2\x80\xA8 🎨 # [x] = \"\"\" '''";
  for (char c = 1; c < 32; ++c) text += c;
  text += '\0';
  return text + '\x7f';
}

// A value that differs from the default, is allowed, and is hard to print.
Value changed(const Parameter& parameter) {
  const Value standard = parameter.defaultValue();
  switch (parameter.kind) {
    case ParameterKind::Integer:
      if (parameter.key == "data.channels") return std::int64_t{1};
      return static_cast<std::int64_t>(parameter.maximum);
    case ParameterKind::Real:
      return parameter.minimum + (parameter.maximum - parameter.minimum) / 3;
    case ParameterKind::Choice:
      return parameter.choices.front() == std::get<std::string>(standard) ? parameter.choices.back()
                                                                          : parameter.choices.front();
    case ParameterKind::Text:
    case ParameterKind::Path:
      if (parameter.key == "augmentation.diffaugment") return std::string(" cutout,colour");
      return parameter.form.empty() ? awkwardText() : std::string("cuda:3");
    case ParameterKind::Lines:
      return std::vector<std::string>{"linear 3", awkwardText(), ""};
  }
  return standard;
}

TEST(Toml, EveryRecipeComesBackExactly) {
  for (const Recipe& recipe : recipes()) {
    EXPECT_EQ(readToml(writeToml(recipe.experiment), "x"), recipe.experiment) << recipe.name;
  }
}

TEST(Toml, EveryValueComesBackExactly) {
  Experiment experiment;
  for (const Parameter& parameter : parameters()) {
    ASSERT_NE(changed(parameter), parameter.defaultValue()) << parameter.key;
    parameter.set(experiment, changed(parameter));
  }
  const std::string text = writeToml(experiment);
  const Experiment back = readToml(text, "x");
  for (const Parameter& parameter : parameters()) {
    EXPECT_EQ(parameter.get(back), changed(parameter)) << parameter.key;
  }
  EXPECT_EQ(back, experiment);
  EXPECT_EQ(writeToml(back), text);
}

TEST(Toml, RealsComeBackToTheLastBit) {
  for (const double real : {0.1, 2e-4, 1e-8, 1.0 / 3, 0x1.fffffffffffffp-1, 5e-324, 0x1p-1022, 1.0, 1e-5, 9.999e-6}) {
    Experiment experiment;
    experiment.generatorOptimiser.learningRate = real;
    EXPECT_EQ(readToml(writeToml(experiment), "x").generatorOptimiser.learningRate, real);
  }
}

TEST(Toml, IsPleasantToRead) {
  Experiment experiment;
  experiment.generator.layers = {"linear 7x7x128 no_bias", "tanh"};
  const std::string text = writeToml(experiment);
  EXPECT_TRUE(text.starts_with("format = 1\nseed = 1\n\n[about]\nname = \"experiment\"\n"));
  EXPECT_THAT(text, HasSubstr("\n[generator]\nlatent = 100\nlayers = [\n  \"linear 7x7x128 no_bias\",\n  \"tanh\",\n]\n"
                              "ema_decay = 0\n\n[discriminator]\nlayers = []\n"));
  EXPECT_THAT(text, HasSubstr("\n[generator_optimiser]\nkind = \"adam\"\nlearning_rate = 0.0002\nbeta1 = 0.5\n"
                              "beta2 = 0.999\nepsilon = 1e-8\n"));
}

TEST(Toml, MissingKeysKeepTheirDefaults) {
  EXPECT_EQ(readToml("", "x"), Experiment{});
  Experiment expected;
  expected.schedule.batchSize = 7;
  EXPECT_EQ(readToml("schedule.batch_size = 7", "x"), expected);
  EXPECT_EQ(readToml("schedule = { batch_size = 7 }", "x"), expected);
  EXPECT_EQ(readToml("\xEF\xBB\xBF[schedule]\r\nbatch_size = 7\r\n", "x"), expected);
}

TEST(Toml, WholeNumbersPassForReals) {
  EXPECT_EQ(readToml("[schedule]\nepochs = 70", "x").schedule.epochs, 70.0);
  EXPECT_THAT(readError("[schedule]\nbatch_size = 70.0"),
              AllOf(HasSubstr("my.toml:2"), HasSubstr("schedule.batch_size takes a whole number")));
}

TEST(Toml, UnknownKeysNameTheNearest) {
  EXPECT_THAT(readError("format = 1\n\n[schedule]\nbatchsize = 3"),
              AllOf(HasSubstr("my.toml:4"), HasSubstr("unknown key schedule.batchsize"),
                    HasSubstr("Did you mean schedule.batch_size?")));
  EXPECT_THAT(readError("batch_size = 3"), AllOf(HasSubstr("my.toml:1"), HasSubstr("schedule.batch_size")));
  EXPECT_THAT(readError("[shedule]\nepochs = 3"), HasSubstr("unknown key shedule"));
  EXPECT_THAT(readError("frobnicate = 3"), Not(HasSubstr("Did you mean")));
  EXPECT_THAT(readError("generator = 3"), HasSubstr("[generator]"));
  EXPECT_THAT(readError("[data.path]\nx = 1"), HasSubstr("data.path"));
}

TEST(Toml, TheFirstMistakeOfTheFileIsReported) {
  EXPECT_THAT(readError("[schedule]\nzzz = 1\n[about]\naaa = 1"), HasSubstr("my.toml:2"));
}

TEST(Toml, OutOfRangeValuesNameTheBounds) {
  EXPECT_THAT(readError("[schedule]\n\nbatch_size = 0"),
              AllOf(HasSubstr("my.toml:3"), HasSubstr("schedule.batch_size is 0"), HasSubstr("1 … 65536 pictures")));
  EXPECT_THAT(readError("[generator_optimiser]\nlearning_rate = 0"), HasSubstr("0 < x ≤ 1"));
  EXPECT_THAT(readError("[generator_optimiser]\nlearning_rate = nan"), HasSubstr("0 < x ≤ 1"));
  EXPECT_THAT(readError("[generator_optimiser]\nlearning_rate = inf"), HasSubstr("0 < x ≤ 1"));
  EXPECT_THAT(readError("[objective]\nloss = \"cross-entropy\""),
              HasSubstr("one of: minimax, non-saturating, least-squares, wasserstein, hinge, energy, denoising"));
  EXPECT_THAT(readError("[compute]\ndevice = \"gpu\""), HasSubstr("auto, cpu, cuda or cuda:n"));
  EXPECT_THAT(readError("[data]\nchannels = 2"), HasSubstr("1 or 3"));
  EXPECT_THAT(readError("seed = -1"), HasSubstr("0 … 9007199254740992"));
  EXPECT_EQ(readToml("seed = 9007199254740992", "x").seed, 9007199254740992);
  EXPECT_THAT(readError("seed = 9007199254740993"), HasSubstr("0 … 9007199254740992"));
  EXPECT_THAT(readError("seed = 99999999999999999999"), HasSubstr("my.toml:1"));
}

TEST(Toml, WrongTypesAreErrors) {
  EXPECT_THAT(readError("[about]\nname = 3"), AllOf(HasSubstr("my.toml:2"), HasSubstr("about.name takes a text")));
  EXPECT_THAT(readError("[about]\nname = true"), HasSubstr("about.name"));
  EXPECT_THAT(readError("[about]\nname = 2020-01-01"), HasSubstr("about.name"));
  EXPECT_THAT(readError("[generator]\nlayers = \"tanh\""), HasSubstr("list of texts"));
  EXPECT_THAT(readError("[generator]\nlayers = [\n  \"tanh\",\n  3,\n]"),
              AllOf(HasSubstr("my.toml:4"), HasSubstr("list of texts")));
  EXPECT_THAT(readError("[generator]\nlatent = [3]"), HasSubstr("generator.latent"));
  EXPECT_THAT(readError("[generator]\nlatent = { a = 3 }"), HasSubstr("generator.latent"));
}

TEST(Toml, NewerFormatsAreRefused) {
  EXPECT_THAT(readError("format = 2\nfrom_the_future = true"),
              AllOf(HasSubstr("my.toml:1"), HasSubstr("newer"), HasSubstr("Update Ganvas")));
  EXPECT_THAT(readError("format = 0"), HasSubstr("format"));
  EXPECT_THAT(readError("format = \"1\""), HasSubstr("format"));
}

TEST(Toml, BrokenTextsNameTheLine) {
  EXPECT_THAT(readError("[schedule]\nepochs = "), HasSubstr("my.toml:2"));
  EXPECT_THAT(readError("[about]\nname = \"cut off"), HasSubstr("my.toml:2"));
  EXPECT_THAT(readError("[about]\nname = \"\xFF\xFE\""), HasSubstr("my.toml:2"));
  EXPECT_THAT(readError("[about]\nname = \"a\"\nname = \"b\""), HasSubstr("my.toml:3"));
  EXPECT_THAT(readError(std::string("\0\0\0", 3)), HasSubstr("my.toml"));
}

TEST(Toml, NoPrefixOfARecipeCrashes) {
  for (const char* name : {"quickstart", "mnist-wgan-gp", "dcgan-3-exponential"}) {
    const std::string text = writeToml(loadRecipe(name));
    for (std::size_t length = 0; length < text.size(); length += 3) readError(text.substr(0, length));
  }
}

TEST(Toml, HostileTextsAreErrorsNotCrashes) {
  std::string dots = "a";
  for (int i = 0; i < 400000; ++i) dots += ".a";
  EXPECT_THAT(readError(dots + " = 1"), AllOf(HasSubstr("my.toml:1"), HasSubstr("nested too deeply")));
  EXPECT_THAT(readError("[" + dots + "]"), HasSubstr("nested too deeply"));
  std::string spaced = "\"a\"";
  for (int i = 0; i < 100000; ++i) spaced += " . 'a'";
  EXPECT_THAT(readError(spaced + " = 1"), HasSubstr("nested too deeply"));
  EXPECT_NE(readError("a = " + std::string(500000, '[')), "");
  std::string tables = "a = ";
  for (int i = 0; i < 100000; ++i) tables += "{a=";
  EXPECT_NE(readError(tables), "");
  EXPECT_NE(readError(std::string(1000000, 'k') + " = 1"), "");
  EXPECT_THAT(readError(std::string((1 << 20) + 1, '#')), HasSubstr("larger than 1048576"));
}

TEST(Toml, OnlyTheDotsOfKeysAreCounted) {
  std::string dots = "a";
  for (int i = 0; i < 1000; ++i) dots += ".a";
  for (const char* before : {"x = \"\\\"\", ", "x = 'it\\', ", "x = \"\"\"a\"\"\"\", ", "x = '''''', ", "x = \"\", ",
                             "'#' = 1, ", "x = \"\"\"\n\\\"\"\"\"\"\", "}) {
    EXPECT_THAT(readError("a = {" + std::string(before) + dots + " = 1}"), HasSubstr("nested too deeply")) << before;
  }
  for (const std::string& text :
       {"\"" + dots + "\"", "'" + dots + "'", "\"\"\"\n" + dots + "\n\"\"\"", "\"\" # " + dots}) {
    EXPECT_NO_THROW(readToml("[about]\ndescription = " + text + "\n", "my.toml"));
  }
}

TEST(Toml, FilesThatAreNoneSaySo) {
  const TemporaryDirectory directory;
  EXPECT_THAT(errorOf([&] { readTomlFile(directory.path()); }), HasSubstr("this is a directory"));
  EXPECT_THAT(errorOf([&] { readTomlFile(directory / "none.toml"); }), HasSubstr("No such file"));
  writeFileAtomically(directory / "big.toml", std::string(2 << 20, '\n'));
  EXPECT_THAT(errorOf([&] { readTomlFile(directory / "big.toml"); }), HasSubstr("larger than 1048576"));
  writeFileAtomically(directory / "bad.toml", "seed = 1\nsede = 2\n");
  EXPECT_THAT(errorOf([&] { readTomlFile(directory / "bad.toml"); }),
              AllOf(HasSubstr((directory / "bad.toml").string() + ":2"), HasSubstr("Did you mean seed?")));
}

}  // namespace
}  // namespace ganvas::config
