#pragma once

#include <QWidget>

#include "session/inspector.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace ganvas::ui {

class ErrorNote;

/// What a data set is and where it lies, how far looking at it has come, and what is wrong with it.
class SetHead : public QWidget {
  Q_OBJECT

 public:
  explicit SetHead(QWidget* parent);

  void show(const session::Inspection& inspection);
  /// A fault of something else than the inspection: a path that holds no data. An empty text takes it away.
  void say(const QString& problem);

 Q_SIGNALS:
  void folderWanted();
  void fileWanted();
  void partWanted(const QString& split);
  void cancelWanted();

 private:
  QLayout* buildTitle();
  QLayout* buildPlace();
  QLayout* buildProgress();
  void showPlace(const config::Data& data);
  void showProgress(const session::Inspection& inspection);
  void showWarnings(const session::Inspection& inspection);

  QLabel *name_ = nullptr, *facts_ = nullptr, *place_ = nullptr, *partLabel_ = nullptr, *activity_ = nullptr;
  QComboBox* part_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QPushButton* cancel_ = nullptr;
  QLabel* warnings_ = nullptr;
  ErrorNote* error_ = nullptr;
  QString path_, problem_;
};

}  // namespace ganvas::ui
