#include "panels/parameter_list.h"

#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSettings>
#include <QVBoxLayout>

#include "models/experiment_draft.h"
#include "panels/data_check.h"
#include "panels/parameter_row.h"
#include "panels/rate_preview.h"

namespace ganvas::ui {

namespace {

constexpr auto kOpenKey = "experiment/openSections";

// Those that most experiments change.
QStringList openSections() {
  const QStringList usual = {QStringLiteral("data"), QStringLiteral("objective"), QStringLiteral("generator_optimiser"),
                             QStringLiteral("discriminator_optimiser"), QStringLiteral("schedule")};
  return QSettings().value(QLatin1String(kOpenKey), usual).toStringList();
}

class RowsArea : public QScrollArea {
 public:
  explicit RowsArea(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // rows come and go: the width stays
    setFocusPolicy(Qt::NoFocus);
    setMinimumHeight(80);
  }
};

}  // namespace

ParameterList::ParameterList(QWidget* parent)
    : QWidget(parent), filter_(new QLineEdit(this)), nothing_(new QLabel(this)), scroll_(new RowsArea(this)) {
  filter_->setObjectName(QStringLiteral("parameterFilter"));
  filter_->setPlaceholderText(tr("Find a parameter"));
  filter_->setAccessibleName(tr("Find a parameter"));
  filter_->setClearButtonEnabled(true);
  filter_->setMaxLength(100);
  nothing_->setObjectName(QStringLiteral("nothingFound"));
  nothing_->setTextFormat(Qt::PlainText);
  nothing_->setWordWrap(true);
  nothing_->hide();
  auto* content = new QWidget;
  addSections(content);
  scroll_->setWidget(content);
  scroll_->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(filter_);
  layout->addWidget(nothing_);
  layout->addWidget(scroll_, 1);
  connect(filter_, &QLineEdit::textChanged, this, &ParameterList::showWanted);
}

void ParameterList::addSections(QWidget* content) {
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(0, 0, 4, 0);
  layout->setSpacing(2);
  const QStringList open = openSections();
  for (auto& plan : planSections()) {
    const bool isOpen = open.contains(plan.id);
    auto* section = new ParameterSection(std::move(plan), isOpen, content);
    layout->addWidget(section);
    sections_.push_back(section);
    connect(section, &ParameterSection::rowsMade, this, [this, section] {
      if (section->id() == QLatin1String("schedule")) section->setFooter(rates_ = new RatePreview(section));
      connectRows(*section);
    });
    connect(section, &ParameterSection::moreWanted, this, &ParameterList::showWanted);
    connect(section, &ParameterSection::toggled, this, [this] {
      remember();
      Q_EMIT showWanted();
    });
  }
  layout->addStretch(1);
}

void ParameterList::connectRows(const ParameterSection& section) {
  for (const ParameterRow* row : section.rows()) {
    connect(row, &ParameterRow::edited, this, &ParameterList::edited);
    connect(row, &ParameterRow::finished, this, &ParameterList::finished);
    connect(row, &ParameterRow::revertWanted, this, &ParameterList::revertWanted);
  }
  setFolder(section);
  Q_EMIT rowsMade();
}

void ParameterList::setFolder(const ParameterSection& section) const {
  for (const ParameterRow* row : section.rows()) {
    row->editor().setStartFolder(section.id() == QLatin1String("data") ? dataFolder_ : runsFolder_);
  }
}

void ParameterList::setStartFolders(const QString& data, const QString& runs) {
  dataFolder_ = data;
  runsFolder_ = runs;
  for (const ParameterSection* section : sections_) setFolder(*section);
}

void ParameterList::setSectionAction(const QString& id, QAction* action) {
  for (ParameterSection* section : sections_) {
    if (section->id() == id) section->setAction(action);
  }
}

void ParameterList::remember() const {
  QStringList open;
  for (const ParameterSection* section : sections_) {
    if (section->isOpen()) open << section->id();
  }
  QSettings().setValue(QLatin1String(kOpenKey), open);
}

void ParameterList::show(const ExperimentDraft& draft, const QString& origin, const NetworkCheck& networks) {
  const QStringList words = filter_->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
  int found = 0;
  for (ParameterSection* section : sections_) {
    section->show(draft, origin, words);
    found += section->found();
  }
  nothing_->setText(tr("No parameter is called “%1”.").arg(filter_->text().trimmed()));
  nothing_->setVisible(found == 0);
  if (rates_) rates_->show(draft.experiment());
  setNotes(networks);
  setFolderHint(draft.experiment().data);
}

// Says in the empty line whether it has to be filled.
void ParameterList::setFolderHint(const config::Data& data) const {
  auto* line = findChild<QLineEdit*>(QStringLiteral("data.path"));
  if (line) line->setPlaceholderText(needsFolder(data) ? tr("none chosen") : tr("found by itself"));
}

void ParameterList::setNotes(const NetworkCheck& networks) const {
  for (const ParameterSection* section : sections_) {
    for (ParameterRow* row : section->rows()) {
      const std::string& key = row->parameter().key;
      if (key == "generator.layers") row->setNotes(networks.generator.problem, networks.generator.summary);
      if (key == "discriminator.layers") row->setNotes(networks.discriminator.problem, networks.discriminator.summary);
    }
  }
}

QList<QWidget*> ParameterList::tabStops() const {
  QList<QWidget*> stops{filter_};
  for (const ParameterSection* section : sections_) {
    stops << section->header();
    if (section->button()) stops << section->button();
    for (const ParameterRow* row : section->rows()) stops << row->tabStops();
    if (section->moreButton()) stops << section->moreButton();
  }
  return stops;
}

}  // namespace ganvas::ui
