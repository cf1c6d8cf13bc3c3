#include "panels/recipe_details.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "base/error.h"
#include "bridge/text.h"
#include "config/network_plan.h"
#include "config/reported.h"
#include "models/recipes_model.h"
#include "panels/recipe_delegate.h"
#include "panels/series_names.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

constexpr int kPicture = 96;  // pixels

QString sizeText(const runs::RecipeFacts& facts) {
  const QString work = shortCount(facts.multiplyAdds), generator = countText(facts.generatorParameters);
  if (!config::hasDiscriminator(facts.recipe.experiment)) {
    return RecipeDetails::tr("%1 parameters; %2 multiply-adds per picture").arg(generator, work);
  }
  return RecipeDetails::tr("Generator %1, discriminator %2 parameters; %3 multiply-adds per picture")
      .arg(generator, countText(facts.discriminatorParameters), work);
}

}  // namespace

QString reportedText(const config::About& about) {
  QStringList lines;
  try {
    for (const config::ReportedFigure& figure : config::reportedFigures(about)) {
      const QString value = QString::number(figure.value, 'g', 7);
      const QString name = seriesName(figure.name).label;
      lines << (figure.epoch ? RecipeDetails::tr("%1 %2 at epoch %3").arg(name, value).arg(*figure.epoch)
                             : QStringLiteral("%1 %2").arg(name, value));
    }
  } catch (const Error& error) {
    lines << QString::fromUtf8(error.what());
  }
  if (!about.reportedNote.empty()) lines << QString::fromStdString(about.reportedNote);
  return lines.join(QLatin1Char('\n'));
}

RecipeDetails::RecipeDetails(QWidget* parent) : QScrollArea(parent) {
  setObjectName(QStringLiteral("recipeDetails"));
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  build();
  clear();
}

void RecipeDetails::build() {
  content_ = new QWidget;
  picture_ = new QLabel(content_);
  picture_->setFixedSize(kPicture, kPicture);
  name_ = heading(QString(), content_);
  name_->setObjectName(QStringLiteral("recipeTitle"));
  name_->setTextFormat(Qt::PlainText);
  description_ = wrappingLabel(QStringLiteral("recipeText"), content_);
  auto* words = new QVBoxLayout;
  words->addWidget(name_);
  words->addWidget(description_);
  words->addStretch(1);
  auto* top = new QHBoxLayout;
  top->setSpacing(12);
  top->addWidget(picture_, 0, Qt::AlignTop);
  top->addLayout(words, 1);
  rows_ = new QGridLayout;  // Qt 6.4’s form layout writes past its end where rows of wrapping labels are hidden
  rows_->setColumnStretch(1, 1);
  rows_->setHorizontalSpacing(12);
  rows_->setVerticalSpacing(8);
  reason_ = addText(tr("Problem"), "recipeReason");
  file_ = addText(tr("File"), "recipeFile");
  source_ = addText(tr("After"), "recipeSource");
  data_ = addText(tr("Data set"), "recipeData");
  size_ = addText(tr("Size"), "recipeSize");
  timeRow_ = buildTime();
  addRow(tr("Time here"), timeRow_);
  reported_ = addText(tr("Reported"), "recipeReported");
  assumed_ = addText(tr("Assumed"), "recipeAssumed");
  auto* layout = new QVBoxLayout(content_);
  layout->setContentsMargins(12, 4, 12, 4);
  layout->setSpacing(12);
  layout->addLayout(top);
  layout->addLayout(rows_);
  layout->addStretch(1);
  setWidget(content_);
}

void RecipeDetails::addRow(const QString& title, QWidget* value) {
  auto* label = new QLabel(title, content_);
  const int row = rows_->rowCount();
  rows_->addWidget(label, row, 0, Qt::AlignTop);
  rows_->addWidget(value, row, 1, Qt::AlignTop);
  titles_[value] = label;
}

QLabel* RecipeDetails::addText(const QString& title, const char* name) {
  QLabel* value = wrappingLabel(QLatin1String(name), content_);
  addRow(title, value);
  return value;
}

