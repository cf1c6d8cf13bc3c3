#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "base/synthetic_source.h"
#include "session/inspector.h"

namespace ganvas::ui::test {

/// Looks at computed pictures at once, on the caller's thread: what it says is right for them, or what the test says.
class FakeInspector : public session::Inspector {
 public:
  struct Plan {
    SyntheticOptions set{.width = 16, .height = 16, .channels = 3, .classes = 5, .count = 200};
    std::int64_t looked = 200;  ///< of the statistics; fewer: it is going on
    bool sizes = false;         ///< source files of several sizes
    std::vector<LeftOut> leftOut;
    std::vector<session::DuplicateGroup> duplicates;
    std::optional<session::Failure> failure;
  };
  struct Log {
    std::vector<config::Experiment> opened;
    std::vector<std::vector<std::int64_t>> chosen;
    int cancelled = 0;
  };

  FakeInspector(std::shared_ptr<Plan> plan, std::shared_ptr<Log> log) : plan_(std::move(plan)), log_(std::move(log)) {}

  void open(config::Experiment experiment) override {
    log_->opened.push_back(experiment);
    const std::uint64_t revision = state_.revision;
    state_ = {};
    state_.revision = revision;
    state_.experiment = std::move(experiment);
    state_.failure = plan_->failure;
    if (!plan_->failure) look();
    changed();
  }
  void choose(std::vector<std::int64_t> indices) override {
    log_->chosen.push_back(indices);
    auto chosen = std::make_shared<session::ChosenPictures>();
    std::erase_if(indices, [this](std::int64_t index) { return index < 0 || index >= state_.info.count; });
    chosen->indices = indices;
    chosen->pictures = {state_.info.width, state_.info.height, state_.info.channels, {}, {}};
    for (const std::int64_t index : indices) {
      const auto pixels = read(index);
      chosen->pictures.pixels.insert(chosen->pictures.pixels.end(), pixels.begin(), pixels.end());
      chosen->origins.push_back({"photos/" + std::to_string(index) + ".jpg", 640, 480, 51234});
    }
    state_.chosen = chosen;
    changed();
  }
  void cancel() override {
    ++log_->cancelled;
    state_.cancelled = !state_.activity.empty();
    state_.activity.clear();
    changed();
  }
  session::Inspection inspection() const override { return state_; }
  void onChange(std::function<void()> wake) override { wake_ = std::move(wake); }
  session::Inspection waitForChange(std::uint64_t, std::chrono::milliseconds) const override { return state_; }

 private:
  void changed() {
    ++state_.revision;
    if (wake_) wake_();
  }

  std::vector<std::uint8_t> read(std::int64_t index) {
    std::vector<std::uint8_t> pixels(state_.info.pictureBytes());
    std::vector<std::int32_t> label(1);
    source_->read(index, pixels, label);
    return pixels;
  }

  void look() {
    source_ = std::make_unique<SyntheticSource>(plan_->set);
    state_.open = true;
    state_.info = source_->info();
    state_.fingerprint = source_->fingerprint();
    if (plan_->looked < plan_->set.count) {
      state_.activity = "reading the pictures";
      state_.share = static_cast<double>(plan_->looked) / static_cast<double>(plan_->set.count);
      state_.secondsLeft = 75;
    } else {
      state_.duplicates = std::make_shared<std::vector<session::DuplicateGroup>>(plan_->duplicates);
    }
    state_.leftOut = std::make_shared<std::vector<LeftOut>>(plan_->leftOut);
    readAll();
  }

  /// Of the pictures themselves; labels of all of them, though of very many only those that were looked at.
  void readAll() {
    const std::size_t bytes = state_.info.pictureBytes(), channels = static_cast<std::size_t>(state_.info.channels);
    const auto classes = static_cast<std::size_t>(plan_->set.classes);
    auto labels = std::make_shared<std::vector<std::int32_t>>(static_cast<std::size_t>(plan_->set.count));
    auto statistics = std::make_shared<session::SetStatistics>();
    statistics->looked = std::min(plan_->looked, plan_->set.count);
    statistics->histograms.resize(channels);
    statistics->classCounts.resize(classes);
    std::vector<std::vector<double>> sums(classes + 1, std::vector<double>(bytes)), squares = sums;
    std::vector<double> counts(classes + 1);
    std::vector<std::uint8_t> pixels(bytes);
    for (std::int64_t i = 0; i < statistics->looked; ++i) {
      source_->read(i, pixels, std::span(*labels).subspan(static_cast<std::size_t>(i), 1));
      const auto label = static_cast<std::size_t>((*labels)[static_cast<std::size_t>(i)]);
      if (classes > 0) ++statistics->classCounts[label];
      for (const std::size_t group : {label, classes}) {
        ++counts[group];
        for (std::size_t p = 0; p < bytes; ++p) {
          sums[group][p] += pixels[p];
          squares[group][p] += double{1} * pixels[p] * pixels[p];
        }
        if (classes == 0) break;
      }
      for (std::size_t p = 0; p < bytes; ++p) ++statistics->histograms[p % channels][pixels[p]];
    }
    const auto picture = [&](std::size_t group, bool deviation) {
      Picture made{state_.info.width, state_.info.height, state_.info.channels, std::vector<std::uint8_t>(bytes)};
      for (std::size_t p = 0; p < bytes && counts[group] > 0; ++p) {
        const double mean = sums[group][p] / counts[group];
        const double spread = std::sqrt(std::max(0.0, squares[group][p] / counts[group] - mean * mean));
        made.pixels[p] = static_cast<std::uint8_t>(std::min(255.0, deviation ? 2 * spread : mean));
      }
      return made;
    };
    statistics->mean = picture(classes, false);
    statistics->deviation = picture(classes, true);
    for (std::size_t label = 0; label < classes; ++label) {
      statistics->classMeans.push_back(picture(label, false));
      statistics->classDeviations.push_back(picture(label, true));
      statistics->classLooked.push_back(static_cast<std::int64_t>(counts[label]));
    }
    statistics->meanValue = 101.25;
    statistics->deviationValue = 44.5;
    if (plan_->sizes)
      statistics->sizes = {{640, 480, 120}, {480, 640, 50}, {800, 800, 20}, {1920, 1080, 9}, {90, 400, 1}};
    state_.labels = classes > 0 ? labels : nullptr;
    state_.statistics = statistics;
  }

  std::shared_ptr<Plan> plan_;
  std::shared_ptr<Log> log_;
  session::Inspection state_;
  std::unique_ptr<SyntheticSource> source_;
  std::function<void()> wake_;
};

}  // namespace ganvas::ui::test
