#pragma once

#include <QStringList>
#include <cstdint>
#include <vector>

#include "plots/data_plot.h"

class QCPBars;

namespace ganvas::ui {

/// Counts of named things. Where the names do not fit side by side they stand aslant, and of very many only some.
class BarPlot : public DataPlot {
  Q_OBJECT

 public:
  /// The axes' labels: what is counted, and what the names are.
  BarPlot(const QString& counted, const QString& named, QWidget* parent = nullptr);

  void setBars(const QStringList& names, const std::vector<std::int64_t>& counts);
  int barCount() const { return static_cast<int>(counts_.size()); }

  QString csv() const override;
  bool isEmpty() const override { return counts_.empty(); }

 protected:
  void colour(const QPalette& palette) override;
  QString textAt(const QPointF& position) const override;
  void fitLabels() override;

 private:
  QString nameAt(int bar) const;

  QString counted_, named_;
  QStringList names_;
  std::vector<std::int64_t> counts_;
  QCPBars* bars_;
};

}  // namespace ganvas::ui