void RecipeDetails::setRowVisible(QWidget* value, bool visible) {
  value->setVisible(visible);
  titles_.at(value)->setVisible(visible);
}

QWidget* RecipeDetails::buildTime() {
  auto* box = new QWidget(content_);
  time_ = wrappingLabel(QStringLiteral("recipeTime"), box);
  problem_ = wrappingLabel(QStringLiteral("measureProblem"), box);
  measure_ = new QPushButton(box);
  measure_->setObjectName(QStringLiteral("measureStep"));
  measure_->setAutoDefault(false);
  connect(measure_, &QPushButton::clicked, this,
          [this] { state_ == Measuring::UnderWay ? Q_EMIT cancelWanted() : Q_EMIT measureWanted(); });
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(time_);
  layout->addWidget(problem_);
  layout->addWidget(measure_, 0, Qt::AlignLeft);
  setProblem({});
  setMeasuring(Measuring::Possible);
  return box;
}

void RecipeDetails::setRow(QLabel* label, const QString& text) {
  label->setText(text);
  setRowVisible(label, !text.isEmpty());
}

void RecipeDetails::clear() {
  content_->hide();
}

void RecipeDetails::show(const runs::RecipeFacts& facts, const QString& thumbnail) {
  const config::Experiment& experiment = facts.recipe.experiment;
  const config::About& about = experiment.about;
  thumbnail_ = thumbnail;
  name_->setText(QString::fromStdString(facts.recipe.name));
  description_->setText(QString::fromStdString(about.description));
  setRow(reason_, QString::fromStdString(facts.reason));
  setRow(file_, fileName(facts.recipe.file));
  setRow(source_, QString::fromStdString(about.source));
  setRow(data_, facts.isBroken() ? QString() : dataSetText(experiment.data));
  setRow(size_, facts.reason.empty() ? sizeText(facts) : QString());
  setRow(reported_, reportedText(about));
  setRow(assumed_, QString::fromStdString(about.assumed));
  showTime(facts);
  showPicture();
  content_->show();
}

void RecipeDetails::showTime(const runs::RecipeFacts& facts) {
  const bool possible = facts.reason.empty();
  setRowVisible(timeRow_, possible);
  measure_->setVisible(!facts.timeOfRun);  // a run knows better
  again_ = facts.time.has_value();
  setMeasuring(state_);
  if (!facts.time) return time_->setText(tr("Not measured on this machine."));
  const QString device = QString::fromStdString(facts.time->device);
  const QString step = facts.timeOfRun
                           ? tr("%1 a step in your last run (%2)").arg(stepText(facts.time->seconds), device)
                           : tr("%1 a step (%2)").arg(stepText(facts.time->seconds), device);
  const auto whole = runs::expectedSeconds(facts.offered, *facts.time);
  time_->setText(whole ? tr("About %1: %2").arg(lengthText(*whole), step)
                       : tr("%1; how many there are is known when the data set is there").arg(step));
}

void RecipeDetails::showPicture() {
  picture_->setPixmap(recipePicture(thumbnail_, name_->text(), kPicture, devicePixelRatioF(), palette()));
}

void RecipeDetails::setMeasuring(Measuring state) {
  state_ = state;
  measure_->setEnabled(state == Measuring::Possible || state == Measuring::UnderWay);
  measure_->setText(state == Measuring::UnderWay ? tr("Cancel measuring")
                    : again_                     ? tr("&Measure again")
                                                 : tr("&Measure"));
  measure_->setToolTip(state == Measuring::RunTrains ? tr("A run is training: its steps would be slower")
                       : state == Measuring::Loading ? tr("The training engine is being loaded")
                                                     : tr("Train some steps on computed pictures, for some seconds"));
}

void RecipeDetails::setProblem(const QString& problem) {
  problem_->setText(problem);
  problem_->setVisible(!problem.isEmpty());
}

void RecipeDetails::changeEvent(QEvent* event) {
  QScrollArea::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && !name_->text().isEmpty()) showPicture();
}

}  // namespace ganvas::ui
