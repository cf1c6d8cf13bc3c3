#include "bridge/folder_feed.h"

#include <QMetaObject>

#include "base/picture_folder.h"

namespace ganvas::ui {

void FolderFeed::ask(const FolderQuestion& question) {
  worker_.post([this, question] {
    const auto classes = countPictureClasses(question.folder, question.split);
    QMetaObject::invokeMethod(
        this, [this, question, classes] { Q_EMIT answered(question, classes); }, Qt::QueuedConnection);
  });
}

}  // namespace ganvas::ui
