#pragma once

#include <QWidget>
#include <vector>

#include "models/line_diff.h"

class QLabel;
class QListWidget;
class QPushButton;

namespace ganvas::ui {

/// How a network's lines differ from what they began with, each difference to be taken back by itself.
class ChangesList : public QWidget {
  Q_OBJECT

 public:
  explicit ChangesList(QWidget* parent);
  /// `origin`: what the lines began with, in a word: "Recipe".
  void show(const std::vector<LineChange>& changes, const QString& origin);

 Q_SIGNALS:
  void chosen(const ganvas::ui::LineChange& change);
  void revertWanted(const ganvas::ui::LineChange& change);
  void revertAllWanted();

 private:
  void fill();
  void revertCurrent();

  QLabel* title_;
  QPushButton *revert_, *revertAll_;
  QListWidget* list_;
  std::vector<LineChange> changes_;
};

}  // namespace ganvas::ui
