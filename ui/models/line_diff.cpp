#include "models/line_diff.h"

#include <algorithm>
#include <cstdint>

namespace ganvas::ui {

namespace {

constexpr std::int64_t kMostCells = 4'000'000;  // of the table: some milliseconds and 8 MB

/// Lengths of the longest common subsequences of all ends of two lists.
class CommonLengths {
 public:
  CommonLengths(const QStringList& a, const QStringList& b)
      : columns_(b.size() + 1), cells_(static_cast<std::size_t>((a.size() + 1) * columns_)) {
    for (qsizetype i = a.size() - 1; i >= 0; --i) {
      for (qsizetype j = b.size() - 1; j >= 0; --j) {
        cell(i, j) =
            a[i] == b[j] ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
      }
    }
  }
  std::uint16_t at(qsizetype i, qsizetype j) const { return cells_[static_cast<std::size_t>(i * columns_ + j)]; }

 private:
  std::uint16_t& cell(qsizetype i, qsizetype j) { return cells_[static_cast<std::size_t>(i * columns_ + j)]; }

  qsizetype columns_;
  std::vector<std::uint16_t> cells_;
};

/// Lines taken out and put in at one place, as changes.
class Gap {
 public:
  Gap(const QStringList& before, const QStringList& now, std::vector<LineChange>& changes)
      : before_(before), now_(now), changes_(changes) {}

  /// Everything up to these indices that is not in a gap yet.
  void close(qsizetype was, qsizetype is) {
    for (; was_ < was || is_ < is;) {
      const bool removed = was_ < was, added = is_ < is;
      using Kind = LineChange::Kind;
      changes_.push_back({removed && added ? Kind::Changed
                          : removed        ? Kind::Removed
                                           : Kind::Added,
                          static_cast<int>(was_), static_cast<int>(is_), removed ? before_[was_] : QString(),
                          added ? now_[is_] : QString()});
      was_ += removed ? 1 : 0;
      is_ += added ? 1 : 0;
    }
  }
  /// The lines at these indices are the same.
  void meet(qsizetype was, qsizetype is) {
    close(was, is);
    was_ = was + 1;
    is_ = is + 1;
  }

 private:
  const QStringList& before_;
  const QStringList& now_;
  std::vector<LineChange>& changes_;
  qsizetype was_ = 0, is_ = 0;
};

}  // namespace

std::vector<LineChange> lineChanges(const QStringList& before, const QStringList& now) {
  std::vector<LineChange> changes;
  Gap gap(before, now, changes);
  qsizetype start = 0, was = before.size(), is = now.size();
  for (; start < was && start < is && before[start] == now[start]; ++start) gap.meet(start, start);
  while (was > start && is > start && before[was - 1] == now[is - 1]) {
    --was;
    --is;
  }
  const std::int64_t cells = std::int64_t{was - start + 1} * (is - start + 1);
  if (cells <= kMostCells && was > start && is > start) {
    const QStringList a = before.mid(start, was - start), b = now.mid(start, is - start);
    const CommonLengths common(a, b);
    for (qsizetype i = 0, j = 0; i < a.size() && j < b.size();) {
      if (a[i] == b[j]) {
        gap.meet(start + i++, start + j++);
      } else if (common.at(i + 1, j) >= common.at(i, j + 1)) {
        ++i;
      } else {
        ++j;
      }
    }
  }
  gap.close(was, is);
  return changes;
}

}  // namespace ganvas::ui
