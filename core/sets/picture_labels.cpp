#include "sets/picture_labels.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "base/error.h"
#include "sets/container_names.h"
#include "sets/label_file.h"
#include "sets/label_table.h"
#include "sets/table_reader.h"

namespace ganvas::sets {

namespace {

constexpr std::size_t kMostClasses = 65536;

/// Collects rows: labels as the places of their texts, which become classes at the end.
class Collector {
 public:
  Collector(const PictureContainer& container, NameIndex& index, const std::string& where, const std::stop_token& stop)
      : index_(index), where_(where), stop_(stop), labels_(container.files().size(), -1) {}

  void take(const LabelRow& row) {
    if (stop_.stop_requested()) throw Error("cancelled", "", "");
    const auto file = index_.find(row.file);
    if (!file) {
      if (++unknown_ == 1) firstUnknown_ = row.file;
      return;
    }
    const std::string label(trimmed(row.label));
    if (label.empty()) return;
    const std::int32_t text = intern(label);
    std::int32_t& place = labels_[*file];
    if (place >= 0 && place != text && ++contradictions_ == 1) firstContradiction_ = row.file;
    if (place < 0) place = text;
  }

  PictureLabels finish(const std::string& name, const std::string& column) {
    const bool none = std::all_of(labels_.begin(), labels_.end(), [](std::int32_t label) { return label < 0; });
    if (none) {
      throw Error("the file of labels names no picture that is there" +
                      (unknown_ > 0 ? " (first: " + firstUnknown_ + ")" : std::string()),
                  where_, "Check that it belongs to these pictures, or set data.labels=none");
    }
    PictureLabels result;
    result.file = name;
    const std::vector<std::int32_t> classes = makeClasses(column, result.classNames);
    for (std::int32_t& label : labels_) label = label < 0 ? -1 : classes[static_cast<std::size_t>(label)];
    result.labels = std::move(labels_);
    warn(result);
    return result;
  }

 private:
  std::int32_t intern(const std::string& label) {
    const auto [entry, isNew] = numbers_.emplace(label, static_cast<std::int32_t>(texts_.size()));
    if (isNew) texts_.push_back(label);
    if (texts_.size() <= kMostClasses) return entry->second;
    throw Error("there are more than " + std::to_string(kMostClasses) + " different labels: these are no classes",
                where_, "Name another column: --set data.labels=FILE#COLUMN");
  }

  /// The class of each text.
  std::vector<std::int32_t> makeClasses(const std::string& column, std::vector<std::string>& names) const {
    if (const auto numbers = classNumbers(); !numbers.empty()) {
      const std::int32_t most = *std::max_element(numbers.begin(), numbers.end());
      for (std::int32_t i = 0; i <= most; ++i) names.push_back(std::to_string(i));
      return numbers;
    }
    const bool attribute = !column.empty() && numbers_.contains("-1") &&
                           std::all_of(texts_.begin(), texts_.end(), [](auto& t) { return t == "-1" || t == "1"; });
    if (attribute) names = {"not " + column, column};
    std::vector<std::int32_t> order(texts_.size());
    std::iota(order.begin(), order.end(), 0);
    if (attribute) {
      for (std::size_t i = 0; i < order.size(); ++i) order[i] = texts_[i] == "1" ? 1 : 0;
      return order;
    }
    names = texts_;
    std::sort(names.begin(), names.end());
    for (std::size_t i = 0; i < order.size(); ++i) {
      order[i] = static_cast<std::int32_t>(std::lower_bound(names.begin(), names.end(), texts_[i]) - names.begin());
    }
    return order;
  }

  /// The texts as numbers; empty when they are not all such.
  std::vector<std::int32_t> classNumbers() const {
    std::vector<std::int32_t> numbers;
    for (const std::string& text : texts_) {
      std::int32_t number = -1;
      const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
      const bool whole = code == std::errc() && end == text.data() + text.size();
      if (!whole || number < 0 || number >= static_cast<std::int32_t>(kMostClasses)) return {};
      numbers.push_back(number);
    }
    return numbers;
  }

  void warn(PictureLabels& result) const {
    if (unknown_ > 0) {
      result.warnings.push_back(where_ + " names " + std::to_string(unknown_) +
                                " pictures that are not there (first: " + firstUnknown_ + ")");
    }
    if (contradictions_ > 0) {
      result.warnings.push_back(where_ + " gives " + std::to_string(contradictions_) +
                                " pictures another label once more; the first counts (such as: " + firstContradiction_ +
                                ")");
    }
  }

  NameIndex& index_;
  const std::string& where_;
  const std::stop_token& stop_;
  std::vector<std::int32_t> labels_;  ///< of each file of the container, as places in texts_
  std::unordered_map<std::string, std::int32_t> numbers_;
  std::vector<std::string> texts_;
  std::int64_t unknown_ = 0, contradictions_ = 0;
  std::string firstUnknown_, firstContradiction_;
};

bool isJson(const std::string& text) {
  const std::size_t start = text.find_first_not_of("\xef\xbb\xbf \t\r\n");
  return start != std::string::npos && (text[start] == '{' || text[start] == '[');
}

}  // namespace

std::optional<PictureLabels> readPictureLabels(PictureContainer& container, const PictureTree& tree, NameIndex& index,
                                               const std::string& wanted, const std::stop_token& stop) {
  const std::optional<LabelFile> file = findLabelFile(container, tree, wanted);
  if (!file) return {};
  Collector collector(container, index, file->where, stop);
  const auto isPicture = [&](std::string_view name) { return isPictureName(name) || index.find(name).has_value(); };
  const LabelTableOptions options{file->where, file->column, isPicture,
                                  [&](const LabelRow& row) { collector.take(row); }};
  std::string column;
  if (isJson(file->text)) {
    if (!readLabelJson(file->text, options)) return PictureLabels{file->name, {}, {}, {}};
  } else {
    column = readLabelTable(file->text, options);
  }
  return collector.finish(file->name, column);
}

}  // namespace ganvas::sets
