#include "window/drop_target.h"

#include <QDragEnterEvent>
#include <QMetaObject>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <QWidget>
#include <utility>

#include "bridge/text.h"

namespace ganvas::ui {

namespace {

/// Lies over the window while something that it may take is dragged.
class DropHint : public QWidget {
 public:
  explicit DropHint(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setObjectName(QStringLiteral("dropHint"));
    setGeometry(parent->rect());
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlpha(215);
    painter.fillRect(rect(), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(16, 16, -16, -16), 12, 12);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    painter.setFont(large);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect(), Qt::AlignCenter, DropTarget::tr("Drop a run, a recipe, a folder or an archive of data"));
  }
};

/// The dragged local file; only one at a time can be opened.
QString draggedFile(const QMimeData* data) {
  const QList<QUrl> urls = data->urls();
  return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

}  // namespace

DropTarget::DropTarget(QWidget& window, RecogniseData recognise)
    : QObject(&window), window_(window), recognise_(std::move(recognise)) {
  window_.setAcceptDrops(true);
  window_.installEventFilter(this);
}

void DropTarget::open(const std::filesystem::path& path) {
  worker_.post([this, path, data = data_] {
    QMetaObject::invokeMethod(
        this, [this, found = recognise(path, data, recognise_)] { Q_EMIT recognised(found); }, Qt::QueuedConnection);
  });
}

bool DropTarget::eventFilter(QObject* object, QEvent* event) {
  switch (event->type()) {
    case QEvent::DragEnter: {
      auto* enter = static_cast<QDragEnterEvent*>(event);
      if (draggedFile(enter->mimeData()).isEmpty()) return false;
      enter->acceptProposedAction();
      showHint();
      return true;
    }
    case QEvent::DragLeave:
      hideHint();
      return true;
    case QEvent::Drop: {
      auto* drop = static_cast<QDropEvent*>(event);
      hideHint();
      const QString file = draggedFile(drop->mimeData());
      if (file.isEmpty()) return false;
      drop->acceptProposedAction();
      open(filePath(file));
      return true;
    }
    default:
      return QObject::eventFilter(object, event);
  }
}

void DropTarget::showHint() {
  if (hint_) return;
  hint_ = new DropHint(&window_);
  hint_->show();
}

void DropTarget::hideHint() {
  delete hint_;
}

}  // namespace ganvas::ui
