#include "panels/settings_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include "base/error.h"
#include "base/files.h"
#include "bridge/text.h"
#include "models/experiment_draft.h"
#include "panels/data_check.h"
#include "panels/error_note.h"
#include "panels/path_editor.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

QString standardRunsFolder() {
  try {
    return fileName(defaultRunsDirectory());
  } catch (const Error&) {
    return {};  // a user without a home directory
  }
}

QString shown(const char* key, std::int64_t value) {
  config::Experiment experiment;
  const config::Parameter& parameter = *config::findParameter(key);
  parameter.set(experiment, config::Value(value));
  return valueText(parameter, experiment);
}

}  // namespace

SettingsDialog::SettingsDialog(const Settings& settings, QWidget* parent) : QDialog(parent), settings_(settings) {
  setObjectName(QStringLiteral("settingsDialog"));
  setWindowTitle(tr("Settings"));
  auto* content = new QWidget;
  auto* form = new QFormLayout(content);
  form->setContentsMargins(0, 0, 0, 0);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setHorizontalSpacing(12);
  addFolders(*form);
  addLooks(*form);
  addComputing(*form);
  addCheckpoints(*form);
  auto* layout = new QVBoxLayout(this);
  auto* scroll = new QScrollArea(this);  // with large letters on a small screen OK must stay in reach
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  layout->addWidget(scroll, 1);
  buttons_ = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Apply, this);
  buttons_->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("settingsOk"));
  buttons_->button(QDialogButtonBox::Apply)->setObjectName(QStringLiteral("settingsApply"));
  layout->addSpacing(8);
  layout->addWidget(buttons_);
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons_, &QDialogButtonBox::accepted, this, [this] {
    apply();
    accept();
  });
  connect(buttons_->button(QDialogButtonBox::Apply), &QPushButton::clicked, this, &SettingsDialog::apply);
  fill(settings);
  for (Field* folder : {&runs_, &data_}) {
    connect(folder->editor, &ParameterEditor::finished, this, [this, folder] { lookAt(*folder); });
    lookAt(*folder);
  }
  // A scroll area asks for less than all that is in it.
  const QSize whole = (sizeHint() - scroll->sizeHint() + content->sizeHint()).expandedTo({520, 0});
  resize(whole.boundedTo(screen()->availableSize() * 9 / 10));
}

SettingsDialog::Field SettingsDialog::place(QFormLayout& form, const QString& label, ParameterEditor* editor) {
  auto* field = new QWidget(this);
  auto* column = new QVBoxLayout(field);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addWidget(editor->widget());
  auto* error = new ErrorNote(QStringLiteral("error:") + editor->input()->objectName(), field);
  column->addWidget(error);
  auto* name = new QLabel(label, this);
  name->setBuddy(editor->input());
  form.addRow(name, field);
  editor->input()->setAccessibleName(QString(label).remove(QLatin1Char('&')));
  connect(editor, &ParameterEditor::edited, this, &SettingsDialog::check);
  return {editor, error};
}

SettingsDialog::Field SettingsDialog::addFolder(QFormLayout& form, const QString& label, const char* name,
                                                const QString& placeholder, const QString& tip) {
  auto* editor = new PathEditor(false, this);
  auto* line = static_cast<QLineEdit*>(editor->input());
  line->setObjectName(QLatin1String(name));
  line->setPlaceholderText(placeholder);
  line->setToolTip(tip);
  editor->setStartFolder(placeholder);
  return place(form, label, editor);
}

SettingsDialog::Field SettingsDialog::addNumber(QFormLayout& form, const char* key) {
  const config::Parameter& parameter = *config::findParameter(key);
  return place(form, QString::fromStdString(parameter.label), makeEditor(parameter, this, QStringLiteral("settings:")));
}

void SettingsDialog::addHeading(QFormLayout& form, const QString& text) {
  QLabel* title = heading(text, this);
  title->setContentsMargins(0, form.rowCount() == 0 ? 0 : 10, 0, 0);
  form.addRow(title);
}

void SettingsDialog::addFolders(QFormLayout& form) {
  addHeading(form, tr("Folders"));
  runs_ = addFolder(form, tr("&Runs"), "settings:runsDir", standardRunsFolder(),
                    tr("Where new runs are kept and the list looks for runs. Empty: the folder shown in grey."));
  data_ = addFolder(form, tr("&Data sets"), "settings:dataDir", tr("home"),
                    tr("Where choosing a data set’s folder begins"));
}

void SettingsDialog::addLooks(QFormLayout& form) {
  addHeading(form, tr("Appearance"));
  appearance_ = new QComboBox(this);
  appearance_->setObjectName(QStringLiteral("settings:appearance"));
  appearance_->setAccessibleName(tr("Palette"));
  appearance_->addItems({tr("As the desktop"), tr("Light"), tr("Dark")});
  fontSize_ = new QSpinBox(this);
  fontSize_->setObjectName(QStringLiteral("settings:fontSize"));
  fontSize_->setAccessibleName(tr("Font size"));
  fontSize_->setRange(kSmallestFontSize - 1, kLargestFontSize);
  fontSize_->setSpecialValueText(tr("As the desktop"));
  fontSize_->setSuffix(tr(" points"));
  form.addRow(tr("&Palette"), appearance_);
  form.addRow(tr("&Font size"), fontSize_);
  connect(appearance_, &QComboBox::currentIndexChanged, this, &SettingsDialog::check);
  connect(fontSize_, &QSpinBox::valueChanged, this, &SettingsDialog::check);
}

