#include "panels/architecture_panel.h"

#include <QAction>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QTabWidget>
#include <utility>

#include "bridge/text.h"
#include "models/experiment_draft.h"
#include "panels/error_note.h"
#include "panels/experiment_panel.h"
#include "panels/layer_editor.h"
#include "panels/network_page.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

constexpr int kRefreshMs = 80;
constexpr auto kGeometry = "architecture/geometry";
constexpr auto kSplitter = "architecture/splitter";

QString bytesText(std::int64_t bytes) {
  return QLocale().formattedDataSize(bytes, 1);
}

QString whereWrong(const QString& network, const NetworkVerdict& verdict) {
  if (verdict.problem.isEmpty()) return {};
  return verdict.fault ? ArchitecturePanel::tr("Cannot be trained: %1 has an error in line %2.")
                             .arg(network)
                             .arg(verdict.fault->line())
                       : ArchitecturePanel::tr("Cannot be trained: %1 has an error.").arg(network);
}

/// How far networks without a problem are known to fit.
QString fitText(const NetworkCheck& known, const QString& unreadable) {
  if (!known.againstSet) {
    const QString open =
        ArchitecturePanel::tr("The networks fit each other. Whether they fit the data set shows when the run starts");
    return unreadable.isEmpty() ? open + u'.' : open + QStringLiteral(": ") + unreadable;
  }
  const QString pictures = QString::fromStdString(known.picture->text());
  if (known.classes == 0) {
    return ArchitecturePanel::tr("The networks fit each other and the data set: pictures of %1 without labels.")
        .arg(pictures);
  }
  const QString classes = known.classes == 1 ? ArchitecturePanel::tr("one class")
                                             : ArchitecturePanel::tr("%1 classes").arg(countText(known.classes));
  return ArchitecturePanel::tr("The networks fit each other and the data set: pictures of %1 in %2.")
      .arg(pictures, classes);
}

}  // namespace

ArchitecturePanel::ArchitecturePanel(ExperimentPanel& experiment, QAction* train, QWidget* parent)
    : QWidget(parent, Qt::Window), experiment_(experiment) {
  setObjectName(QStringLiteral("architecture"));
  build(train);
  addAction(train);  // its shortcut works here too
  refresh_.setSingleShot(true);
  refresh_.setInterval(kRefreshMs);
  connect(&refresh_, &QTimer::timeout, this, &ArchitecturePanel::refresh);
  connect(&experiment_, &ExperimentPanel::changed, this, &ArchitecturePanel::follow);
  for (NetworkPage* page : {generator_, discriminator_}) {
    connect(page, &NetworkPage::edited, &experiment_, &ExperimentPanel::edit);
  }
  resize(1280, 800);
  const QSettings settings;
  restoreGeometry(settings.value(kGeometry).toByteArray());
  for (NetworkPage* page : {generator_, discriminator_}) {
    page->splitter().restoreState(settings.value(kSplitter).toByteArray());
  }
}

// An editor that goes away must find nobody to tell.
ArchitecturePanel::~ArchitecturePanel() {
  for (NetworkPage* page : {generator_, discriminator_}) disconnect(page, nullptr, &experiment_, nullptr);
}

void ArchitecturePanel::build(QAction* train) {
  tabs_ = new QTabWidget(this);
  tabs_->setObjectName(QStringLiteral("networkTabs"));
  tabs_->setDocumentMode(true);
  generator_ = new NetworkPage(*config::findParameter("generator.layers"), tr("Generator"), tabs_);
  discriminator_ = new NetworkPage(*config::findParameter("discriminator.layers"), tr("Discriminator"), tabs_);
  tabs_->addTab(generator_, tr("Generator"));
  tabs_->addTab(discriminator_, tr("Discriminator"));
  memory_ = wrappingLabel(QStringLiteral("memoryNeed"), this);
  good_ = wrappingLabel(QStringLiteral("networksFit"), this);
  problem_ = new ErrorNote(QStringLiteral("architectureProblem"), this);
  save_ = new QPushButton(tr("Save as my recipe…"), this);
  save_->setObjectName(QStringLiteral("saveArchitecture"));
  connect(save_, &QPushButton::clicked, this, [this] { experiment_.saveRecipe(this); });
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(6, 4, 6, 8);
  grid->setColumnStretch(0, 1);
  grid->addWidget(tabs_, 0, 0, 1, 3);
  grid->addWidget(memory_, 1, 0);
  grid->addWidget(good_, 2, 0);
  grid->addWidget(problem_, 3, 0);
  grid->addWidget(save_, 1, 1, 3, 1, Qt::AlignBottom);
  grid->addWidget(actionButton(train, QStringLiteral("trainArchitecture"), this), 1, 2, 3, 1, Qt::AlignBottom);
}

