#include "panels/rate_preview.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <string_view>

#include "bridge/text.h"
#include "config/network_plan.h"
#include "config/rate_schedule.h"
#include "config/usual_set.h"
#include "panels/series_names.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

constexpr std::int64_t kPoints = 400;          // more than the plot is wide
constexpr double kAnyStepsPerEpoch = 10000.0;  // where the course over epochs is the same for any
constexpr double kNothing = 1e-5;              // of the highest rate: said to be 0

struct Length {
  std::int64_t steps = 1;
  double stepsPerEpoch = 1;
};

/// How long the run is. Where nobody knows the number of pictures: any length that gives the same course, or none.
std::optional<Length> lengthOf(const config::Experiment& experiment) {
  const config::Schedule& schedule = experiment.schedule;
  if (const auto pictures = config::usualSet(experiment.data).pictures) {
    return Length{config::totalSteps(experiment, *pictures), config::stepsPerEpoch(experiment, *pictures)};
  }
  const bool byEpochs = schedule.rate == "exponential" || schedule.rate == "step";
  if (schedule.steps > 0 && !byEpochs) return Length{schedule.steps, 1};
  if (schedule.steps > 0 || schedule.warmupSteps > 0 || schedule.horizon > 0) return std::nullopt;
  return Length{std::max<std::int64_t>(1, std::llround(schedule.epochs * kAnyStepsPerEpoch)), kAnyStepsPerEpoch};
}

RateCurve curveOf(const char* series, double rate, const config::Experiment& experiment, const Length& length,
                  bool epochs) {
  const bool generator = std::string_view(series) == "g_lr";
  RateCurve curve{
      generator ? RatePreview::tr("Generator") : RatePreview::tr("Discriminator"), preferredColour(series), {}, {}};
  const std::int64_t horizon = experiment.schedule.horizon > 0 ? experiment.schedule.horizon : length.steps;
  const std::int64_t count = std::min(kPoints, length.steps);
  for (std::int64_t i = 0; i < count; ++i) {
    const double share = count > 1 ? static_cast<double>(i) / static_cast<double>(count - 1) : 0;
    const std::int64_t step = 1 + std::llround(share * static_cast<double>(length.steps - 1));
    curve.xs.push_back(static_cast<double>(step) / (epochs ? length.stepsPerEpoch : 1));
    curve.ys.push_back(rate * config::rateFactor(experiment.schedule, step, horizon, length.stepsPerEpoch));
  }
  return curve;
}

QString rateText(double rate) {
  return QString::number(rate, 'g', 3);
}

double highestOf(const RateCurve& curve) {
  return *std::max_element(curve.ys.begin(), curve.ys.end());
}

bool isConstant(const RateCurve& curve) {
  return curve.ys.front() == curve.ys.back() && highestOf(curve) == curve.ys.front();
}

QString courseText(const RateCurve& curve) {
  const double first = curve.ys.front(), last = curve.ys.back(), highest = highestOf(curve);
  if (isConstant(curve)) return RatePreview::tr("%1: %2").arg(curve.label, rateText(first));
  const QString end = last < kNothing * highest ? RatePreview::tr("almost 0") : rateText(last);
  if (highest > first) {
    return RatePreview::tr("%1: %2, rises to %3, ends at %4").arg(curve.label, rateText(first), rateText(highest), end);
  }
  return RatePreview::tr("%1: %2 to %3").arg(curve.label, rateText(first), end);
}

}  // namespace

std::optional<RateCourse> rateCourse(const config::Experiment& experiment) {
  const auto length = lengthOf(experiment);
  if (!length) return std::nullopt;
  RateCourse course;
  course.epochs = experiment.schedule.steps == 0;
  const auto add = [&](const char* series, double rate) {
    course.curves.push_back(curveOf(series, rate, experiment, *length, course.epochs));
  };
  add("g_lr", experiment.generatorOptimiser.learningRate);
  if (!config::hasDiscriminator(experiment)) {
    course.curves.front().label = RatePreview::tr("Learning rate");
    return course;
  }
  if (experiment.discriminatorOptimiser.learningRate != experiment.generatorOptimiser.learningRate) {
    add("d_lr", experiment.discriminatorOptimiser.learningRate);
  } else {
    course.curves.front().label = RatePreview::tr("Both learning rates");
  }
  return course;
}

RatePreview::RatePreview(QWidget* parent)
    : QWidget(parent), plot_(new RatePlot(this)), words_(wrappingLabel(QStringLiteral("rateWords"), this)) {
  setObjectName(QStringLiteral("ratePreview"));
  plot_->setObjectName(QStringLiteral("ratePlot"));
  plot_->setAccessibleName(tr("Learning rates over the run"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 4, 0, 4);
  layout->setSpacing(2);
  layout->addWidget(plot_);
  layout->addWidget(words_);
  shown_.schedule.batchSize = -1;  // no experiment's: the first one is drawn
}

void RatePreview::show(const config::Experiment& experiment) {
  if (experiment == shown_) return;
  shown_ = experiment;
  const auto course = rateCourse(experiment);
  // A flat line would take room and tell nothing.
  plot_->setVisible(course && !std::all_of(course->curves.begin(), course->curves.end(), isConstant));
  if (!course) {
    return words_->setText(
        tr("How the learning rates go depends on the number of pictures, which is known when the "
           "data set is read."));
  }
  const bool logarithmic = experiment.schedule.rate == "exponential";
  plot_->setCurves(course->curves, course->epochs ? tr("epoch") : tr("step"), logarithmic);
  QStringList words;
  for (const RateCurve& curve : course->curves) words << courseText(curve);
  words_->setText(words.join(QLatin1Char('\n')));
  plot_->setAccessibleDescription(words_->text());
}

}  // namespace ganvas::ui
