#include "sets/label_table.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/error.h"
#include "sets/table_reader.h"

namespace ganvas::sets {

namespace {

using Fields = std::vector<std::string>;

constexpr std::array<std::string_view, 10> kFileColumns{"file", "filename", "file_name", "image", "image_id",
                                                        "path", "img",      "name",      "id",    "picture"};
constexpr std::array<std::string_view, 7> kLabelColumns{"label",    "class",  "category",  "target",
                                                        "label_id", "labels", "class_name"};

template <typename Names>
std::optional<std::size_t> columnOf(const Fields& header, const Names& names) {
  for (const auto& name : names) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      std::string lowered = header[i];
      for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      if (lowered == name) return i;
    }
  }
  return {};
}

bool isNumber(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Reads a table row by row, once it is known what its columns are.
class LabelTable {
 public:
  LabelTable(std::string_view text, const LabelTableOptions& options)
      : reader_(text, options.where), options_(options) {}

  std::string read() {
    if (!reader_.next()) return {};
    const bool counted = reader_.fields().size() == 1 && isNumber(reader_.fields().front());  // CelebA's first line
    if (counted && !reader_.next()) return {};
    const bool header = counted || !options_.column.empty() || !options_.isPicture(reader_.fields().front());
    if (header) {
      takeHeader(counted);
      if (!reader_.next()) return columnName_;
    } else {
      label_ = 1;
    }
    do takeRow();
    while (reader_.next());
    return columnName_;
  }

 private:
  void takeHeader(bool counted) {
    header_ = reader_.fields();
    const bool named = columnOf(header_, kFileColumns).has_value();
    if (counted && !named) header_.insert(header_.begin(), "file");
    file_ = columnOf(header_, kFileColumns).value_or(0);
    label_ = options_.column.empty() ? foundColumn() : namedColumn();
    columnName_ = header_[label_];
  }

  std::size_t namedColumn() const {
    const auto place = std::find(header_.begin(), header_.end(), options_.column);
    if (place != header_.end()) return static_cast<std::size_t>(place - header_.begin());
    reader_.fail("there is no column '" + options_.column + "'", "There are: " + columns());
  }

  std::size_t foundColumn() const {
    if (const auto named = columnOf(header_, kLabelColumns)) return *named;
    if (header_.size() == 2) return 1 - std::min<std::size_t>(file_, 1);
    if (header_.size() < 2) reader_.fail("there is one column only", "A table of labels has one for the files as well");
    reader_.fail("it is not said which column holds the labels",
                 "Name it: --set data.labels=FILE#COLUMN; there are: " + columns());
  }

  std::string columns() const {
    constexpr std::size_t kMost = 60;
    std::string text;
    for (std::size_t i = 0; i < header_.size(); ++i) {
      if (i == file_) continue;
      if (!text.empty()) text += ", ";
      text += i < kMost ? header_[i] : "…";
      if (i >= kMost) break;
    }
    return text;
  }

  void takeRow() {
    const Fields& fields = reader_.fields();
    const std::size_t last = std::max(file_, label_);
    if (fields.size() <= last) {
      reader_.fail("the line has " + std::to_string(fields.size()) + " fields, and the file and its label are in " +
                       std::to_string(file_ + 1) + " and " + std::to_string(label_ + 1),
                   "Mend the line");
    }
    options_.take({fields[file_], fields[label_], reader_.line()});
  }

  TableReader reader_;
  const LabelTableOptions& options_;
  Fields header_;
  std::size_t file_ = 0, label_ = 0;
  std::string columnName_;
};

}  // namespace

std::string readLabelTable(std::string_view text, const LabelTableOptions& options) {
  return LabelTable(text, options).read();
}

}  // namespace ganvas::sets
