#include "panels/curves_panel.h"

#include <QAction>
#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QSettings>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "bridge/text.h"
#include "panels/curve_icons.h"
#include "panels/export_strip.h"
#include "panels/reported_strip.h"
#include "panels/series_chooser.h"
#include "panels/smoothing_control.h"

namespace ganvas::ui {

namespace {
constexpr int kArrow = 10;  // pixels of a menu button's arrow, for which Fusion leaves no room
}

CurvesPanel::CurvesPanel(QWidget* parent) : QWidget(parent), actions_(*this) {
  build();
  connectPlot();
  connectViews();
  connectExport();
  restoreSettings();
  showView();
  clear();
}

CurvesPanel::~CurvesPanel() = default;

void CurvesPanel::build() {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  auto* top = new QHBoxLayout;
  tabs_ = new QTabBar(this);
  tabs_->setObjectName(QStringLiteral("curveTabs"));
  tabs_->setAccessibleName(tr("Which curves"));
  tabs_->setDrawBase(false);
  tabs_->addTab(tr("Losses"));
  tabs_->addTab(tr("Discriminator output"));
  tabs_->addTab(tr("My choice"));
  tabs_->setTabToolTip(CurveViews::Own, tr("The curves that you choose with “Curves”"));
  curvesButton_ = new QToolButton(this);
  curvesButton_->setObjectName(QStringLiteral("curvesButton"));
  curvesButton_->setText(QLatin1Char(' ') + tr("C&urves…"));
  curvesButton_->setToolTip(tr("Choose among all that the run has recorded"));
  curvesButton_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  curvesButton_->setAutoRaise(true);
  top->addWidget(tabs_);
  top->addStretch();
  top->addWidget(curvesButton_);
  layout->addLayout(top);

  plot_ = new CurvePlot(this);
  plot_->setObjectName(QStringLiteral("lossPlot"));
  plot_->setAccessibleName(tr("Curves of the run"));
  strip_ = new ExportStrip(this);
  layout->addWidget(buildTools());
  layout->addWidget(plot_, 1);
  reported_ = new ReportedStrip(this);
  layout->addWidget(reported_);
  layout->addWidget(strip_);
  chooser_ = new SeriesChooser(this);
  menu_ = new QMenu(tr("&Curves"), this);
  actions_.fill(*menu_);
}

QToolBar* CurvesPanel::buildTools() {
  auto* tools = new QToolBar(this);
  tools->setObjectName(QStringLiteral("curveTools"));
  tools->setIconSize({16, 16});
  tools->layout()->setContentsMargins(0, 0, 0, 0);
  const auto menuButton = [&](const char* name, const QString& help) {
    auto* button = new QToolButton(tools);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(help);
    button->setAccessibleName(help);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
    button->setMenu(new QMenu(button));
    button->menu()->setToolTipsVisible(true);
    return button;
  };
  tools->addActions({actions_.fit, actions_.rectangle, actions_.follow});
  tools->addSeparator();
  unitButton_ = menuButton("unitButton", tr("What the x axis counts"));
  unitButton_->menu()->addActions({actions_.byStep, actions_.byEpoch, actions_.byTime});
  tools->addWidget(unitButton_);
  tools->addAction(actions_.logLeft);
  smoothing_ = new SmoothingControl(tools);
  tools->addWidget(smoothing_);
  exportButton_ = menuButton("exportButton", tr("Copy or export what is visible"));
  actions_.fillExport(*exportButton_->menu());
  tools->addWidget(exportButton_);
  return tools;
}

void CurvesPanel::connectPlot() {
  connect(plot_, &CurvePlot::visibleStepsChanged, this, [this] { updateNeeds(true); });
  connect(plot_, &CurvePlot::followingChanged, actions_.follow, &QAction::setChecked);
  connect(plot_, &CurvePlot::rectangleChosen, actions_.rectangle, [this] { actions_.rectangle->setChecked(false); });
  connect(plot_, &CurvePlot::menuWanted, menu_, [this](const QPoint& at) { menu_->popup(at); });
  connect(actions_.fit, &QAction::triggered, plot_, &CurvePlot::fit);
  connect(actions_.newest, &QAction::triggered, plot_, &CurvePlot::showNewest);
  connect(actions_.follow, &QAction::toggled, plot_, &CurvePlot::setFollowing);
  connect(actions_.rectangle, &QAction::toggled, plot_, &CurvePlot::setRectangleMode);
  const auto remembered = [this](QAction* action, const char* key, auto apply) {
    connect(action, &QAction::toggled, this, [key, apply](bool on) {
      QSettings().setValue(key, on);
      apply(on);
    });
  };
  remembered(actions_.logLeft, "curves/logLeft", [this](bool on) { plot_->setLogarithmic(false, on); });
  remembered(actions_.logRight, "curves/logRight", [this](bool on) { plot_->setLogarithmic(true, on); });
  remembered(actions_.marks, "curves/marks", [this](bool on) { plot_->setMarksVisible(on); });
  remembered(actions_.reported, "curves/reported", [this](bool on) {
    plot_->setReportedVisible(on);
    reported_->setWanted(on);
  });
  connect(plot_, &CurvePlot::reportedClicked, actions_.reported, &QAction::toggle);
  connect(actions_.units, &QActionGroup::triggered, this, [this] {
    QSettings().setValue(QStringLiteral("curves/unit"), static_cast<int>(actions_.unit()));
    plot_->setXUnit(actions_.unit());
    updateTools();
    updateNeeds(true);
  });
  connect(smoothing_, &SmoothingControl::changed, this, [this](double share) {
    plot_->setSmoothing(share);
    updateTools();
  });
}

void CurvesPanel::restoreSettings() {
  const QSettings settings;
  tabs_->setCurrentIndex(views_.view());
  actions_.logLeft->setChecked(settings.value(QStringLiteral("curves/logLeft"), false).toBool());
  actions_.logRight->setChecked(settings.value(QStringLiteral("curves/logRight"), false).toBool());
  actions_.marks->setChecked(settings.value(QStringLiteral("curves/marks"), true).toBool());
  plot_->setMarksVisible(actions_.marks->isChecked());
  actions_.reported->setChecked(settings.value(QStringLiteral("curves/reported"), true).toBool());
  plot_->setReportedVisible(actions_.reported->isChecked());
  reported_->setWanted(actions_.reported->isChecked());
  const int unit = std::clamp(settings.value(QStringLiteral("curves/unit"), 0).toInt(), 0, 2);
  actions_.of(static_cast<XUnit>(unit))->setChecked(true);
  plot_->setXUnit(static_cast<XUnit>(unit));
  plot_->setSmoothing(smoothing_->share());
  curvesButton_->setIcon(curveIcon(CurveSymbol::Curves, palette()));
  exportButton_->setIcon(curveIcon(CurveSymbol::Export, palette()));
}

void CurvesPanel::connectViews() {
  connect(tabs_, &QTabBar::currentChanged, this, [this](int view) {
    views_.setView(static_cast<CurveViews::View>(view));
    showView();
  });
  connect(curvesButton_, &QToolButton::clicked, this, &CurvesPanel::showChooser);
  connect(chooser_, &SeriesChooser::chosen, this, &CurvesPanel::choose);
}

void CurvesPanel::showView() {
  plot_->setSeries(views_.plotted(available_));
  if (!available_.empty()) showMessage();
  updateTools();
  updateNeeds(true);
}

// A diffusion model has no discriminator whose output could be shown.
void CurvesPanel::showMessage() {
  plot_->setMessage(plot_->lines().empty() ? tr("This run records none of these curves.") : QString());
}

void CurvesPanel::showChooser() {
  chooser_->setSeries(available_, views_.chosen());
  chooser_->popUpBelow(*curvesButton_);
}

void CurvesPanel::choose(std::vector<ChosenSeries> series) {
  for (const ChosenSeries& one : views_.chosen()) {  // what this run lacks is for others
    if (std::find(available_.begin(), available_.end(), one.key) == available_.end()) series.push_back(one);
  }
  views_.choose(std::move(series));
  {
    const QSignalBlocker blocker(tabs_);
    tabs_->setCurrentIndex(CurveViews::Own);
  }
  showView();
}

void CurvesPanel::setRun(const std::filesystem::path& run, const QString& name) {
  if (run != run_ && !csv_.running()) strip_->hide();  // what it says is of the other run
  run_ = run;
  name_ = name;
}

void CurvesPanel::show(const RunSnapshot& snapshot) {
  if (run_ != snapshot.run) setRun(snapshot.run, {});
  if (!snapshot.problem.isEmpty()) {
    plot_->setRun(0, 0);
    for (const CurveLine& line : plot_->lines()) plot_->setPoints(line.series.key, {});
    plot_->setMarks({});
    plot_->refresh();
    plot_->setMessage(snapshot.problem);
    return;
  }
  if (std::exchange(available_, snapshot.series) != snapshot.series) showView();
  showMessage();
  if (snapshot.steps == 0) plot_->setMessage(tr("The first steps are on their way."));
  if (!snapshot.curvesOnly) showReported(snapshot);
  showCurves(snapshot);
  updateTools();
  updateNeeds(true);  // with a finer clock, other steps may be visible than was thought
}

void CurvesPanel::showCurves(const RunSnapshot& snapshot) {
  std::vector<StepTime> coarse, fine;
  for (const ClockPoint& moment : snapshot.clock) coarse.push_back({moment.step, moment.seconds});
  for (const Curve& curve : snapshot.curves) {
    if (!fine.empty()) break;
    for (std::size_t i = 0; i < curve.seconds.size(); ++i) {
      const runs::CurvePoint& point = curve.points[i];
      fine.push_back({static_cast<double>(point.step) + 0.5 * static_cast<double>(point.width - 1), curve.seconds[i]});
    }
  }
  plot_->setRun(snapshot.steps, snapshot.epochsPerStep);
  plot_->setClock(coarse, fine);
  for (const Curve& curve : snapshot.curves) plot_->setPoints(curve.series, curve.points, curve.seconds);
  for (const Mark& mark : snapshot.marks) marks_.push_back({mark.step, mark.live, mark.text});
  plot_->setMarks(marks_);
  plot_->refresh();
}

void CurvesPanel::showReported(const RunSnapshot& snapshot) {
  std::vector<PlotReported> marks;
  for (const Reported& one : snapshot.reported) {
    if (one.figure.mark) marks.push_back({one.figure.name, one.figure.value, one.step, reportedText(one.figure)});
  }
  plot_->setReported(std::move(marks));
  reported_->show(snapshot.reported, snapshot.reportedNote, snapshot.epochsPerStep);
}

void CurvesPanel::clear() {
  run_.clear();
  name_.clear();
  marks_.clear();
  plot_->clear();
  reported_->show({}, {}, 0);
  plot_->setMessage(tr("Select a run to see its curves."));
  updateTools();
  updateNeeds(true);
}

void CurvesPanel::updateNeeds(bool urgent) {
  CurveNeeds wanted{.seconds = true};  // whatever the axis: the readout tells the time, and the time axis is offered
  for (const CurveLine& line : plot_->lines()) wanted.series.push_back(line.series.key);
  stretch_.fit(wanted, plot_->visibleSteps(), plot_->wantedPoints());
  smoothing_->setSteps(plot_->smoothingSteps());
  if (wanted == needs_) return;
  needs_ = std::move(wanted);
  Q_EMIT needsChanged(urgent);
}

void CurvesPanel::updateTools() {
  const auto& lines = plot_->lines();
  actions_.offer(plot_->scale());
  actions_.logRight->setEnabled(
      std::any_of(lines.begin(), lines.end(), [](const CurveLine& line) { return line.series.right; }));
  const bool some = plot_->pointCount() > 0;
  for (QAction* action : {actions_.copy, actions_.savePng, actions_.savePdf, actions_.saveSvg, actions_.saveCsv}) {
    action->setEnabled(some);
  }
  unitButton_->setText(actions_.of(plot_->scale().shownUnit())->text().remove(QLatin1Char('&')));
  unitButton_->setMinimumWidth(unitButton_->sizeHint().width() + kArrow);
  smoothing_->setSteps(plot_->smoothingSteps());
}

void CurvesPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::PaletteChange) return;
  actions_.setIcons(palette());
  curvesButton_->setIcon(curveIcon(CurveSymbol::Curves, palette()));
  exportButton_->setIcon(curveIcon(CurveSymbol::Export, palette()));
}

}  // namespace ganvas::ui
