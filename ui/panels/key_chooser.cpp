#include "panels/key_chooser.h"

#include <QCompleter>
#include <QLineEdit>

#include "models/plain_tip.h"
#include "models/sweep_draft.h"

namespace ganvas::ui {

KeyChooser::KeyChooser(QWidget* parent) : QComboBox(parent) {
  setObjectName(QStringLiteral("sweepKey"));
  setEditable(true);
  setInsertPolicy(QComboBox::NoInsert);
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  setMinimumContentsLength(24);
  lineEdit()->setPlaceholderText(tr("Add a parameter: type to search"));
  setAccessibleName(tr("Add a parameter"));
  completer()->setCompletionMode(QCompleter::PopupCompletion);
  completer()->setFilterMode(Qt::MatchContains);
  completer()->setCaseSensitivity(Qt::CaseInsensitive);
  connect(this, &QComboBox::activated, this, &KeyChooser::take);
}

void KeyChooser::offer(const std::vector<std::string>& keys) {
  if (keys == keys_ && count() > 0) return;
  keys_ = keys;
  clear();
  for (const std::string& key : keys_) {
    const QString label = sweptLabel(key);
    const auto* parameter = config::sweptParameters(key, {}).front();
    addItem(label + QStringLiteral("  (") + QString::fromStdString(key).section(QLatin1String(" + "), 0, 0) +
            QLatin1Char(')'));
    setItemData(count() - 1, plainTip(QString::fromStdString(parameter->help)), Qt::ToolTipRole);
  }
  setCurrentIndex(-1);
  clearEditText();
}

void KeyChooser::take(int index) {
  if (index < 0 || index >= static_cast<int>(keys_.size())) return;
  const std::string key = keys_[static_cast<std::size_t>(index)];
  setCurrentIndex(-1);
  clearEditText();
  Q_EMIT chosen(key);
}

}  // namespace ganvas::ui
