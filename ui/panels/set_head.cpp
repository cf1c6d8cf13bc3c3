#include "panels/set_head.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "config/parameter.h"
#include "models/plain_tip.h"
#include "models/set_text.h"
#include "panels/error_note.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

constexpr int kFingerprint = 12;  // letters that tell sets apart for people
constexpr std::size_t kMostWarnings = 3;
constexpr int kLongestWarning = 300;

QString placeText(const config::Data& data) {
  if (!data.path.empty()) return QString::fromStdString(data.path);
  return data.source == "synthetic" ? SetHead::tr("Computed pictures: no files") : SetHead::tr("Found by itself");
}

QString failureText(const session::Failure& failure) {
  QString text = QString::fromStdString(failure.text());
  return text.replace(0, 1, text.left(1).toUpper());
}

}  // namespace

SetHead::SetHead(QWidget* parent) : QWidget(parent) {
  warnings_ = wrappingLabel(QStringLiteral("setWarnings"), this);
  warnings_->hide();
  error_ = new ErrorNote(QStringLiteral("setError"), this);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addLayout(buildTitle());
  layout->addLayout(buildPlace());
  layout->addLayout(buildProgress());
  layout->addWidget(warnings_);
  layout->addWidget(error_);
}

QLayout* SetHead::buildTitle() {
  name_ = new QLabel(this);
  name_->setObjectName(QStringLiteral("setName"));
  name_->setTextFormat(Qt::PlainText);
  QFont large = name_->font();
  large.setBold(true);
  large.setPointSizeF(large.pointSizeF() * 1.25);
  name_->setFont(large);
  facts_ = wrappingLabel(QStringLiteral("setFacts"), this);
  auto* row = new QHBoxLayout;
  row->setSpacing(12);
  row->addWidget(name_);
  row->addWidget(facts_, 1);
  return row;
}

QLayout* SetHead::buildPlace() {
  place_ = new QLabel(this);
  place_->setObjectName(QStringLiteral("setPath"));
  place_->setTextFormat(Qt::PlainText);
  place_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  place_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* folder = new QPushButton(tr("Choose &folder…"), this);
  auto* file = new QPushButton(tr("Choose f&ile…"), this);
  folder->setObjectName(QStringLiteral("chooseSetFolder"));
  file->setObjectName(QStringLiteral("chooseSetFile"));
  folder->setToolTip(tr("Look at a folder of pictures, or of a data set’s files"));
  file->setToolTip(tr("Look at an archive (.zip, .tar, .tar.gz) or at a data set’s file"));
  part_ = new QComboBox(this);
  part_->setObjectName(QStringLiteral("setPart"));
  part_->setToolTip(parameterHelp("data.split"));
  partLabel_ = new QLabel(tr("&Part"), this);
  partLabel_->setBuddy(part_);
  for (const std::string& split : config::findParameter("data.split")->choices) {
    part_->addItem(QString::fromStdString(split));
  }
  auto* row = new QHBoxLayout;
  row->addWidget(place_, 1);
  for (QWidget* part : {static_cast<QWidget*>(folder), static_cast<QWidget*>(file), static_cast<QWidget*>(partLabel_),
                        static_cast<QWidget*>(part_)}) {
    row->addWidget(part);
  }
  connect(folder, &QPushButton::clicked, this, &SetHead::folderWanted);
  connect(file, &QPushButton::clicked, this, &SetHead::fileWanted);
  connect(part_, &QComboBox::textActivated, this, &SetHead::partWanted);
  return row;
}

QLayout* SetHead::buildProgress() {
  activity_ = new QLabel(this);
  activity_->setObjectName(QStringLiteral("setActivity"));
  activity_->setTextFormat(Qt::PlainText);
  progress_ = new QProgressBar(this);
  progress_->setObjectName(QStringLiteral("setProgress"));
  progress_->setAccessibleName(tr("How far looking at the set has come"));
  progress_->setRange(0, 1000);
  progress_->setTextVisible(false);
  progress_->setMaximumHeight(activity_->sizeHint().height());
  cancel_ = new QPushButton(tr("Cancel"), this);
  cancel_->setObjectName(QStringLiteral("setCancel"));
  cancel_->setToolTip(tr("What is known by now stays"));
  auto* row = new QHBoxLayout;
  row->addWidget(activity_);
  row->addWidget(progress_, 1);
  row->addWidget(cancel_);
  // The rest of the window does not move when this comes and goes.
  for (QWidget* part :
       {static_cast<QWidget*>(activity_), static_cast<QWidget*>(progress_), static_cast<QWidget*>(cancel_)}) {
    QSizePolicy policy = part->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    part->setSizePolicy(policy);
  }
  connect(cancel_, &QPushButton::clicked, this, &SetHead::cancelWanted);
  return row;
}

void SetHead::show(const session::Inspection& inspection) {
  const SetInfo& info = inspection.info;
  const config::Data& data = inspection.experiment.data;
  name_->setText(QString::fromStdString(inspection.open ? info.name : data.source));
  QString facts = inspection.open ? setFacts(info) : QString();
  if (!inspection.fingerprint.empty()) {
    facts += QStringLiteral(" · ") +
             tr("fingerprint %1").arg(QString::fromStdString(inspection.fingerprint).left(kFingerprint));
  }
  facts_->setText(facts);
  facts_->setToolTip(inspection.fingerprint.empty()
                         ? QString()
                         : tr("Fingerprint of the pictures: %1").arg(QString::fromStdString(inspection.fingerprint)));
  showPlace(data);
  showProgress(inspection);
  showWarnings(inspection);
}

void SetHead::showPlace(const config::Data& data) {
  place_->setText(placeText(data));
  place_->setToolTip(plainTip(placeText(data)));
  const bool parts = data.source != "synthetic";
  partLabel_->setVisible(parts);
  part_->setVisible(parts);
  part_->setCurrentText(QString::fromStdString(data.split));
}

void SetHead::showProgress(const session::Inspection& inspection) {
  const bool busy = !inspection.activity.empty();
  const bool done = inspection.statistics && inspection.statistics->looked >= inspection.info.count;
  activity_->setText(busy                   ? activityText(inspection)
                     : inspection.cancelled ? tr("Cancelled. %1").arg(lookedText(inspection))
                     : done                 ? tr("All pictures were looked at.")
                                            : QString());
  activity_->setVisible(!activity_->text().isEmpty());
  progress_->setVisible(busy);
  cancel_->setVisible(busy);
  progress_->setValue(static_cast<int>(std::clamp(inspection.share, 0.0, 1.0) * progress_->maximum()));
}

void SetHead::showWarnings(const session::Inspection& inspection) {
  const auto& warnings = inspection.info.warnings;
  QStringList lines;
  for (std::size_t i = 0; i < std::min(kMostWarnings, warnings.size()); ++i) {
    lines << QStringLiteral("⚠ ") + shortened(QString::fromStdString(warnings[i]), kLongestWarning);
  }
  if (warnings.size() > kMostWarnings) lines << tr("… and %1 more warnings").arg(warnings.size() - kMostWarnings);
  warnings_->setText(lines.join(u'\n'));
  warnings_->setVisible(!lines.isEmpty());
  error_->say(inspection.failure ? failureText(*inspection.failure) : problem_);
}

void SetHead::say(const QString& problem) {
  problem_ = problem;
  error_->say(problem);
}

}  // namespace ganvas::ui
