#pragma once

#include <QObject>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "bridge/latest_worker.h"

namespace ganvas::ui {

/// Which folder of pictures is meant.
struct FolderQuestion {
  std::filesystem::path folder;
  std::string split;  ///< data.split
  bool operator==(const FolderQuestion&) const = default;
};

/// Counts the classes of a folder of pictures on a thread of its own.
class FolderFeed : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Returns at once; the latest question wins.
  void ask(const FolderQuestion& question);

 Q_SIGNALS:
  /// 0 where the pictures have no labels; nothing where it cannot be told.
  void answered(const ganvas::ui::FolderQuestion& question, std::optional<std::int64_t> classes);

 private:
  LatestWorker worker_;
};

}  // namespace ganvas::ui
