#include "panels/pictures_panel.h"

#include <QAction>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>
#include <utility>

#include "panels/picture_view.h"

namespace ganvas::ui {

namespace {
constexpr int kReadAhead = 3;
constexpr qint64 kTap = 300;  // ms; Space held for longer is a look
}  // namespace

PicturesPanel::PicturesPanel(QWidget* parent) : QWidget(parent), actions_(this) {
  build();
  connectPlaying();
  connectPictures();
  connect(&feed_, &GridFeed::answered, this, [this](const GridAnswer& answer) {
    if (answer.ticket <= answered_) return;  // of another run, or older than what is seen
    answered_ = answer.ticket;
    display({answer.grid, answer.sheet, answer.problem});
  });
  clear();
}

void PicturesPanel::setRun(const std::filesystem::path& run, const QString& name) {
  player_.stop();
  run_ = run;
  name_ = name;
  timeline_.clear();
  current_ = marked_ = live_ = {};
  wanted_ = -1;
  answered_ = ticket_;
  following_ = true;
  flipped_ = false;
  view_->setMessage(tr("Pictures appear here as the generator learns."));
  say({});
  updateSlider();
  refresh();
}

void PicturesPanel::addGrids(const std::vector<runs::SampleRecord>& grids, bool all) {
  if (run_.empty()) return;
  if (grids.empty() && !all && !timeline_.empty()) return;
  timeline_.add(grids, all);
  if (all) {
    if (!timeline_.has(live_.grid.step)) live_ = {};
    if (!timeline_.has(marked_.grid.step)) {
      flipped_ = false;
      marked_ = {};
    }
  }
  if (timeline_.empty()) {
    current_ = {};
    answered_ = ticket_;
    wanted_ = -1;
    view_->setMessage(tr("This run has kept no pictures so far. They appear here as the generator learns."));
    updateSlider();
    return refresh();
  }
  const int last = timeline_.count() - 1;
  const int index = following_ ? last : timeline_.nearest(wanted_);
  if (all || timeline_.at(index).step != wanted_) return go(index);
  if (current_.grid.step == wanted_) current_.grid = timeline_.at(index);  // a live one learns its epoch
  updateSlider();
  refresh();
}

void PicturesPanel::setLive(std::int64_t step, int rows, int columns, const QImage& sheet) {
  if (run_.empty() || sheet.isNull()) return;
  live_ = {{.step = step, .epoch = -1, .file = {}, .rows = rows, .columns = columns}, sheet, {}};
  timeline_.addLive(step, rows, columns);
  if (following_) return go(timeline_.count() - 1);
  updateSlider();
  updateActions();
}

void PicturesPanel::setClasses(std::vector<std::string> classes) {
  view_->setClasses(std::move(classes));
}

std::int64_t PicturesPanel::shownStep() const {
  return seen().grid.step;
}

void PicturesPanel::moveTo(int index) {
  if (timeline_.empty()) return;
  player_.stop();
  flipped_ = false;
  spaceHeld_.invalidate();  // its release has nothing left to take back
  index = std::clamp(index, 0, timeline_.count() - 1);
  following_ = index == timeline_.count() - 1;
  say({});
  go(index);
}

void PicturesPanel::go(int index) {
  const runs::SampleRecord& grid = timeline_.at(index);
  const int direction = grid.step < wanted_ ? -1 : 1;
  wanted_ = grid.step;
  ++ticket_;
  updateSlider();
  if (grid.step == live_.grid.step) {
    answered_ = ticket_;
    return display({grid, live_.sheet, {}});
  }
  feed_.ask({run_, grid, soon(index, direction), ticket_});
  updateActions();
}

std::vector<std::string> PicturesPanel::soon(int index, int direction) const {
  std::vector<std::string> files;
  for (int step = 1; step <= kReadAhead; ++step) {
    const int next = index + step * direction;
    if (next < 0 || next >= timeline_.count()) break;
    if (!timeline_.at(next).file.empty()) files.push_back(timeline_.at(next).file);
  }
  return files;
}

void PicturesPanel::display(Seen seen) {
  current_ = std::move(seen);
  refresh();
  if (current_.grid.step == wanted_) player_.shown();
}

void PicturesPanel::play() {
  if (player_.playing()) {
    following_ = timeline_.nearest(wanted_) == timeline_.count() - 1;
    return player_.stop();
  }
  if (timeline_.count() < 2) return;
  flipped_ = false;
  const bool fromFirst = wanted_ == timeline_.at(timeline_.count() - 1).step;
  following_ = false;
  player_.start(fromFirst);
  if (fromFirst) go(0);
}

void PicturesPanel::showNext() {
  const int next = timeline_.nearest(wanted_) + 1;
  if (next < timeline_.count()) return go(next);
  if (actions_.loop->isChecked() && timeline_.count() > 1) return go(0);
  following_ = true;
  player_.stop();
}

void PicturesPanel::mark() {
  if (flipped_ || current_.sheet.isNull()) return;
  marked_ = current_;
  refresh();
}

void PicturesPanel::flip(bool toMarked) {
  flipped_ = toMarked && marked_.grid.step >= 0;
  refresh();
}

void PicturesPanel::refresh() {
  const Seen& now = seen();
  if (!now.problem.isEmpty()) view_->setMessage(now.problem);
  view_->setSheet(now.sheet, now.grid.rows, now.grid.columns);
  const bool compares = marked_.grid.step >= 0;
  const bool isA = flipped_ || current_.grid.step == marked_.grid.step;
  view_->setBadge(!compares ? QString() : isA ? QStringLiteral("A") : QStringLiteral("B"));
  updateCaption();
  updateActions();
}

void PicturesPanel::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown) {
    // As the slider itself does.
    slider_->triggerAction(event->key() == Qt::Key_PageUp ? QSlider::SliderPageStepAdd : QSlider::SliderPageStepSub);
    return;
  }
  if (event->key() != Qt::Key_Space) return QWidget::keyPressEvent(event);
  if (event->isAutoRepeat() || !actions_.flip->isEnabled()) return;
  spaceHeld_.start();
  actions_.flip->trigger();
}

void PicturesPanel::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Space) return QWidget::keyReleaseEvent(event);
  if (event->isAutoRepeat() || !spaceHeld_.isValid()) return;
  const bool look = spaceHeld_.elapsed() > kTap;
  spaceHeld_.invalidate();
  if (look && actions_.flip->isEnabled()) actions_.flip->trigger();
}

}  // namespace ganvas::ui
