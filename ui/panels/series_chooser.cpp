#include "panels/series_chooser.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "panels/series_names.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {
constexpr int kTallest = 420;  // pixels; a run with many scores scrolls
}

SeriesChooser::SeriesChooser(QWidget* parent) : QFrame(parent, Qt::Popup) {
  setObjectName(QStringLiteral("seriesChooser"));
  setAccessibleName(tr("Curves to plot"));
  setFrameStyle(QFrame::StyledPanel | QFrame::Raised);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 4, 4, 4);
  auto* scroll = new QScrollArea(this);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  rows_ = new QWidget(scroll);
  auto* top = new QVBoxLayout(rows_);
  top->setContentsMargins(8, 8, 8, 8);
  grid_ = new QGridLayout;
  grid_->setHorizontalSpacing(24);
  grid_->setVerticalSpacing(6);
  top->addLayout(grid_);
  top->addStretch();
  scroll->setWidget(rows_);
  layout->addWidget(scroll);
}

void SeriesChooser::setSeries(const std::vector<std::string>& available, const std::vector<ChosenSeries>& chosen) {
  while (QLayoutItem* item = grid_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  keys_ = plottable(available);
  if (keys_.empty()) {
    grid_->addWidget(new QLabel(tr("The run has no curves yet."), rows_), 0, 0);
    return;
  }
  grid_->addWidget(heading(tr("Curve"), rows_), 0, 0);
  grid_->addWidget(heading(tr("On the right axis"), rows_), 0, 1);
  for (const std::string& key : keys_) {
    const auto found =
        std::find_if(chosen.begin(), chosen.end(), [&](const ChosenSeries& one) { return one.key == key; });
    addRow(key, found == chosen.end() ? nullptr : &*found);
  }
}

void SeriesChooser::addRow(const std::string& key, const ChosenSeries* chosen) {
  const QString name = QString::fromStdString(key), label = seriesName(key).label;
  auto* shown = new QCheckBox(label, rows_);
  shown->setObjectName(QStringLiteral("curve:") + name);
  shown->setToolTip(tr("“%1” in the history").arg(name));
  shown->setChecked(chosen != nullptr);
  auto* right = new QCheckBox(tr("right"), rows_);
  right->setObjectName(QStringLiteral("right:") + name);
  right->setAccessibleName(tr("%1 on the right axis").arg(label));
  right->setToolTip(tr("Its values have an axis of their own on the right"));
  right->setChecked(chosen && chosen->right);
  right->setEnabled(chosen != nullptr);
  const int row = grid_->rowCount();
  grid_->addWidget(shown, row, 0);
  grid_->addWidget(right, row, 1);
  connect(shown, &QCheckBox::toggled, right, &QWidget::setEnabled);
  connect(shown, &QCheckBox::toggled, this, &SeriesChooser::tell);
  connect(right, &QCheckBox::toggled, this, &SeriesChooser::tell);
}

void SeriesChooser::tell() {
  std::vector<ChosenSeries> series;
  for (const std::string& key : keys_) {
    const QString name = QString::fromStdString(key);
    if (!rows_->findChild<QCheckBox*>(QStringLiteral("curve:") + name)->isChecked()) continue;
    series.push_back({key, rows_->findChild<QCheckBox*>(QStringLiteral("right:") + name)->isChecked()});
  }
  Q_EMIT chosen(series);
}

void SeriesChooser::popUpBelow(const QWidget& button) {
  const QSize wanted = rows_->sizeHint();
  resize(wanted.width() + 30, std::min(wanted.height() + 16, kTallest));
  const QRect screen = button.screen()->availableGeometry();
  QPoint at = button.mapToGlobal(QPoint(0, button.height()));
  at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
  if (at.y() + height() > screen.bottom()) at.setY(button.mapToGlobal(QPoint()).y() - height());
  move(at);
  show();
  if (auto* first = rows_->findChild<QCheckBox*>()) first->setFocus(Qt::PopupFocusReason);
}

}  // namespace ganvas::ui
