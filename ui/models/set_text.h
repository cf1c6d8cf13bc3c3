#pragma once

#include <QString>

#include "session/inspector.h"

namespace ganvas::ui {

/// "60,000 pictures of 28 × 28 pixels, grey, in 10 classes".
QString setFacts(const SetInfo& info);

/// "Of 4,096 of 60,000 pictures, going on." How far the figures that stand below it hold.
QString lookedText(const session::Inspection& inspection);

/// "Reading the pictures, 40 s left"; empty when nothing is under way.
QString activityText(const session::Inspection& inspection);

/// Whether the classes are equally large, in a sentence.
QString balanceText(const std::vector<std::int64_t>& counts, const std::vector<std::string>& names);

/// "Picture 12: cat", with its file where it has one.
QString pictureName(std::int64_t index, const session::Inspection& inspection);
/// The class of a picture; −1 where it is not known or there are none.
int classOf(std::int64_t index, const session::Inspection& inspection);
/// A class's name for people; its number where it has none.
QString className(std::size_t index, const std::vector<std::string>& names);

/// How many pictures preparation.duplicates would drop.
struct DuplicateCount {
  std::int64_t exactGroups = 0, nearGroups = 0;
  std::int64_t exact = 0;  ///< pictures that go with "exact"
  std::int64_t near = 0;   ///< … with "near", those included
};
DuplicateCount countDuplicates(const std::vector<session::DuplicateGroup>& groups);
QString duplicatesText(const DuplicateCount& count);

/// A number as a table for other programs needs it: quoted where commas, quotes or line ends would break it.
QString csvField(const QString& text);

}  // namespace ganvas::ui
