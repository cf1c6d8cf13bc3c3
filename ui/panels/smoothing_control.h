#pragma once

#include <QWidget>
#include <cstdint>

class QLabel;
class QSlider;

namespace ganvas::ui {

/// How strongly curves are smoothed: none, or over a share of what is visible. Remembered.
class SmoothingControl : public QWidget {
  Q_OBJECT

 public:
  explicit SmoothingControl(QWidget* parent = nullptr);

  double share() const;  ///< 0: none; at most 0.3
  /// Says how many steps that is now.
  void setSteps(std::int64_t steps);

 Q_SIGNALS:
  void changed(double share);

 private:
  QSlider* slider_ = nullptr;
  QLabel* value_ = nullptr;
};

}  // namespace ganvas::ui