// What was typed elsewhere is in the editors at once; drawing it can wait.
void ArchitecturePanel::follow() {
  if (!isVisible()) return;
  showPages();
  if (!refresh_.isActive()) refresh_.start();
}

void ArchitecturePanel::showPages() {
  const ExperimentDraft& draft = std::as_const(experiment_).draft();
  const QString name = experiment_.recipeName();
  generator_->showText(draft, name);
  discriminator_->showText(draft, name);
  setWindowTitle(name.isEmpty() ? tr("Architecture") : tr("Architecture of %1").arg(name));
  generator_->setTitle(name + tr(" generator"));
  discriminator_->setTitle(name + tr(" discriminator"));
  tabs_->setTabVisible(1, config::hasDiscriminator(draft.experiment()));
  const QString whyNot = experiment_.whyNotSave();
  save_->setEnabled(whyNot.isEmpty());
  save_->setToolTip(whyNot.isEmpty() ? tr("Keep the experiment as a recipe of your own") : whyNot);
}

void ArchitecturePanel::refresh() {
  if (!isVisible()) return;
  const NetworkCheck& known = experiment_.networks();
  const config::Experiment& experiment = std::as_const(experiment_).draft().experiment();
  const ArchitectureVerdict verdict = judgeArchitecture(experiment, known.picture, known.classes);
  generator_->showVerdict(verdict.generator, known.picture);
  discriminator_->showVerdict(verdict.discriminator, known.picture);
  tabs_->setTabText(0, verdict.generator.problem.isEmpty() ? tr("Generator") : tr("Generator (error)"));
  tabs_->setTabText(1, verdict.discriminator.problem.isEmpty() ? tr("Discriminator") : tr("Discriminator (error)"));
  const std::int64_t batch = experiment.schedule.batchSize;
  memory_->setVisible(verdict.memory.has_value());
  if (verdict.memory) {
    memory_->setText(
        tr("Training takes at least %1 of memory for a batch of %2: %3 for weights, gradients and moments, "
           "%4 for each picture.")
            .arg(bytesText(verdict.memory->forBatch(batch)), countText(batch), bytesText(verdict.memory->fixed),
                 bytesText(verdict.memory->perPicture)));
  }
  showReady(verdict);
}

// Whether Train may be pressed, or why not. What is wrong in a network is told in full on its page.
void ArchitecturePanel::showReady(const ArchitectureVerdict& verdict) {
  const NetworkCheck& known = experiment_.networks();
  const QString problem = experiment_.problem();
  const QString generator = whereWrong(tr("the generator"), verdict.generator);
  const QString where = generator.isEmpty() ? whereWrong(tr("the discriminator"), verdict.discriminator) : generator;
  problem_->say(where.isEmpty() || problem.isEmpty() ? problem : where);
  good_->setVisible(problem.isEmpty());
  good_->setText(fitText(known, experiment_.unreadable()));
}

void ArchitecturePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  showPages();
  refresh();
}

void ArchitecturePanel::closeEvent(QCloseEvent* event) {
  QSettings settings;
  settings.setValue(kGeometry, saveGeometry());
  settings.setValue(kSplitter, generator_->splitter().saveState());
  QWidget::closeEvent(event);
}

void ArchitecturePanel::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Close)) {
    close();
  } else {
    QWidget::keyPressEvent(event);
  }
}

}  // namespace ganvas::ui
