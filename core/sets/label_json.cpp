#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/error.h"
#include "sets/label_table.h"

namespace ganvas::sets {

namespace {

using Json = nlohmann::json;

/// Takes the pairs as they are read: a set of a million pictures as a tree of values takes half a gigabyte.
class LabelJson : public nlohmann::json_sax<Json> {
 public:
  explicit LabelJson(const LabelTableOptions& options) : options_(options) {}

  bool found() const { return found_; }

  bool null() override { return value({}, "null"); }
  bool boolean(bool) override { return value({}, "a truth value"); }
  bool number_integer(number_integer_t number) override { return value(std::to_string(number), "a number"); }
  bool number_unsigned(number_unsigned_t number) override { return value(std::to_string(number), "a number"); }
  bool number_float(number_float_t, const string_t& text) override { return value(text, "a number"); }
  bool string(string_t& text) override { return value(text, "a text"); }
  bool binary(binary_t&) override { return true; }

  bool start_object(std::size_t) override { return open(false); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (depth_ == 1) inLabels_ = name == "labels";
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const Json::exception& error) override {
    fail("this is no JSON: " + std::string(error.what()));
  }

 private:
  // Depths: 1 in the object, 2 in the list of pairs, 3 in a pair.
  bool open(bool array) {
    ++depth_;
    if (!inLabels_) return true;
    if (depth_ == 2 && array) found_ = true;
    if (depth_ > 3 || !array) failPair(array ? "a list" : "an object");
    pair_.clear();
    return true;
  }

  bool close() {
    if (inLabels_ && depth_ == 3) {
      if (pair_.size() != 2) failPair(std::to_string(pair_.size()) + " values");
      ++pairs_;
      options_.take({pair_[0], pair_[1], pairs_});
    }
    if (--depth_ == 1) inLabels_ = false;
    return true;
  }

  bool value(std::string text, const char* kind) {
    if (!inLabels_ || depth_ == 1) return true;
    if (depth_ != 3 || pair_.size() > 1 || (pair_.empty() && std::string_view(kind) != "a text")) failPair(kind);
    pair_.push_back(std::move(text));
    return true;
  }

  [[noreturn]] void failPair(const std::string& what) const {
    fail("entry " + std::to_string(pairs_ + 1) + " of 'labels' is not a file and its class: there is " + what);
  }
  [[noreturn]] void fail(const std::string& problem) const {
    throw Error(problem, options_.where, "It should be {\"labels\": [[\"FILE\", CLASS], …]}");
  }

  const LabelTableOptions& options_;
  int depth_ = 0;
  bool inLabels_ = false, found_ = false;
  std::vector<std::string> pair_;
  std::int64_t pairs_ = 0;
};

}  // namespace

bool readLabelJson(std::string_view text, const LabelTableOptions& options) {
  LabelJson handler(options);
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  Json::sax_parse(text.begin(), text.end(), &handler);
  return handler.found();
}

}  // namespace ganvas::sets
