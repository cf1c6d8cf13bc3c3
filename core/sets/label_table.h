#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ganvas::sets {

/// A row of a file of labels; the texts live as long as the call that gets it.
struct LabelRow {
  std::string_view file;
  std::string_view label;  ///< as written; may be empty
  std::int64_t line = 0;   ///< counted from 1
};

struct LabelTableOptions {
  std::string where;                                     ///< the file, for messages
  std::string column;                                    ///< which column holds the labels; empty: found
  std::function<bool(std::string_view name)> isPicture;  ///< tells rows from a header
  std::function<void(const LabelRow&)> take;
};

/// Reads a table of one line for each picture: fields apart by ',', ';' or tabs, or else by spaces, may be quoted ("a
/// ""b"""). A header may stand on top, as in CelebA's lists below the number of lines and then without a name for the
/// files' column. The files are in the column called file, filename, image …, or else the first; the labels in
/// `column`, or that called label, class …, or else the second of two. Returns the name of the labels' column, empty
/// without a header. Throws Error with the line.
std::string readLabelTable(std::string_view text, const LabelTableOptions& options);

/// The same of StyleGAN's dataset.json: {"labels": [["00000/img00000000.png", 3], …]}. Null, or no labels, take none
/// and return false.
bool readLabelJson(std::string_view text, const LabelTableOptions& options);

}  // namespace ganvas::sets
