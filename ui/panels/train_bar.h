#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ganvas::ui {

/// What is always in sight below the parameters: how much was changed, the run's name, Train, Add to queue, and why
/// not.
class TrainBar : public QWidget {
  Q_OBJECT

 public:
  TrainBar(QAction* train, QAction* enqueue, QWidget* parent);
  void show(int changes, const QString& problem);
  /// What a run without a name of its own is called.
  void setStandardName(const QString& name);
  QString runName() const;
  void setRunName(const QString& name);
  QList<QWidget*> tabStops() const;

 Q_SIGNALS:
  void revertAllWanted();
  void nameEdited();

 private:
  QLabel* changes_;
  QPushButton* revertAll_;
  QLineEdit* name_;
  QPushButton* train_;
  QPushButton* enqueue_;
  QLabel* problem_;
};

}  // namespace ganvas::ui
