#pragma once

#include <QWidget>

#include "models/sweep_draft.h"

class QLineEdit;
class QToolButton;

namespace ganvas::ui {

class ErrorNote;
class RangePopup;

/// One parameter of a sweep: its name, its values, and a way to spread them over a range.
class SweepKeyRow : public QWidget {
  Q_OBJECT

 public:
  SweepKeyRow(const SweptKey& key, QWidget* parent);

  SweptKey key() const;
  void setProblem(const QString& problem);
  void focusValues();

 Q_SIGNALS:
  void edited();
  void removeWanted();

 private:
  void openRange();

  std::string key_;
  QLineEdit* values_ = nullptr;
  QToolButton* range_ = nullptr;
  RangePopup* popup_ = nullptr;
  ErrorNote* error_ = nullptr;
};

}  // namespace ganvas::ui
