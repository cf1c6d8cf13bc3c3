#pragma once

#include <cstdint>
#include <vector>

#include "plots/data_plot.h"

class QCPGraph;

namespace ganvas::ui {

/// Width × height of many pictures: a disc per size, larger where there are more of them.
class SizePlot : public DataPlot {
  Q_OBJECT

 public:
  struct Size {
    int width = 0, height = 0;
    std::int64_t count = 0;
    bool operator==(const Size&) const = default;
  };
  /// Sizes that are drawn, the most frequent first; the table has all.
  static constexpr std::size_t kMostDrawn = 4000;

  explicit SizePlot(QWidget* parent = nullptr);

  /// The most frequent first.
  void setSizes(const std::vector<Size>& sizes);

  QString csv() const override;
  bool isEmpty() const override { return sizes_.empty(); }

 protected:
  void colour(const QPalette& palette) override;
  QString textAt(const QPointF& position) const override;

 private:
  std::vector<Size> sizes_;
  std::vector<QCPGraph*> graphs_;  ///< one for each size of disc
  QCPGraph* square_ = nullptr;     ///< where width and height are the same
};

}  // namespace ganvas::ui
