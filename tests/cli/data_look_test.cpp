#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/cli_fixture.h"
#include "data/data_files.h"

namespace ganvas::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

/// Three classes of 1, 2 and 3 pictures of 4×4 grey pixels.
class CliDataLookTest : public CliTest {
 protected:
  CliDataLookTest() {
    fs::create_directory(set);
    std::ofstream(set / "train-images-idx3-ubyte", std::ios::binary) << idxImages(6, 4, 4);
    std::ofstream(set / "train-labels-idx1-ubyte", std::ios::binary) << idxLabels("\2\1\2\0\1\2"s);
  }
  /// Width and height from a PNG's header.
  std::pair<int, int> sizeOfPng(const fs::path& file) const {
    const std::string bytes = bytesOf(file);
    EXPECT_EQ(bytes.substr(1, 3), "PNG");
    const auto number = [&](std::size_t at) {
      return (static_cast<unsigned char>(bytes.at(at + 2)) << 8) + static_cast<unsigned char>(bytes.at(at + 3));
    };
    return {number(16), number(20)};
  }

  fs::path set = folder / "set";
};

TEST_F(CliDataLookTest, InfoTellsWhatIsThere) {
  const Result text = run({"data", "info", set.string()});
  EXPECT_EQ(text.code, 0) << text.err;
  for (const char* line : {"6 of 4×4×1\n", "classes       3\n", "0: 1\n", "1: 2\n", "2: 3\n", "duplicates    0 "}) {
    EXPECT_NE(text.out.find(line), std::string::npos) << line << " is not in " << text.out;
  }
  double mean = 0;
  for (std::size_t i = 0; i < 6 * 16; ++i) mean += pixelByte(i) / 96.0;
  const auto json = nlohmann::json::parse(run({"data", "info", set.string(), "--json"}).out);
  EXPECT_EQ(json["pictures"], 6);
  EXPECT_EQ(json["classes"][2]["pictures"], 3);
  EXPECT_NEAR(json["statistics"]["mean"].get<double>(), mean, 1e-6);
  EXPECT_NEAR(json["statistics"]["channels"][0]["mean"].get<double>(), mean, 1e-6);
  EXPECT_EQ(json["left_out"].size(), 0U);
}

TEST_F(CliDataLookTest, ParametersCountAndWrongOnesAreWrongUsage) {
  const auto json = nlohmann::json::parse(run({"data", "info", set.string(), "--json", "--set", "data.limit=4"}).out);
  EXPECT_EQ(json["pictures"], 4);
  expectEnd(run({"data", "info", set.string(), "--set", "data.limt=4"}), 2, "data.limit");
  expectEnd(run({"data", "info", (folder / "nowhere").string()}), 1, "nowhere");
}

TEST_F(CliDataLookTest, PreviewWritesASheetOfWhatTrainingSees) {
  const fs::path sheet = folder / "sheet.png", augmented = folder / "augmented.png";
  const Result plain = run({"data", "preview", set.string(), "--out", sheet.string(), "--count", "5"});
  EXPECT_EQ(plain.code, 0) << plain.err;
  // 3 columns and 2 rows of pictures 16 times as large, 2 pixels between and around them.
  EXPECT_EQ(sizeOfPng(sheet), std::pair(3 * (64 + 2) + 2, 2 * (64 + 2) + 2));
  const Result flipped = run({"data", "preview", set.string(), "--out", augmented.string(), "--count", "5",
                              "--augmented", "--set", "augmentation.flip=1"});
  EXPECT_EQ(flipped.code, 0) << flipped.err;
  EXPECT_NE(bytesOf(augmented), bytesOf(sheet));
  const Result warned = run({"data", "preview", set.string(), "--out", augmented.string(), "--augmented"});
  EXPECT_NE(warned.err.find("no augmentation is switched on"), std::string::npos) << warned.err;
  expectEnd(run({"data", "preview", set.string(), "--out", (folder / "no/such/folder.png").string()}), 1, "folder.png");
}

TEST_F(CliDataLookTest, PrepareOpensASet) {
  const Result result = run({"data", "prepare", set.string()});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_NE(result.out.find("6 pictures of 4×4×1 are ready"), std::string::npos) << result.out;
}

}  // namespace
}  // namespace ganvas::testing
