#pragma once

#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <functional>
#include <vector>

#include "bridge/inspector_feed.h"
#include "bridge/latest_jobs.h"
#include "bridge/set_pictures.h"

class QLabel;
class QPushButton;
class QTabWidget;

namespace ganvas::ui {

class ExperimentPanel;
class ExportStrip;
class SetDuplicatesView;
class SetExport;
class SetHead;
class SetView;

/// What is in a data set, in a window of its own: the one of the experiment to train next, which it follows, or another
/// one that may become the experiment's.
class DataPanel : public QWidget {
  Q_OBJECT

 public:
  /// What lies at a path, as `data` with source, path and so on for it. Runs on a worker; throws Error.
  using Recognise = std::function<config::Data(const std::filesystem::path& path, const config::Data& data)>;

  DataPanel(ExperimentPanel& experiment, InspectorFeed::Maker maker, Recognise recognise, QWidget* parent = nullptr);
  ~DataPanel() override;

  /// Looks at the experiment's own set.
  void inspectDraft();
  /// Looks at another one.
  void inspect(const config::Data& data);
  /// Finds out what lies there, and looks at it.
  void open(const std::filesystem::path& path);
  InspectorFeed& feed() { return feed_; }

 protected:
  void showEvent(QShowEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void build();
  QLayout* buildBottom();
  void begin(const config::Experiment& experiment);
  void followDraft();
  void showNow();
  void showOwn();
  void showTabs();
  void use();
  void setDuplicates(const QString& value);
  void choose(bool folder);
  config::Experiment draftAsked() const;

  ExperimentPanel& experiment_;
  Recognise recognise_;
  InspectorFeed feed_;
  SetPictures pictures_;
  config::Experiment asked_;  ///< what is looked at
  bool begun_ = false;        ///< asked_ counts
  bool own_ = true;           ///< it is the experiment's, and follows it
  QTimer follow_;             ///< what is being typed is not looked at letter by letter
  SetHead* head_ = nullptr;
  ExportStrip* strip_ = nullptr;
  SetExport* export_ = nullptr;
  QTabWidget* tabs_ = nullptr;
  std::vector<SetView*> views_;
  SetDuplicatesView* duplicates_ = nullptr;
  QLabel* state_ = nullptr;
  QPushButton *use_ = nullptr, *draft_ = nullptr;
  LatestJobs recognising_;  ///< last: its thread is joined before the rest goes
};

}  // namespace ganvas::ui
