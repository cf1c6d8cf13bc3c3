#pragma once

#include <QComboBox>
#include <set>
#include <string>

namespace ganvas::ui {

/// Chooses a parameter to sweep: type any part of its name or key.
class KeyChooser : public QComboBox {
  Q_OBJECT

 public:
  explicit KeyChooser(QWidget* parent);
  /// Those that are in the sweep already, or do not matter to its experiment, are not offered.
  void offer(const std::vector<std::string>& keys);

 Q_SIGNALS:
  void chosen(const std::string& key);

 private:
  void take(int index);

  std::vector<std::string> keys_;
};

}  // namespace ganvas::ui
