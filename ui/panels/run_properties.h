#pragma once

#include <QDialog>

#include "runs/disk_use.h"
#include "runs/run_list.h"

class QLabel;

namespace ganvas::ui {

/// A bar of what fills a run's directory, by kind, with a legend below.
class DiskUseBar : public QWidget {
  Q_OBJECT

 public:
  explicit DiskUseBar(QWidget* parent = nullptr);
  void setUse(const runs::DiskUse& use);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Part {
    QString label;
    std::int64_t bytes = 0;
    QColor light, dark;
  };
  void paintLegend(QPainter& painter, bool dark);

  std::vector<Part> parts_;
};

/// What there is to know of a run, and the space that it takes.
class RunProperties : public QDialog {
  Q_OBJECT

 public:
  RunProperties(const runs::RunSummary& run, const QString& state, QWidget* parent);
  /// The sizes, once they are known.
  void setUse(const runs::DiskUse& use);
  /// What its experiment changes in its recipe, a parameter a line.
  void setChanges(const QString& changes);

 private:
  QLabel* changes_ = nullptr;
  DiskUseBar* bar_ = nullptr;
  QLabel* total_ = nullptr;
};

}  // namespace ganvas::ui
