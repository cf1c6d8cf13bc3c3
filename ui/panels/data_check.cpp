#include "panels/data_check.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace ganvas::ui {

namespace {

constexpr auto kDebianFashionMnist = "/usr/share/datasets/fashion-mnist";

QString tr(const char* text) {
  return QCoreApplication::translate("ganvas::ui::NewRunPanel", text);
}

}  // namespace

bool needsFolder(const config::Data& data) {
  if (data.source == "synthetic") return false;
  return data.source != "fashion-mnist" || !QFileInfo::exists(QLatin1String(kDebianFashionMnist));
}

QString missingData(const config::Data& data) {
  if (data.source == "synthetic") return {};
  const QString path = QString::fromStdString(data.path);
  if (path.isEmpty()) {
    if (!needsFolder(data)) return {};
    if (data.source == "fashion-mnist") {
      return tr(
          "Fashion-MNIST was not found. Install the package dataset-fashion-mnist or choose the folder of its files.");
    }
    if (data.source == "cifar10") return tr("Choose the folder of CIFAR-10’s binary files (data_batch_1.bin …).");
    return tr("Choose the folder of the data set’s files.");
  }
  const QFileInfo folder(path);
  if (!folder.exists()) return tr("The data folder %1 is not there.").arg(path);
  if (data.source == "cifar10" && !QFileInfo::exists(QDir(path).filePath(QStringLiteral("data_batch_1.bin"))) &&
      data.split == "train") {
    return tr("There is no data_batch_1.bin in %1. Choose the folder of CIFAR-10’s binary files.").arg(path);
  }
  return {};
}

}  // namespace ganvas::ui
