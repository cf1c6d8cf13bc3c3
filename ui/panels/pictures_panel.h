#pragma once

#include <QElapsedTimer>
#include <QImage>
#include <QWidget>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "bridge/grid_feed.h"
#include "bridge/picture_saver.h"
#include "models/grid_timeline.h"
#include "panels/grid_player.h"
#include "panels/picture_actions.h"

class QLabel;
class QSlider;
class QToolButton;

namespace ganvas::ui {

class PictureView;

/// The kept grids of one run's fixed noise, from the first to the newest. It follows the newest until the user goes
/// back. Reads files on a thread of its own; the grid that was just made here comes by setLive.
class PicturesPanel : public QWidget {
  Q_OBJECT

 public:
  explicit PicturesPanel(QWidget* parent = nullptr);

  /// Another run; its grids come by addGrids. An empty path is no run.
  void setRun(const std::filesystem::path& run, const QString& name);
  void clear() { setRun({}, {}); }
  /// RunSnapshot::grids and allGrids, also when there are none.
  void addGrids(const std::vector<runs::SampleRecord>& grids, bool all);
  /// The pixels of the newest grid of this run, which trains in this process.
  void setLive(std::int64_t step, int rows, int columns, const QImage& sheet);
  /// The names of the classes that a grid's pictures go through, row by row, again and again; none for a run that makes
  /// pictures without regard to classes.
  void setClasses(std::vector<std::string> classes);

  /// Step of the grid seen, −1 for none.
  std::int64_t shownStep() const;
  bool following() const { return following_; }
  bool playing() const { return player_.playing(); }
  const PictureActions& commands() const { return actions_; }
  const GridFeed& feed() const { return feed_; }

  /// Return at once; saved() follows, or the panel says why not. Pictures are counted from 0.
  void saveGrid(const QString& path);
  void savePicture(int index, const QString& path);
  void copyGrid() const;
  void copyPicture(int index) const;

 Q_SIGNALS:
  void saved(const QString& path);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Seen {
    Seen() { grid.step = -1, grid.epoch = -1; }
    Seen(runs::SampleRecord record, QImage picture, QString why)
        : grid(std::move(record)), sheet(std::move(picture)), problem(std::move(why)) {}

    runs::SampleRecord grid;
    QImage sheet;
    QString problem;  ///< why there is no sheet
  };

  void build();
  QWidget* buildCaption();
  QWidget* buildSlider();
  QToolButton* button(QAction* action, const char* name);
  void connectPlaying();
  void connectPictures();

  void moveTo(int index);  ///< the user's wish
  void go(int index);
  std::vector<std::string> soon(int index, int direction) const;
  void display(Seen seen);
  void showNext();
  void play();
  void mark();
  void flip(bool toMarked);
  void refresh();
  void updateSlider();
  void updateActions();
  void updateCaption();
  const Seen& seen() const { return flipped_ ? marked_ : current_; }
  QString fileStem() const;
  void askForFile(const QString& name, const QString& title, std::function<void(const QString&)> chosen);
  void showMenu(const QPoint& position);
  void say(const QString& notice);

  PictureActions actions_;
  GridTimeline timeline_;
  GridFeed feed_;
  GridPlayer player_;
  PictureSaver saver_;
  std::filesystem::path run_;
  QString name_;
  Seen current_, marked_;  ///< marked_ is A
  Seen live_;
  std::int64_t wanted_ = -1;                 ///< step that the slider stands at
  std::uint64_t ticket_ = 0, answered_ = 0;  ///< of the last request, and of what is shown
  bool following_ = true, flipped_ = false;
  int picked_ = -1;  ///< picture that the context menu was opened on
  QElapsedTimer spaceHeld_;

  PictureView* view_ = nullptr;
  QLabel *caption_ = nullptr, *notice_ = nullptr;
  QSlider* slider_ = nullptr;
  QToolButton* newest_ = nullptr;
};

}  // namespace ganvas::ui
