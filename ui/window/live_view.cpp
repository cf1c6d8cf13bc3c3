#include "window/live_view.h"

#include <QVBoxLayout>

#include "panels/curves_panel.h"
#include "panels/pictures_panel.h"
#include "panels/progress_panel.h"
#include "panels/shown_run_bar.h"
#include "window/aspect_splitter.h"

namespace ganvas::ui {

LiveView::LiveView(QAction* pause, QAction* resume, QAction* stop, QWidget* parent) : QWidget(parent) {
  failure_ = new FailureBanner(FailureBanner::Kind::Failure, this);
  warning_ = new FailureBanner(FailureBanner::Kind::Warning, this);
  progress_ = new ProgressPanel(pause, resume, stop, this);
  shown_ = new ShownRunBar(this);
  views_ = new AspectSplitter(this);
  curves_ = new CurvesPanel(views_);
  pictures_ = new PicturesPanel(views_);
  views_->addWidget(curves_);
  views_->addWidget(pictures_);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 8, 10, 8);
  layout->setSpacing(8);
  for (QWidget* widget : {static_cast<QWidget*>(failure_), static_cast<QWidget*>(warning_),
                          static_cast<QWidget*>(progress_), static_cast<QWidget*>(shown_)}) {
    layout->addWidget(widget);
  }
  layout->addWidget(views_, 1);
}

}  // namespace ganvas::ui
