#include "window/guide_window.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFileInfo>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QUrl>
#include <QVBoxLayout>

namespace ganvas::ui {

namespace {

constexpr int kMargin = 24, kWidest = 860;  // pixels; wider pictures are shown smaller

/// As web pages of Markdown call a heading: "What is it?" is #what-is-it.
QString anchorOf(const QString& heading) {
  QString anchor;
  for (const QChar c : heading.toLower()) {
    if (c.isLetterOrNumber() || c == QLatin1Char('-')) anchor += c;
    if (c == QLatin1Char(' ')) anchor += QLatin1Char('-');
  }
  return anchor;
}

/// What Qt's reader of Markdown leaves out: pictures that fit, and headings that links can lead to.
class GuideBrowser : public QTextBrowser {
 public:
  using QTextBrowser::QTextBrowser;

  QVariant loadResource(int type, const QUrl& name) override {
    if (type != QTextDocument::ImageResource) return QTextBrowser::loadResource(type, name);
    QImage image(source().resolved(name).toLocalFile());
    if (image.width() <= kWidest) return image;
    const double ratio = devicePixelRatioF();
    image = image.scaledToWidth(qRound(kWidest * ratio), Qt::SmoothTransformation);
    image.setDevicePixelRatio(ratio);
    return image;
  }

 protected:
  void changeEvent(QEvent* event) override {
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && source().isValid()) reload();  // the reader has set the links’ colour
  }

  void doSetSource(const QUrl& url, QTextDocument::ResourceType type) override {
    QTextBrowser::doSetSource(url, type);
    markHeadings();
    if (!url.fragment().isEmpty()) scrollToAnchor(url.fragment());
  }

 private:
  void markHeadings() {
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
      if (block.blockFormat().headingLevel() == 0) continue;
      QTextCursor cursor(block);
      cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
      QTextCharFormat format;
      format.setAnchor(true);
      format.setAnchorNames({anchorOf(block.text())});
      cursor.mergeCharFormat(format);
    }
  }
};

}  // namespace

QString GuideWindow::firstPage() {
  const QString program = QCoreApplication::applicationDirPath();
  // Installed, or in the source tree whose build/PRESET/bin the program is in.
  for (const QString& place : {program + QStringLiteral("/../share/doc/ganvas/guide/index.md"),
                               program + QStringLiteral("/../../../docs/guide/index.md")}) {
    const QFileInfo file(place);
    if (file.isFile()) return file.canonicalFilePath();
  }
  return {};
}

GuideWindow::GuideWindow(const QString& page, QWidget* parent) : QWidget(parent, Qt::Window) {
  setObjectName(QStringLiteral("guideWindow"));
  setWindowTitle(tr("Ganvas: user guide"));
  auto* browser = new GuideBrowser(this);
  browser->setObjectName(QStringLiteral("guide"));
  browser->setAccessibleName(tr("User guide"));
  browser->setOpenExternalLinks(true);
  browser->document()->setDocumentMargin(kMargin);
  browser->setSource(QUrl::fromLocalFile(page), QTextDocument::MarkdownResource);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(browser);
  resize(kWidest + 2 * kMargin + 40, 760);
}

}  // namespace ganvas::ui
