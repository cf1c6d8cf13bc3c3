#pragma once

#include <QAbstractButton>

namespace ganvas::ui {

/// A section's heading that folds it away: an arrow and bold words on a quiet ground.
class SectionHeader : public QAbstractButton {
  Q_OBJECT

 public:
  explicit SectionHeader(QWidget* parent);
  /// Which way the arrow points; a filter unfolds sections that the user has folded.
  void setUnfolded(bool unfolded);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  bool unfolded_ = false;
};

}  // namespace ganvas::ui
