#include "set_report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "sets/recognise.h"

namespace ganvas::cli {

namespace {

using Json = nlohmann::ordered_json;
using session::Inspection;
using session::SetStatistics;

constexpr std::size_t kMostSizes = 5, kMostLeftOut = 20;

/// Of the values of a channel's pixels, 0 … 255.
struct ChannelFigures {
  double mean = 0, deviation = 0;
};

ChannelFigures figuresOf(const std::array<std::int64_t, 256>& histogram) {
  double count = 0, sum = 0, squares = 0;
  for (std::size_t value = 0; value < histogram.size(); ++value) {
    const auto pixels = static_cast<double>(histogram[value]), v = static_cast<double>(value);
    count += pixels;
    sum += pixels * v;
    squares += pixels * v * v;
  }
  if (count == 0) return {};
  const double mean = sum / count;
  return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

/// Groups of pictures that are alike, and how many of these are not the first of theirs.
struct Repeats {
  std::size_t groups = 0, more = 0;
};

Repeats repeatsOf(const std::vector<session::DuplicateGroup>& all, bool exact) {
  Repeats repeats;
  for (const session::DuplicateGroup& group : all) {
    if (group.exact != exact) continue;
    ++repeats.groups;
    repeats.more += group.pictures.size() - 1;
  }
  return repeats;
}

std::string number(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.2f", value);
  return text.data();
}

std::string sizeOf(const SetInfo& info) {
  return std::to_string(info.width) + "×" + std::to_string(info.height) + "×" + std::to_string(info.channels);
}

void addClasses(std::ostringstream& out, const SetInfo& info, const SetStatistics& statistics) {
  if (info.classNames.empty()) {
    out << "classes       none\n";
    return;
  }
  out << "classes       " << info.classNames.size() << '\n';
  for (std::size_t i = 0; i < info.classNames.size(); ++i) {
    out << "  " << i << "  " << info.classNames[i];
    if (i < statistics.classCounts.size()) out << ": " << statistics.classCounts[i];
    out << '\n';
  }
}

void addPixels(std::ostringstream& out, const SetStatistics& statistics) {
  out << "pixels        mean " << number(statistics.meanValue) << ", deviation " << number(statistics.deviationValue)
      << " of 0 … 255\n";
  constexpr std::array kColours{"red", "green", "blue"};
  const bool colour = statistics.histograms.size() == kColours.size();
  for (std::size_t c = 0; colour && c < kColours.size(); ++c) {
    const ChannelFigures figures = figuresOf(statistics.histograms[c]);
    out << "  " << kColours[c] << ": mean " << number(figures.mean) << ", deviation " << number(figures.deviation)
        << '\n';
  }
}

void addSizes(std::ostringstream& out, const SetStatistics& statistics) {
  if (statistics.sizes.empty()) return;
  out << "source files  of " << statistics.sizes.size() << (statistics.sizes.size() == 1 ? " size\n" : " sizes\n");
  for (std::size_t i = 0; i < std::min(kMostSizes, statistics.sizes.size()); ++i) {
    const SetStatistics::SourceSize& size = statistics.sizes[i];
    out << "  " << size.width << "×" << size.height << ": " << size.count << '\n';
  }
  if (statistics.sizes.size() > kMostSizes) out << "  …\n";
}

void addRepeats(std::ostringstream& out, const std::vector<session::DuplicateGroup>& all, std::int64_t distance) {
  const Repeats exact = repeatsOf(all, true), near = repeatsOf(all, false);
  out << "duplicates    " << exact.more << " pictures repeat another byte for byte, " << near.more
      << " look like another (hashes at most " << distance << " of 64 bits apart)\n";
}

void addLeftOut(std::ostringstream& out, const std::vector<LeftOut>& leftOut) {
  out << "left out      " << leftOut.size() << '\n';
  for (std::size_t i = 0; i < std::min(kMostLeftOut, leftOut.size()); ++i) {
    out << "  " << leftOut[i].name << ": " << leftOut[i].reason << '\n';
  }
  if (leftOut.size() > kMostLeftOut) out << "  … and " << leftOut.size() - kMostLeftOut << " more: --json lists all\n";
}

Json classesJson(const Inspection& inspection) {
  Json classes = Json::array();
  for (std::size_t i = 0; i < inspection.info.classNames.size(); ++i) {
    Json one = {{"name", inspection.info.classNames[i]}};
    const bool counted = inspection.statistics && i < inspection.statistics->classCounts.size();
    if (counted) one["pictures"] = inspection.statistics->classCounts[i];
    classes.push_back(one);
  }
  return classes;
}

Json statisticsJson(const SetStatistics& statistics) {
  Json channels = Json::array(), sizes = Json::array();
  for (const auto& histogram : statistics.histograms) {
    const ChannelFigures figures = figuresOf(histogram);
    channels.push_back({{"mean", figures.mean}, {"deviation", figures.deviation}, {"histogram", histogram}});
  }
  for (const SetStatistics::SourceSize& size : statistics.sizes) {
    sizes.push_back({{"width", size.width}, {"height", size.height}, {"pictures", size.count}});
  }
  return {{"looked", statistics.looked},
          {"mean", statistics.meanValue},
          {"deviation", statistics.deviationValue},
          {"channels", channels},
          {"source_sizes", sizes}};
}

Json duplicatesJson(const std::vector<session::DuplicateGroup>& all) {
  Json groups = Json::array();
  for (const session::DuplicateGroup& group : all) {
    groups.push_back({{"exact", group.exact}, {"pictures", group.pictures}});
  }
  return groups;
}

Json leftOutJson(const std::vector<LeftOut>& all) {
  Json list = Json::array();
  for (const LeftOut& one : all) list.push_back({{"name", one.name}, {"reason", one.reason}});
  return list;
}

}  // namespace

std::string setReportText(const Inspection& inspection) {
  std::ostringstream out;
  const SetInfo& info = inspection.info;
  out << "set           " << info.name << '\n';
  out << "source        " << sets::describeSource(inspection.experiment.data) << '\n';
  out << "pictures      " << info.count << " of " << sizeOf(info) << '\n';
  if (inspection.statistics) {
    addClasses(out, info, *inspection.statistics);
    addPixels(out, *inspection.statistics);
    addSizes(out, *inspection.statistics);
  }
  if (inspection.duplicates) {
    addRepeats(out, *inspection.duplicates, inspection.experiment.preparation.duplicateDistance);
  }
  if (inspection.leftOut && !inspection.leftOut->empty()) addLeftOut(out, *inspection.leftOut);
  return out.str();
}

std::string setReportJson(const Inspection& inspection) {
  const SetInfo& info = inspection.info;
  const config::Data& data = inspection.experiment.data;
  Json all = {{"name", info.name},
              {"source", data.source},
              {"path", data.path},
              {"split", data.split},
              {"pictures", info.count},
              {"width", info.width},
              {"height", info.height},
              {"channels", info.channels},
              {"classes", classesJson(inspection)},
              {"fingerprint", inspection.fingerprint},
              {"warnings", info.warnings}};
  if (inspection.statistics) all["statistics"] = statisticsJson(*inspection.statistics);
  if (inspection.duplicates) all["duplicates"] = duplicatesJson(*inspection.duplicates);
  all["left_out"] = inspection.leftOut ? leftOutJson(*inspection.leftOut) : Json::array();
  return all.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace ganvas::cli
