#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/batch_source.h"
#include "sets/set_files.h"

namespace ganvas::data {

/// A file of records: some bytes of labels, then planes R, G, B.
struct BinaryBatch {
  std::string file;
  std::int64_t records = 0;
};

/// What a set of such files is.
struct BinarySet {
  std::string kind;   ///< data.source
  std::string title;  ///< "CIFAR-10"
  std::string split;
  sets::SetFiles files;
  int side = 32;                             ///< pixels, width and height
  std::vector<BinaryBatch> batches = {};     ///< in reading order
  std::size_t labelBytes = 1;                ///< of each record, before the planes
  std::size_t labelAt = 0;                   ///< which of these is the label
  bool byColumns = false;                    ///< planes hold column after column
  std::string labelsFile = {};               ///< the labels are in there, a byte each; empty: in the records
  int firstLabel = 0;                        ///< what class 0 is written as
  std::vector<std::string> classNames = {};  ///< empty: no labels, whatever is in the records

  std::size_t planeBytes() const { return static_cast<std::size_t>(side) * static_cast<std::size_t>(side); }
  std::size_t recordBytes() const { return labelBytes + 3 * planeBytes(); }
};

/// Throws Error when a file is missing that `files` should have, empty, or no whole number of records long.
void addBatch(BinarySet& set, const std::string& file);

std::unique_ptr<BatchSource> openBinary(BinarySet set, std::int64_t limit);

}  // namespace ganvas::data
