// The part of RunActions that asks the user something first.
#include <QAction>
#include <QDialogButtonBox>
#include <QInputDialog>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <algorithm>
#include <limits>

#include "base/error.h"
#include "models/runs_model.h"
#include "panels/checked_input.h"
#include "panels/prune_dialog.h"
#include "panels/runs_panel.h"
#include "window/run_actions.h"

namespace ganvas::ui {

namespace {

using Tags = std::vector<std::string>;

bool contains(const Tags& tags, const std::string& tag) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

QString joined(const Tags& tags) {
  QStringList words;
  for (const std::string& tag : tags) words << QString::fromStdString(tag);
  return words.join(QStringLiteral(", "));
}

Tags split(const QString& text) {
  Tags tags;
  for (const QString& word : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
    const std::string tag = word.trimmed().toStdString();
    if (!tag.empty()) tags.push_back(tag);
  }
  return tags;
}

void setUp(QInputDialog& dialog, const char* name, const QString& title) {
  dialog.setObjectName(QLatin1String(name));
  dialog.setAttribute(Qt::WA_DeleteOnClose);
  dialog.setWindowTitle(title);
}

}  // namespace

// As far as the list knows: nothing that the user typed may be refused once the dialog is gone.
QString RunActions::whyNotNotes(const Paths& runs, const std::function<void(runs::RunNotes&)>& change) const {
  for (const auto& path : runs) {
    const runs::RunSummary* run = model_.run(path);
    if (!run) continue;
    if (!run->notesProblem.empty()) return QString::fromStdString(run->notesProblem);
    runs::RunNotes notes = run->notes;
    change(notes);
    try {
      runs::tidied(notes);
    } catch (const Error& error) {
      return QString::fromStdString(error.what());
    }
  }
  return {};
}

// Of several runs, the tags that all have are shown; taking one away takes it from all, and the others stay.
void RunActions::editTags() {
  const Paths selected = panel_.selectedRuns();
  const runs::RunSummary* first = selected.empty() ? nullptr : model_.run(selected.front());
  if (!first) return;
  Tags common = first->notes.tags;
  for (const auto& path : selected) {
    if (const auto* run = model_.run(path)) {
      std::erase_if(common, [&](const std::string& tag) { return !contains(run->notes.tags, tag); });
    }
  }
  const auto changeTo = [common](const QString& text) {
    return [common, wanted = split(text)](runs::RunNotes& notes) {
      std::erase_if(notes.tags, [&](const std::string& tag) { return contains(common, tag); });
      notes.tags.insert(notes.tags.end(), wanted.begin(), wanted.end());
    };
  };
  auto* dialog = new CheckedInput(
      selected.size() == 1
          ? tr("Tags of the run, with commas between:")
          : tr("Tags of all %1 runs, with commas between:").arg(QLocale().toString(qulonglong{selected.size()})),
      [this, selected, changeTo](const QString& text) { return whyNotNotes(selected, changeTo(text)); }, window_);
  setUp(*dialog, "tagsDialog", tr("Tags"));
  dialog->setTextValue(joined(common));
  connect(dialog, &QInputDialog::textValueSelected, this,
          [this, selected, changeTo](const QString& text) { changeNotes(selected, changeTo(text)); });
  dialog->open();
}

void RunActions::editNote() {
  const runs::RunSummary* run = shown();
  if (!run) return;
  const auto changeTo = [](const QString& text) {
    return [note = text.toStdString()](runs::RunNotes& notes) { notes.note = note; };
  };
  const Paths paths{run->path};
  auto* dialog = new CheckedInput(
      tr("Note on “%1”:").arg(displayName(*run).left(60)),
      [this, paths, changeTo](const QString& text) { return whyNotNotes(paths, changeTo(text)); }, window_);
  setUp(*dialog, "noteDialog", tr("Note"));
  dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
  dialog->setTextValue(QString::fromStdString(run->notes.note));
  dialog->resize(460, 280);
  connect(dialog, &QInputDialog::textValueSelected, this,
          [this, paths, changeTo](const QString& text) { changeNotes(paths, changeTo(text)); });
  dialog->open();
}

void RunActions::extendRun() {
  const runs::RunSummary* run = shown();
  if (!run || !whyNotExtend().isEmpty()) return;
  constexpr std::int64_t most = std::numeric_limits<int>::max();
  const std::int64_t made = std::max<std::int64_t>(stepsMade(*run), 1);
  auto* dialog = new QInputDialog(window_);
  setUp(*dialog, "extendDialog", tr("Extend the run"));
  dialog->setLabelText(tr("The run has made %1 steps. New total:").arg(QLocale().toString(qlonglong{made})));
  dialog->setOkButtonText(tr("&Extend"));
  dialog->setInputMode(QInputDialog::IntInput);
  dialog->setIntRange(static_cast<int>(made + 1), static_cast<int>(most));
  dialog->setIntValue(static_cast<int>(std::min(2 * made, most)));
  connect(dialog, &QInputDialog::intValueSelected, this,
          [this, path = run->path](int steps) { Q_EMIT extendWanted(path, steps); });
  dialog->open();
  // QInputDialog has judged a text on its way to the value, and would wait for the user to type.
  for (QDialogButtonBox* box : dialog->findChildren<QDialogButtonBox*>()) {
    box->button(QDialogButtonBox::Ok)->setEnabled(true);
  }
}

void RunActions::pruneRuns() {
  const Paths selected = panel_.selectedRuns();
  if (selected.empty()) return;
  auto* dialog = new PruneDialog(static_cast<int>(selected.size()), window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &PruneDialog::planWanted, this,
          [this, dialog, selected](const runs::PruneRequest& request) { planPruning(dialog, selected, request); });
  connect(dialog, &QDialog::accepted, this, [this, dialog, selected] { carryOutPruning(selected, dialog->request()); });
  planPruning(dialog, selected, dialog->request());
  dialog->open();
}

void RunActions::planPruning(PruneDialog* dialog, const Paths& runs, const runs::PruneRequest& request) {
  looks_.start([runs, request] { return ui::pruneRuns(runs, request, false); },
               [dialog = QPointer(dialog), request](const Pruning& plan) {
                 if (dialog && dialog->request() == request) dialog->showPlan(plan);
               });
}

void RunActions::carryOutPruning(const Paths& runs, const runs::PruneRequest& request) {
  jobs_.start([runs, request] { return ui::pruneRuns(runs, request, true); },
              [this](const Pruning& done) {
                if (done.bytes > 0) Q_EMIT notice(tr("%1 freed").arg(QLocale().formattedDataSize(done.bytes)));
                for (const session::Failure& failure : done.failures) Q_EMIT failed(failure);
                Q_EMIT runsChanged();
              });
}

}  // namespace ganvas::ui
