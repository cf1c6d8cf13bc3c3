// The figures that the seed documents report.
#include <gmock/gmock.h>

#include "config/recipes.h"
#include "config/reported.h"

namespace ganvas::config {
namespace {

using ::testing::HasSubstr;

const ReportedFigure* figure(const std::vector<ReportedFigure>& figures, const std::string& name, double epoch = -1) {
  for (const ReportedFigure& found : figures) {
    if (found.name == name && found.epoch.value_or(-1) == epoch) return &found;
  }
  return nullptr;
}

TEST(SeedReported, Gan101ReportsScoresAndLosses) {
  struct Row {
    const char* name;
    double fid, kid, discriminator, generator;
    bool mark;
  };
  for (const Row& row : {Row{"dcgan-1", 53.235623, 0.039666, 0.229398, 3.687913, true},
                         {"dcgan-3", 47.789308, 0.030753, 0.683071, 0.757343, true},
                         {"cgan-1", 36.450094, 0.020338, 0.110001, 6.623448, true},
                         {"cgan-3", 36.428541, 0.018707, 0.113654, 6.526493, true},
                         {"wgan-1", 129.074924, 0.085398, 0.515937, -0.469762, false},
                         {"wgan-2", 182.955915, 0.190047, 0.523048, -0.046282, false},
                         {"sadcgan-2", 49.595077, 0.032582, 0.634288, 0.931837, true},
                         {"dcgan-3-no-outliers", 46.075019, 0.02945318, 0.686637, 0.746695, false},
                         {"dcgan-3-sharpened", 680163.777727, 33706990, 0.684277, 0.750914, true},
                         {"dcgan-3-oversampled", 64.013066, 0.04585502, 0.647558, 0.915615, true},
                         {"cgan-1-no-outliers", 35.389534, 0.02167156, 0.105153, 6.727473, true},
                         {"cgan-1-sharpened", 680924.469492, 33728960, 0.105472, 6.766756, true},
                         {"cgan-1-oversampled", 32.972425, 0.02073221, 0.109868, 4.574687, false},
                         {"dcgan-3-augmented", 700665.890898, 37649380, 0.689118, 0.726457, true},
                         {"dcgan-3-cutmix", 51.564493, 0.03489228, 0.686637, 0.746695, false},
                         {"cgan-1-cutmix", 91.519452, 0.07159536, 0.109868, 4.574687, false},
                         {"dcgan-3-cosine", 46.440363, 0.02945601, 0.685025, 0.751231, true},
                         {"cgan-1-exponential", 32.555592, 0.01869066, 0.108475, 6.636795, true}}) {
    SCOPED_TRACE(row.name);
    const auto figures = reportedFigures(loadRecipe(row.name).about);
    ASSERT_EQ(figures.size(), 4u);
    EXPECT_EQ(figure(figures, "FID")->value, row.fid);
    EXPECT_EQ(figure(figures, "KID")->value, row.kid);
    EXPECT_EQ(figure(figures, "d_loss")->value, row.discriminator);
    EXPECT_EQ(figure(figures, "g_loss")->value, row.generator);
    EXPECT_EQ(figure(figures, "d_loss")->mark, row.mark);
    EXPECT_EQ(figure(figures, "g_loss")->mark, row.mark);
    EXPECT_FALSE(figure(figures, "FID")->mark);
  }
  for (const char* name : {"dcgan-3-no-outliers", "cgan-1-oversampled"})
    EXPECT_THAT(loadRecipe(name).about.reportedNote, HasSubstr("copy error")) << name;
  for (const char* name : {"dcgan-3-sharpened", "cgan-1-sharpened"})  // an FID of 680,163
    EXPECT_THAT(loadRecipe(name).about.reportedNote, HasSubstr("no scores")) << name;
  for (const char* name :
       {"dcgan-4", "dcgan-5", "cgan-1-cosine", "cgan-1-exponential", "dcgan-3-cutmix", "cgan-1-cutmix"})
    EXPECT_THAT(loadRecipe(name).about.reportedNote, HasSubstr("copy error")) << name;
  for (const char* name : {"dcgan-4", "dcgan-5"}) {  // one of the two is the other's
    for (const ReportedFigure& one : reportedFigures(loadRecipe(name).about)) EXPECT_FALSE(one.mark) << name;
  }
}

TEST(SeedReported, OfOneDocumentReportEpochs) {
  for (const char* name : {"mlp-gan-minimax", "mlp-gan-nonsaturating"}) {
    const auto figures = reportedFigures(loadRecipe(name).about);
    ASSERT_NE(figure(figures, "d_loss", 70), nullptr) << name;
    EXPECT_FALSE(figure(figures, "d_loss", 70)->mark) << name;
    EXPECT_FALSE(figure(figures, "g_loss", 70)->mark) << name;
  }
  for (const char* name : {"mnist-gan", "mnist-wgan", "mnist-wgan-gp", "mnist-cgan"}) {
    const auto figures = reportedFigures(loadRecipe(name).about);
    ASSERT_EQ(figures.size(), 12u) << name;
    for (const double epoch : {1, 5, 10, 50, 100, 200}) {
      ASSERT_NE(figure(figures, "d_loss", epoch), nullptr) << name << epoch;
      EXPECT_EQ(figure(figures, "g_loss", epoch)->mark, name != std::string("mnist-wgan") || epoch != 100) << name;
    }
  }
  const auto wgan = reportedFigures(loadRecipe("mnist-wgan").about);
  EXPECT_EQ(figure(wgan, "d_loss", 1)->value, -3.244686);
  EXPECT_EQ(figure(wgan, "g_loss", 200)->value, -0.210387);
  EXPECT_EQ(figure(reportedFigures(loadRecipe("mnist-cgan").about), "d_loss", 200)->value, 0.096442);
}

}  // namespace
}  // namespace ganvas::config
