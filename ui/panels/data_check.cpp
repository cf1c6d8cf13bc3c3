#include "panels/data_check.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "sets/catalogue.h"
#include "sets/data_home.h"

namespace ganvas::ui {

namespace {

constexpr auto kDebianFashionMnist = "/usr/share/datasets/fashion-mnist";

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::ExperimentPanel", text);
}

// The file that shows that a folder holds the split, directly or as the archive unpacks.
bool holdsCifar(const QString& path, const QString& file) {
  if (!QFileInfo(path).isDir()) return true;  // an archive or a file: told when it is looked into
  const QDir folder(path);
  return folder.exists(file) || folder.exists(QStringLiteral("cifar-10-batches-bin/") + file);
}

}  // namespace

QString expandHome(const QString& path) {
  const bool tilde = path == QLatin1String("~") || path.startsWith(QLatin1String("~/"));
  return tilde && qEnvironmentVariableIsSet("HOME") ? qEnvironmentVariable("HOME") + path.mid(1) : path;
}

bool needsFolder(const config::Data& data) {
  if (data.source == "synthetic") return false;
  if (data.source == "folder" || data.source == "idx") return true;
  if (data.source == "fashion-mnist" && QFileInfo::exists(QLatin1String(kDebianFashionMnist))) return false;
  return QDir(QString::fromStdString(sets::dataHome(data.source).string())).isEmpty();  // nothing was fetched
}

QString missingData(const config::Data& data) {
  if (data.source == "synthetic") return {};
  const QString path = QString::fromStdString(data.path);
  if (path.isEmpty()) {
    if (!needsFolder(data)) return {};
    if (data.source == "folder") {
      return tr(
          "Choose the folder of the pictures, or an archive of them. Sub-folders, where it has such, are the classes.");
    }
    if (data.source == "idx") return tr("Choose the folder of the data set’s files.");
    return tr("%1 is not here yet. Choose the folder or archive of its files, or fetch it: ganvas-cli data fetch %2")
        .arg(QString::fromStdString(sets::catalogueSet(data.source).title), QString::fromStdString(data.source));
  }
  const QString place = expandHome(path);
  if (!QFileInfo::exists(place)) return tr("The data folder %1 is not there.").arg(path);
  const QString wanted = data.split == "test" ? QStringLiteral("test_batch.bin") : QStringLiteral("data_batch_1.bin");
  if (data.source == "cifar10" && !holdsCifar(place, wanted)) {
    return tr("There is no %1 in %2. Choose the folder of CIFAR-10’s binary files.").arg(wanted, path);
  }
  return {};
}

}  // namespace ganvas::ui
