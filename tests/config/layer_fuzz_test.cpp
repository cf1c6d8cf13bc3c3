// Whatever bytes stand in layer lines, they give a plan or an error with its place.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "config/network_plan.h"
#include "config/recipes.h"
#include "config/utf8.h"

namespace ganvas::config {
namespace {

// splitmix64: the same cases on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t limit) {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return static_cast<std::size_t>((x ^ (x >> 31)) % limit);
  }
  template <class List>
  const auto& of(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::uint64_t state_;
};

const std::array kInputs = {
    NetworkInput{Shape::vector(100), 10, false},          NetworkInput{Shape::vector(1), 0, true},
    NetworkInput{Shape::picture(8, 8, 16), 10, true},     NetworkInput{Shape::picture(1, 1, 1), 0, false},
    NetworkInput{Shape::picture(7, 33, 3), 10000, false}, NetworkInput{Shape::picture(4096, 4096, 3), 2, false}};

// The lines of all recipes and the forms of all layers, each once.
const std::vector<std::string>& knownLines() {
  static const std::vector<std::string> lines = [] {
    std::set<std::string> unique;
    for (const Recipe& recipe : recipes()) {
      unique.insert(recipe.experiment.generator.layers.begin(), recipe.experiment.generator.layers.end());
      unique.insert(recipe.experiment.discriminator.layers.begin(), recipe.experiment.discriminator.layers.end());
    }
    for (const LayerForm& form : layerForms()) {
      unique.emplace(form.name);
      unique.emplace(form.usage);
    }
    return std::vector<std::string>(unique.begin(), unique.end());
  }();
  return lines;
}

std::string escaped(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += ::testing::PrintToString(line.substr(0, 600)) + "\n";
  return text;
}

void checkPlace(const LayerError& error, const std::vector<std::string>& lines) {
  ASSERT_GE(error.line(), 1u) << escaped(lines) << error.what();
  ASSERT_LE(error.line(), lines.size()) << escaped(lines) << error.what();
  const std::size_t size = lines[error.line() - 1].size();
  ASSERT_GE(error.column(), 1u) << escaped(lines) << error.what();
  ASSERT_LE(error.column() - 1 + error.length(), size) << escaped(lines) << error.what();
  ASSERT_EQ(error.network(), "generator");
  if (std::all_of(lines.begin(), lines.end(), [](const auto& line) { return isUtf8(line); })) {
    ASSERT_TRUE(isUtf8(error.what())) << escaped(lines);
  }
}

/// Whether the lines make a network.
bool check(const std::vector<std::string>& lines, const NetworkInput& input) {
  try {
    const NetworkPlan plan = planNetwork("generator", lines, input);
    EXPECT_GE(plan.output.elements(), 1) << escaped(lines);
    EXPECT_LT(plan.parameters(), kTooManyParameters) << escaped(lines);
    EXPECT_GE(plan.parameters(), 0) << escaped(lines);
    EXPECT_GE(plan.multiplyAdds(), 0) << escaped(lines);
    return true;
  } catch (const LayerError& error) {
    checkPlace(error, lines);
  } catch (const std::exception& error) {
    ADD_FAILURE() << escaped(lines) << error.what();
  }
  return false;
}

std::string randomBytes(Dice& dice) {
  std::string text(dice.below(dice.below(50) == 0 ? 700 : 40), ' ');
  for (char& c : text) c = static_cast<char>(dice.below(256));
  return text;
}

const std::array<std::string, 14> kWords = {
    "0",     "-1", "99999999999999999999", "1e309", "nan",    "2147483648", "k0", "s1024", "1048576x1048576x1",
    "init=", "x",  "init=normal:1e-99",    "eps=",  "no_bias"};

std::string mutated(Dice& dice, std::string text) {
  for (std::size_t times = 1 + dice.below(3); times > 0; --times) {
    const std::size_t at = dice.below(text.size() + 1);
    switch (dice.below(6)) {
      case 0:
        text.insert(at, 1, static_cast<char>(dice.below(256)));
        break;
      case 1:
        if (at < text.size()) text[at] = static_cast<char>(dice.below(256));
        break;
      case 2:
        if (at < text.size()) text.erase(at, 1 + dice.below(3));
        break;
      case 3:
        text += " " + dice.of(kWords);
        break;
      case 4:
        text = text.substr(0, text.find(' ')) + " " + dice.of(kWords);
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>('0' + dice.below(10));
    }
  }
  return text;
}

std::string spliced(Dice& dice) {
  const std::string& a = dice.of(knownLines());
  const std::string& b = dice.of(knownLines());
  return a.substr(0, dice.below(a.size() + 1)) + (dice.below(2) ? " " : "") + b.substr(dice.below(b.size() + 1));
}

TEST(LayerFuzz, RandomBytes) {
  Dice dice(1);
  for (int i = 0; i < 50000; ++i) {
    check({randomBytes(dice)}, dice.of(kInputs));
    if (HasFatalFailure()) return;
  }
}

TEST(LayerFuzz, MutatedAndSplicedLines) {
  Dice dice(2);
  int good = 0;
  for (int i = 0; i < 90000; ++i) {
    const std::string line = dice.below(3) == 0 ? spliced(dice) : mutated(dice, dice.of(knownLines()));
    good += check({line}, dice.of(kInputs)) ? 1 : 0;
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(good, 1000);  // not all die at the first word
}

TEST(LayerFuzz, EveryTruncationOfEveryLine) {
  for (const std::string& line : knownLines()) {
    for (std::size_t length = 0; length <= line.size(); ++length) {
      for (const NetworkInput& input : kInputs) check({line.substr(0, length)}, input);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(LayerFuzz, NetworksOfManyLines) {
  Dice dice(3);
  int good = 0;
  for (int i = 0; i < 20000; ++i) {
    std::vector<std::string> lines = {"linear 8x8x16"};
    const std::array<std::string, 6> flow = {"save a", "save b", "add a", "concat b", "load a", "features"};
    for (std::size_t more = dice.below(8); more > 0; --more) {
      lines.push_back(dice.below(2) ? dice.of(flow) : dice.of(knownLines()));
    }
    if (dice.below(4) == 0) lines.back() = mutated(dice, lines.back());
    good += check(lines, kInputs[0]) ? 1 : 0;
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(good, 1000);
}

}  // namespace
}  // namespace ganvas::config
