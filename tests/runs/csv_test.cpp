#include "runs/csv.h"

#include <cmath>
#include <limits>
#include <random>
#include <sstream>

#include "support.h"

namespace ganvas::runs {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

class Csv : public InDirectory {
 protected:
  const std::filesystem::path table = directory / "table.csv";

  HistoryReader history(const std::vector<std::string>& names, const std::vector<float>& rows) const {
    HistoryWriter writer(directory / "history.db");
    writer.append(names, rows);
    writer.flush();
    return HistoryReader(directory / "history.db");
  }

  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(directory), std::filesystem::directory_iterator()));
  }
};

TEST_F(Csv, HoldsTheStretchWithEmptyCellsForNaN) {
  const HistoryReader reader = history({"d_loss", "seconds", "g_loss"},  //
                                       {0.5F, 1, 2, 0.25F, 2, kNaN, 0.125F, 3, -1e-10F, 4, 4, 4});
  EXPECT_EQ(writeCsv(reader, {{"g_loss", "d_loss", "nowhere"}, 2, 3, 0.125}, table), 2);
  EXPECT_EQ(readText(table),
            "step,epoch,seconds,g_loss,d_loss,nowhere\n"
            "2,0.25,2,,0.25,\n"
            "3,0.375,3,-1e-10,0.125,\n");
}

TEST_F(Csv, LeavesColumnsEmptyThatTheRunLacksAndQuotesNames) {
  const HistoryReader reader = history({"a,\"b\""}, {1, 2});
  EXPECT_EQ(writeCsv(reader, {{"a,\"b\""}}, table), 2);
  EXPECT_EQ(readText(table), "step,epoch,seconds,\"a,\"\"b\"\"\"\n1,,,1\n2,,,2\n");
}

TEST_F(Csv, EveryValueOfManyBlocksReadsBackExactly) {
  std::mt19937 engine(3);
  std::normal_distribution<float> normal;
  std::vector<float> values(50'000);
  for (float& value : values) value = std::exp(20 * normal(engine));
  const HistoryReader reader = history({"a"}, values);
  std::vector<double> shares;
  EXPECT_EQ(writeCsv(reader, {{"a"}}, table,
                     [&](double share) {
                       shares.push_back(share);
                       return true;
                     }),
            50'000);
  EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
  EXPECT_EQ(shares.back(), 1);
  std::ifstream in(table);
  std::string line;
  std::getline(in, line);
  for (std::size_t i = 0; i < values.size(); ++i) {
    ASSERT_TRUE(std::getline(in, line));
    ASSERT_EQ(line.substr(0, line.find(',')), std::to_string(i + 1));
    ASSERT_EQ(std::strtof(line.c_str() + line.rfind(',') + 1, nullptr), values[i]);
  }
  EXPECT_FALSE(std::getline(in, line));
}

TEST_F(Csv, AnEmptyStretchIsAHeaderAlone) {
  const HistoryReader reader = history({"a"}, {1, 2});
  EXPECT_EQ(writeCsv(reader, {{"a"}, 7, 9}, table), 0);
  EXPECT_EQ(readText(table), "step,epoch,seconds,a\n");
}

TEST_F(Csv, StoppedOrFailedItLeavesTheOldFileAndNoPart) {
  const HistoryReader reader = history({"a"}, std::vector<float>(40'000, 1));
  writeText(table, "old");
  const std::size_t before = files();
  EXPECT_EQ(writeCsv(reader, {{"a"}}, table, [](double share) { return share < 0.5; }), -1);
  EXPECT_EQ(readText(table), "old");
  EXPECT_EQ(files(), before);

  const auto nowhere = directory / "nowhere" / "table.csv";
  EXPECT_NE(messageOf([&] { writeCsv(reader, {{"a"}}, nowhere); }).find(nowhere.string()), std::string::npos);
  EXPECT_NE(messageOf([&] { writeCsv(reader, {{"a"}}, "/dev/full/table.csv"); }), "");
}

}  // namespace
}  // namespace ganvas::runs