void SettingsDialog::addComputing(QFormLayout& form) {
  addHeading(form, tr("Training"));
  threads_ = addNumber(form, "compute.threads");
}

void SettingsDialog::addCheckpoints(QFormLayout& form) {
  addHeading(form, tr("Checkpoints"));
  own_ = new QCheckBox(tr("New experiments take &these instead of their recipe’s"), this);
  own_->setObjectName(QStringLiteral("settings:ownCheckpoints"));
  form.addRow(own_);
  every_ = addNumber(form, "checkpoints.every");
  keepLast_ = addNumber(form, "checkpoints.keep_last");
  keepEvery_ = addNumber(form, "checkpoints.keep_every");
  connect(own_, &QCheckBox::toggled, this, &SettingsDialog::check);
}

void SettingsDialog::fill(const Settings& settings) {
  runs_.editor->setText(settings.runsDir);
  data_.editor->setText(settings.dataDir);
  threads_.editor->setText(shown("compute.threads", settings.threads));
  appearance_->setCurrentIndex(static_cast<int>(settings.appearance));
  fontSize_->setValue(settings.fontSize);  // 0: the special value
  own_->setChecked(settings.ownCheckpoints);
  every_.editor->setText(shown("checkpoints.every", settings.checkpointEvery));
  keepLast_.editor->setText(shown("checkpoints.keep_last", settings.keepLast));
  keepEvery_.editor->setText(shown("checkpoints.keep_every", settings.keepEvery));
}

// Disks may be slow: not with each letter typed.
void SettingsDialog::lookAt(Field& folder) {
  const QString path = folder.editor->text().trimmed();
  folder.file = QFileInfo(expandHome(path)).isFile() ? path : QString();
  check();
}

bool SettingsDialog::checkFolder(const Field& field) const {
  const QString path = field.editor->text().trimmed();
  const QString place = expandHome(path);
  QString problem;
  if (!path.isEmpty() && !place.startsWith(QLatin1Char('/'))) {
    problem = tr("“%1” does not begin with / or ~. Give the whole path.").arg(path);
  } else if (!path.isEmpty() && path == field.file) {
    problem = tr("%1 is a file. Choose a folder.").arg(path);
  }
  field.error->say(problem);
  return problem.isEmpty();
}

bool SettingsDialog::checkNumber(const Field& field, const char* key) const {
  config::Value value;
  QString problem;
  readValue(*config::findParameter(key), field.editor->text(), value, problem);
  field.error->say(problem);
  return problem.isEmpty();
}

void SettingsDialog::check() {
  const bool own = own_->isChecked();
  for (const Field& field : {every_, keepLast_, keepEvery_}) {
    field.editor->widget()->setEnabled(own);
    field.error->say({});
  }
  bool valid = checkFolder(runs_);
  valid = checkFolder(data_) && valid;
  valid = checkNumber(threads_, "compute.threads") && valid;
  if (own) {
    valid = checkNumber(every_, "checkpoints.every") && valid;
    valid = checkNumber(keepLast_, "checkpoints.keep_last") && valid;
    valid = checkNumber(keepEvery_, "checkpoints.keep_every") && valid;
  }
  buttons_->button(QDialogButtonBox::Ok)->setEnabled(valid);
  buttons_->button(QDialogButtonBox::Apply)->setEnabled(valid && entered() != settings_);
}

Settings SettingsDialog::entered() const {
  // A text that is no value is left behind where it does not count: in a policy that is not taken.
  const auto number = [](const Field& field, const char* key, std::int64_t saved) {
    config::Value value;
    QString ignored;
    const bool valid = readValue(*config::findParameter(key), field.editor->text(), value, ignored);
    return valid ? std::get<std::int64_t>(value) : saved;
  };
  Settings settings;
  settings.runsDir = expandHome(runs_.editor->text().trimmed());
  settings.dataDir = expandHome(data_.editor->text().trimmed());
  settings.threads = static_cast<int>(number(threads_, "compute.threads", settings_.threads));
  settings.appearance = static_cast<Appearance>(appearance_->currentIndex());
  settings.fontSize = fontSize_->value() < kSmallestFontSize ? 0 : fontSize_->value();
  settings.ownCheckpoints = own_->isChecked();
  settings.checkpointEvery = number(every_, "checkpoints.every", settings_.checkpointEvery);
  settings.keepLast = number(keepLast_, "checkpoints.keep_last", settings_.keepLast);
  settings.keepEvery = number(keepEvery_, "checkpoints.keep_every", settings_.keepEvery);
  return settings;
}

void SettingsDialog::apply() {
  const Settings settings = entered();
  if (settings == settings_) return;
  settings_ = settings;
  settings_.save();
  check();
  Q_EMIT changed(settings_);
}

}  // namespace ganvas::ui
