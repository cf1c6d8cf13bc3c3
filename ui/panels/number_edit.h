#pragma once

#include <QLineEdit>

#include "config/parameter.h"

namespace ganvas::ui {

/// A line for a number of the parameter table: keeps what is typed ("1e-4"), steps with the arrow keys (ten steps with
/// Page Up and Page Down), and shows the unit at its end.
class NumberEdit : public QLineEdit {
  Q_OBJECT

 public:
  explicit NumberEdit(const config::Parameter& parameter, QWidget* parent = nullptr);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void step(bool up, int times);
  void reserveUnit();

  const config::Parameter& parameter_;
  QString unit_;
};

}  // namespace ganvas::ui
