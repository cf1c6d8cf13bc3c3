#pragma once

#include <QInputDialog>
#include <functional>

namespace ganvas::ui {

class ErrorNote;

/// Asks for a text. While there is something wrong with it, OK says so and the dialog stays, with what was typed.
class CheckedInput : public QInputDialog {
  Q_OBJECT

 public:
  /// `check` says what is wrong with a text, or nothing. Both label and text are plain, no markup.
  CheckedInput(const QString& label, std::function<QString(const QString&)> check, QWidget* parent);

  void accept() override;

 private:
  std::function<QString(const QString&)> check_;
  ErrorNote* error_ = nullptr;
};

}  // namespace ganvas::ui
