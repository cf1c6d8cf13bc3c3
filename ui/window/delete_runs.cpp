#include "window/delete_runs.h"

#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include "bridge/text.h"

namespace ganvas::ui {

DeleteRuns::DeleteRuns(QWidget* window) : window_(window) {
  connect(&looks_, &Jobs::failed, this, &DeleteRuns::failed);
  connect(&jobs_, &Jobs::failed, this, &DeleteRuns::failed);
}

void DeleteRuns::ask(const std::vector<std::filesystem::path>& runs, const QString& name) {
  if (runs.empty()) return;
  looks_.start([runs] { return bytesOfRuns(runs); },
               [this, runs, name](std::int64_t bytes) { askWith(runs, name, bytes); });
}

QMessageBox* DeleteRuns::question(const char* objectName, const QString& text, const QString& more,
                                  const QString& button, const std::function<void()>& yes) {
  auto* box = new QMessageBox(QMessageBox::Warning, tr("Delete"), text, QMessageBox::Cancel, window_);
  box->setObjectName(QLatin1String(objectName));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextFormat(Qt::PlainText);
  box->setInformativeText(more);
  QPushButton* go = box->addButton(button, QMessageBox::DestructiveRole);
  go->setObjectName(QLatin1String(objectName) + QStringLiteral("Yes"));
  go->setAutoDefault(false);
  box->setDefaultButton(QMessageBox::Cancel);
  box->setEscapeButton(QMessageBox::Cancel);
  connect(go, &QPushButton::clicked, this, yes);
  box->open();
  return box;
}

void DeleteRuns::askWith(const std::vector<std::filesystem::path>& runs, const QString& name, std::int64_t bytes) {
  const int count = static_cast<int>(runs.size());
  const QString shortName = name.size() > 80 ? name.left(79) + QChar(0x2026) : name;
  const QString text = count == 1 ? tr("Move the run “%1” to the trash?").arg(shortName)
                                  : tr("Move %1 runs to the trash?").arg(QLocale().toString(count));
  QString more = tr("With checkpoints, grids and history: %1. The space is free once the trash is emptied.")
                     .arg(QLocale().formattedDataSize(bytes));
  if (count == 1) more.prepend(tr("Folder %1.").arg(fileName(runs.front().filename())) + QLatin1Char('\n'));
  question("deleteQuestion", text, more, tr("&Move to trash"), [this, runs] { remove(runs, false); });
}

void DeleteRuns::remove(const std::vector<std::filesystem::path>& runs, bool forGood) {
  jobs_.start([runs, forGood] { return removeRuns(runs, forGood); },
              [this, forGood](const Removal& removal) { onRemoval(removal, forGood); });
}

void DeleteRuns::onRemoval(const Removal& removal, bool forGood) {
  if (!removal.gone.empty()) {
    const QString bytes = QLocale().formattedDataSize(removal.bytes);
    const int count = static_cast<int>(removal.gone.size());
    if (forGood) {
      Q_EMIT notice(count == 1 ? tr("1 run deleted: %1 freed").arg(bytes)
                               : tr("%1 runs deleted: %2 freed").arg(QLocale().toString(count), bytes));
    } else {
      Q_EMIT notice(count == 1 ? tr("1 run moved to the trash: %1").arg(bytes)
                               : tr("%1 runs moved to the trash: %2").arg(QLocale().toString(count), bytes));
    }
    Q_EMIT removed();
  }
  for (const session::Failure& failure : removal.failures) Q_EMIT failed(failure);
  if (removal.notTrashed.empty()) return;
  const int left = static_cast<int>(removal.notTrashed.size());
  const QString first = fileName(removal.notTrashed.front());
  const QString text = left == 1 ? tr("%1 could not be moved to the trash. Delete it for good?").arg(first)
                                 : tr("%1 and %2 more could not be moved to the trash. Delete these %3 runs for good?")
                                       .arg(first, QLocale().toString(left - 1), QLocale().toString(left));
  question("deleteForGood", text, tr("This cannot be undone."), tr("&Delete for good"),
           [this, runs = removal.notTrashed] { remove(runs, true); });
}

}  // namespace ganvas::ui
