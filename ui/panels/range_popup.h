#pragma once

#include <QFrame>

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace ganvas::ui {

/// Asks for evenly spread values: from, to, how many, and whether they or their logarithms are.
class RangePopup : public QFrame {
  Q_OBJECT

 public:
  /// `whole`: the values are whole numbers.
  RangePopup(bool whole, QWidget* parent);
  /// Opens below `widget`, with the first and last of these values.
  void openBelow(QWidget* widget, const QStringList& values);

 Q_SIGNALS:
  void chosen(const QStringList& values);

 private:
  QStringList values() const;
  void update();
  void take();

  bool whole_;
  QLineEdit *from_ = nullptr, *to_ = nullptr;
  QSpinBox* count_ = nullptr;
  QComboBox* scale_ = nullptr;
  QPushButton* go_ = nullptr;
};

}  // namespace ganvas::ui
