#pragma once

#include <QImage>
#include <QObject>
#include <QString>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "bridge/inspector_feed.h"

namespace ganvas::ui {

/// Pictures of the inspected set, read as they are looked at; those seen lately are kept, within bounds.
class SetPictures : public QObject {
  Q_OBJECT

 public:
  struct Entry {
    QImage image;
    PictureOrigin origin;
  };

  explicit SetPictures(InspectorFeed& feed, QObject* parent = nullptr);

  /// Null until it has come.
  const Entry* find(std::int64_t index) const;
  /// The pictures that are seen now, the most wanted first. Those that are missing are read; of very many, or very
  /// large ones, some at a time: call it again when they came.
  void want(const std::vector<std::int64_t>& indices);
  /// Bytes of the pictures that are kept.
  std::int64_t bytes() const { return bytes_; }

 Q_SIGNALS:
  void came();

 private:
  void forget();
  void take();
  void makeRoom();

  InspectorFeed& feed_;
  std::unordered_map<std::int64_t, Entry> entries_;
  std::int64_t bytes_ = 0;
  std::unordered_set<std::int64_t> wanted_;
  std::vector<std::int64_t> asked_;  ///< last, not to ask the same again
  std::shared_ptr<const session::ChosenPictures> taken_;
};

}  // namespace ganvas::ui
