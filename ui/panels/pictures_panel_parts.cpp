// The second half of PicturesPanel: its widgets, what they say, copying and saving.
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>
#include <utility>

#include "bridge/text.h"
#include "panels/jump_slider.h"
#include "panels/picture_view.h"
#include "panels/pictures_panel.h"
#include "panels/widgets.h"

namespace ganvas::ui {

namespace {

constexpr int kMostTicks = 50;
constexpr int kPage = 10;

QString stepText(const runs::SampleRecord& grid) {
  const QString step = PicturesPanel::tr("step %1").arg(countText(grid.step));
  if (grid.epoch < 0) return step;
  return PicturesPanel::tr("%1 · epoch %2").arg(step, QLocale().toString(grid.epoch, 'f', 1));
}

}  // namespace

void PicturesPanel::build() {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  view_ = new PictureView(this);
  view_->setObjectName(QStringLiteral("gridView"));
  view_->setAccessibleName(tr("Generated pictures"));
  view_->setContextMenuPolicy(Qt::CustomContextMenu);
  notice_ = wrappingLabel(QStringLiteral("gridNotice"), this);
  layout->addWidget(buildCaption());
  layout->addWidget(view_, 1);
  layout->addWidget(buildSlider());
  layout->addWidget(notice_);
  setFocusProxy(view_);
  actions_.setPlaying(false, palette());
}

QToolButton* PicturesPanel::button(QAction* action, const char* name) {
  auto* made = new QToolButton(this);
  made->setObjectName(QLatin1String(name));
  made->setDefaultAction(action);
  made->setAutoRaise(true);
  made->setFocusPolicy(Qt::TabFocus);  // a click leaves the keys with the pictures
  return made;
}

QWidget* PicturesPanel::buildCaption() {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  QLabel* title = heading(tr("Samples"), row);
  title->setToolTip(tr("What the generator makes of the same noise each time, so that pictures can be compared"));
  caption_ = new QLabel(row);
  caption_->setObjectName(QStringLiteral("gridCaption"));
  caption_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  layout->addWidget(title);
  layout->addWidget(caption_, 1);
  layout->addWidget(button(actions_.mark, "markButton"));
  layout->addWidget(button(actions_.flip, "flipButton"));
  return row;
}

QWidget* PicturesPanel::buildSlider() {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  QToolButton* play = button(actions_.play, "playButton");
  play->setToolButtonStyle(Qt::ToolButtonIconOnly);
  auto* speeds = new QMenu(play);
  speeds->addActions(actions_.rates->actions());
  speeds->addSeparator();
  speeds->addAction(actions_.loop);
  play->setMenu(speeds);
  play->setPopupMode(QToolButton::MenuButtonPopup);
  slider_ = new JumpSlider(Qt::Horizontal, row);
  slider_->setObjectName(QStringLiteral("gridSlider"));
  slider_->setAccessibleName(tr("Step of the pictures"));
  slider_->setPageStep(kPage);
  slider_->setTickPosition(QSlider::TicksBelow);
  slider_->setFixedHeight(slider_->sizeHint().height());  // with and without ticks
  newest_ = button(actions_.newest, "newestButton");
  // Room for the count that may follow: the slider must not change its length under the mouse.
  newest_->setMinimumWidth(newest_->fontMetrics().horizontalAdvance(tr("Newest (+%1)").arg(9999)) + 12);
  layout->addWidget(play);
  layout->addWidget(slider_, 1);
  layout->addWidget(newest_);
  return row;
}

void PicturesPanel::connectPlaying() {
  connect(slider_, &QSlider::valueChanged, this, [this](int index) {
    moveTo(index);
    if (!slider_->isSliderDown()) return;
    QToolTip::showText(QCursor::pos(), stepText(timeline_.at(index)), slider_);
  });
  connect(actions_.play, &QAction::triggered, this, &PicturesPanel::play);
  connect(actions_.first, &QAction::triggered, this, [this] { moveTo(0); });
  connect(actions_.previous, &QAction::triggered, this, [this] { moveTo(slider_->value() - 1); });
  connect(actions_.next, &QAction::triggered, this, [this] { moveTo(slider_->value() + 1); });
  connect(actions_.newest, &QAction::triggered, this, [this] { moveTo(timeline_.count() - 1); });
  connect(actions_.mark, &QAction::triggered, this, &PicturesPanel::mark);
  connect(actions_.flip, &QAction::triggered, this, &PicturesPanel::flip);
  connect(actions_.rates, &QActionGroup::triggered, this,
          [this](const QAction* rate) { player_.setRate(rate->data().toInt()); });
  connect(&player_, &GridPlayer::due, this, &PicturesPanel::showNext);
  connect(&player_, &GridPlayer::playingChanged, this, [this](bool playing) {
    actions_.setPlaying(playing, palette());
    updateSlider();
    updateActions();
  });
}

void PicturesPanel::connectPictures() {
  connect(actions_.zoomIn, &QAction::triggered, view_, &PictureView::zoomIn);
  connect(actions_.zoomOut, &QAction::triggered, view_, &PictureView::zoomOut);
  connect(actions_.zoomFit, &QAction::triggered, view_, &PictureView::zoomToFit);
  connect(actions_.zoomPixels, &QAction::triggered, view_, &PictureView::zoomToPixels);
  connect(actions_.copyGrid, &QAction::triggered, this, &PicturesPanel::copyGrid);
  const auto picked = [this] { return picked_ >= 0 ? picked_ : view_->hovered(); };
  connect(actions_.copyPicture, &QAction::triggered, this, [this, picked] { copyPicture(picked()); });
  // What is seen now: another step or run may be shown by the time the file has its name.
  connect(actions_.saveGrid, &QAction::triggered, this, [this] {
    askForFile(fileStem(), tr("Save the grid"),
               [this, sheet = seen().sheet](const QString& path) { saver_.save(sheet, path); });
  });
  connect(actions_.savePicture, &QAction::triggered, this, [this, picked] {
    const QImage picture = view_->picture(picked());
    if (picture.isNull()) return;
    askForFile(QStringLiteral("%1-picture-%2").arg(fileStem()).arg(picked() + 1), tr("Save the picture"),
               [this, picture](const QString& path) { saver_.save(picture, path); });
  });
  connect(view_, &QWidget::customContextMenuRequested, this, &PicturesPanel::showMenu);
  connect(&saver_, &PictureSaver::saved, this, [this](const QString& path) {
    say(tr("Saved as %1").arg(QDir::toNativeSeparators(path)));
    Q_EMIT saved(path);
  });
  connect(&saver_, &PictureSaver::failed, this, &PicturesPanel::say);
}

void PicturesPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) actions_.setPlaying(player_.playing(), palette());
}

