#include "runs/csv.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/files.h"

namespace ganvas::runs {

namespace {

constexpr std::int64_t kBlock = 1 << 14;  // steps read and written at once

template <typename... Format>
void appendNumber(std::string& text, Format... format) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, format...).ptr;
  text.append(digits, end);
}

void appendCell(std::string& text, const std::vector<float>& values, std::size_t row) {
  text += ',';
  if (row < values.size() && !std::isnan(values[row])) appendNumber(text, values[row]);
}

std::string quoted(const std::string& name) {
  if (name.find_first_of(",\"\r\n") == std::string::npos) return name;
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + '"';
}

/// The file while it grows, beside its place; gone unless it is put there.
class PartFile {
 public:
  explicit PartFile(const std::filesystem::path& file) : file_(file), part_(file.string() + ".part") {
    stream_.reset(std::fopen(part_.c_str(), "wbe"));
    if (!stream_) fail();
  }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  ~PartFile() {
    if (!opened()) return;
    stream_.reset();
    std::error_code ignored;
    std::filesystem::remove(part_, ignored);
  }

  void write(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stream_.get()) != text.size()) fail();
  }

  void putInPlace() {
    if (std::fflush(stream_.get()) != 0) fail();
    syncFile(part_);
    if (std::rename(part_.c_str(), file_.c_str()) != 0) fail();
    stream_.reset();
    syncDirectory(std::filesystem::absolute(file_).parent_path());
  }

 private:
  struct Close {
    void operator()(std::FILE* stream) const { std::fclose(stream); }
  };

  bool opened() const { return stream_ != nullptr; }

  [[noreturn]] void fail() const {
    throw Error(std::string("the table cannot be written: ") + std::strerror(errno), file_.string(),
                "Check the free space and the permissions there, or choose another place");
  }

  std::filesystem::path file_, part_;
  std::unique_ptr<std::FILE, Close> stream_;
};

std::string header(const std::vector<std::string>& series) {
  std::string text = "step,epoch,seconds";
  for (const std::string& name : series) text += ',' + quoted(name);
  return text + '\n';
}

std::string rows(const HistoryReader& history, const std::vector<std::string>& series, double epochsPerStep,
                 std::int64_t first, std::int64_t last) {
  const std::vector<float> seconds = history.values("seconds", first, last);
  std::vector<std::vector<float>> columns;
  for (const std::string& name : series) columns.push_back(history.values(name, first, last));
  std::string text;
  for (std::int64_t step = first; step <= last; ++step) {
    const auto row = static_cast<std::size_t>(step - first);
    appendNumber(text, step);
    text += ',';
    // Twelve digits tell steps apart and hide what rounding adds behind them.
    if (epochsPerStep > 0) {
      appendNumber(text, static_cast<double>(step) * epochsPerStep, std::chars_format::general, 12);
    }
    appendCell(text, seconds, row);
    for (const auto& column : columns) appendCell(text, column, row);
    text += '\n';
  }
  return text;
}

}  // namespace

std::int64_t writeCsv(const HistoryReader& history, const CsvQuery& query, const std::filesystem::path& file,
                      const std::function<bool(double share)>& progress) {
  std::vector<std::string> series = query.series;
  std::erase(series, "seconds");  // has its column
  const std::int64_t steps = history.steps();
  const std::int64_t first = std::max<std::int64_t>(query.first, 1);
  const std::int64_t last = query.last > 0 ? std::min(query.last, steps) : steps;
  PartFile part(file);
  part.write(header(series));
  for (std::int64_t from = first; from <= last; from += kBlock) {
    const double share = static_cast<double>(from - first) / static_cast<double>(last - first + 1);
    if (progress && !progress(share)) return -1;
    part.write(rows(history, series, query.epochsPerStep, from, std::min(last, from + kBlock - 1)));
  }
  if (progress && !progress(1)) return -1;
  part.putInPlace();
  return std::max<std::int64_t>(last - first + 1, 0);
}

}  // namespace ganvas::runs
