#include "config/reported.h"

#include <gmock/gmock.h>

#include "base/error_text.h"

namespace ganvas::config {
namespace {

using ::testing::AllOf;
using testing::errorOf;
using ::testing::HasSubstr;

std::vector<ReportedFigure> figures(const std::vector<std::string>& lines) {
  About about;
  about.reported = lines;
  return reportedFigures(about);
}

TEST(Reported, ReadsNameValueEpochAndMark) {
  const auto read = figures({"FID 47.79", "d_loss -3.5 epoch 10", "g_loss 1e-3 mark", " KID\t0.04  mark epoch 2.5 "});
  ASSERT_EQ(read.size(), 4u);
  EXPECT_EQ(read[0].name, "FID");
  EXPECT_EQ(read[0].value, 47.79);
  EXPECT_FALSE(read[0].epoch);
  EXPECT_FALSE(read[0].mark);
  EXPECT_EQ(read[1].value, -3.5);
  EXPECT_EQ(read[1].epoch, 10.0);
  EXPECT_FALSE(read[1].mark);
  EXPECT_EQ(read[2].value, 0.001);
  EXPECT_TRUE(read[2].mark);
  EXPECT_EQ(read[3].name, "KID");
  EXPECT_EQ(read[3].epoch, 2.5);
  EXPECT_TRUE(read[3].mark);
  EXPECT_TRUE(figures({}).empty());
}

TEST(Reported, BadLinesAreErrorsThatQuoteThem) {
  for (const char* line : {"", "   ", "FID", "FID many", "FID nan", "FID inf", "FID 1e999", "FID 4,5", "FID 1 epoch",
                           "FID 1 epoch mark", "FID 1 epoch -1", "FID 1 epoch 2 epoch 3", "FID 1 marks", "FID 1 2"}) {
    const std::string message = errorOf([&] { figures({"KID 1", line}); });
    EXPECT_THAT(message, AllOf(HasSubstr("about.reported"), HasSubstr("\"" + std::string(line) + "\""),
                               HasSubstr("NAME VALUE [epoch E] [mark]")))
        << line;
  }
  EXPECT_LT(errorOf([] { figures({std::string(100000, 'x')}); }).size(), 300u);
}

}  // namespace
}  // namespace ganvas::config