void PicturesPanel::updateSlider() {
  const QSignalBlocker quiet(slider_);
  const int count = timeline_.count();
  slider_->setRange(0, std::max(0, count - 1));
  slider_->setTickPosition(count <= kMostTicks ? QSlider::TicksBelow : QSlider::NoTicks);
  slider_->setTickInterval(1);
  slider_->setEnabled(count > 1);
  slider_->setValue(std::max(0, timeline_.nearest(wanted_)));
  const QString where = count > 0 ? stepText(timeline_.at(slider_->value())) : QString();
  slider_->setToolTip(
      where.isEmpty() ? where : tr("%1, grid %2 of %3").arg(where, countText(slider_->value() + 1), countText(count)));
  const int newer = count - 1 - slider_->value();
  actions_.newest->setText(following_ || newer <= 0 ? tr("&Newest") : tr("&Newest (+%1)").arg(countText(newer)));
}

void PicturesPanel::updateActions() {
  const int count = timeline_.count(), index = slider_->value();
  const bool shown = !seen().sheet.isNull();
  actions_.play->setEnabled(count > 1);
  for (QAction* back : {actions_.first, actions_.previous}) back->setEnabled(index > 0);
  actions_.next->setEnabled(index + 1 < count);
  actions_.newest->setEnabled(count > 0 && !following_);
  actions_.mark->setEnabled(!current_.sheet.isNull() && !flipped_ && current_.grid.step != marked_.grid.step);
  actions_.flip->setEnabled(flipped_ || (marked_.grid.step >= 0 && current_.grid.step != marked_.grid.step));
  actions_.flip->setChecked(flipped_);
  for (QAction* action : {actions_.copyPicture, actions_.copyGrid, actions_.savePicture, actions_.saveGrid,
                          actions_.zoomIn, actions_.zoomOut, actions_.zoomFit, actions_.zoomPixels}) {
    action->setEnabled(shown);
  }
}

void PicturesPanel::updateCaption() {
  if (shownStep() < 0) return caption_->clear();
  const QString badge = view_->badge();
  const QString where = stepText(seen().grid);
  caption_->setText(badge.isEmpty() ? where : tr("%1: %2").arg(badge, where));
  caption_->setToolTip(caption_->text());
}

void PicturesPanel::say(const QString& notice) {
  notice_->setText(notice);
  notice_->setVisible(!notice.isEmpty());
}

void PicturesPanel::showMenu(const QPoint& position) {
  picked_ = view_->pictureAt(position);
  for (QAction* action : {actions_.copyPicture, actions_.savePicture}) action->setEnabled(picked_ >= 0);
  auto* menu = new QMenu(view_);
  menu->setObjectName(QStringLiteral("pictureMenu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  actions_.fillContextMenu(*menu);
  // After the chosen action has been triggered.
  connect(menu, &QObject::destroyed, this, [this] {
    picked_ = -1;
    updateActions();
  });
  menu->popup(view_->mapToGlobal(position));
}

void PicturesPanel::copyGrid() const {
  if (!seen().sheet.isNull()) QApplication::clipboard()->setImage(seen().sheet);
}

void PicturesPanel::copyPicture(int index) const {
  const QImage picture = view_->picture(index);
  if (!picture.isNull()) QApplication::clipboard()->setImage(picture);
}

void PicturesPanel::saveGrid(const QString& path) {
  if (!seen().sheet.isNull()) saver_.save(seen().sheet, path);
}

void PicturesPanel::savePicture(int index, const QString& path) {
  const QImage picture = view_->picture(index);
  if (!picture.isNull()) saver_.save(picture, path);
}

QString PicturesPanel::fileStem() const {
  const QString step = QStringLiteral("step-%1").arg(shownStep(), 6, 10, QLatin1Char('0'));
  return name_.isEmpty() ? step : QStringLiteral("%1-%2").arg(name_, step);
}

void PicturesPanel::askForFile(const QString& name, const QString& title, std::function<void(const QString&)> chosen) {
  auto* dialog = new QFileDialog(this, title);
  dialog->setObjectName(QStringLiteral("saveDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilter(tr("PNG pictures (*.png)"));
  dialog->setDefaultSuffix(QStringLiteral("png"));
  dialog->selectFile(QString(name).replace(QLatin1Char('/'), QLatin1Char('-')) + QStringLiteral(".png"));
  connect(dialog, &QFileDialog::fileSelected, this, std::move(chosen));
  dialog->open();
}

}  // namespace ganvas::ui
