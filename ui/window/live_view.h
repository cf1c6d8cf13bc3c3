#pragma once

#include <QWidget>

#include "panels/failure_banner.h"

class QAction;

namespace ganvas::ui {

class AspectSplitter;
class CurvesPanel;
class PicturesPanel;
class ProgressPanel;
class ShownRunBar;

/// The middle of the window: the run that trains, and the curves and pictures of the one that is shown.
class LiveView : public QWidget {
  Q_OBJECT

 public:
  LiveView(QAction* pause, QAction* resume, QAction* stop, QWidget* parent = nullptr);

  FailureBanner& failure() { return *failure_; }
  FailureBanner& warning() { return *warning_; }
  ProgressPanel& progress() { return *progress_; }
  ShownRunBar& shown() { return *shown_; }
  CurvesPanel& curves() { return *curves_; }
  PicturesPanel& pictures() { return *pictures_; }
  AspectSplitter& views() { return *views_; }

 private:
  FailureBanner* failure_ = nullptr;
  FailureBanner* warning_ = nullptr;
  ProgressPanel* progress_ = nullptr;
  ShownRunBar* shown_ = nullptr;
  CurvesPanel* curves_ = nullptr;
  PicturesPanel* pictures_ = nullptr;
  AspectSplitter* views_ = nullptr;
};

}  // namespace ganvas::ui
