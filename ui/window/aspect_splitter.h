#pragma once

#include <QSplitter>

namespace ganvas::ui {

/// Two views side by side where there is width for it, otherwise one above the other. What the user makes of either
/// arrangement is kept.
class AspectSplitter : public QSplitter {
  Q_OBJECT

 public:
  explicit AspectSplitter(QWidget* parent = nullptr);

  void saveTo(const QString& key) const;
  void restoreFrom(const QString& key);
  /// Back to the arrangement as it was first.
  void reset();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void arrange(Qt::Orientation orientation);

  QList<int> beside_, above_;  ///< sizes in either arrangement; empty: not yet seen
};

}  // namespace ganvas::ui
