#pragma once

#include <QWidget>

#include "session/inspector.h"

namespace ganvas::ui {

/// A page of the data set's window. Only the visible one is kept up to date.
class SetView : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;

  /// Shows what is known by now.
  virtual void refresh(const session::Inspection& inspection) = 0;
};

}  // namespace ganvas::ui
