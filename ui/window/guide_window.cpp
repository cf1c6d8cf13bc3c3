#include "window/guide_window.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace ganvas::ui {

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
  auto* browser = new QTextBrowser(this);
  browser->setObjectName(QStringLiteral("guide"));
  browser->setAccessibleName(tr("User guide"));
  browser->setOpenExternalLinks(true);
  browser->document()->setDocumentMargin(24);
  browser->setSource(QUrl::fromLocalFile(page), QTextDocument::MarkdownResource);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(browser);
  resize(1080, 760);
}

}  // namespace ganvas::ui
