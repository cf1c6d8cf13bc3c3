#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ganvas::sets {

/// One file of a set that can be fetched.
struct CatalogueFile {
  std::string name;                    ///< in the set's directory: "train-images-idx3-ubyte.gz"
  std::vector<std::string> addresses;  ///< http or https, tried in this order
  std::int64_t bytes = 0;              ///< 0: unknown
  std::string md5;                     ///< 32 lower-case hexadecimal digits
};

/// A well-known data set that Ganvas can fetch from where its makers put it.
struct CatalogueSet {
  std::string name;         ///< data.source, and the name of its directory: "fashion-mnist"
  std::string title;        ///< "Fashion-MNIST"
  std::string description;  ///< what it is, one or two sentences
  std::string licence;      ///< as its makers state it
  std::string homePage;
  std::vector<CatalogueFile> files;

  /// Of all files; those of unknown size count nothing.
  std::int64_t bytes() const;
};

/// The sets that can be fetched. Nothing here uses the network.
const std::vector<CatalogueSet>& catalogue();

/// The set of that name. Throws Error naming the nearest one, or all.
const CatalogueSet& catalogueSet(const std::string& name);

/// How much of a set lies in a directory, told by the files' sizes alone.
struct SetPresence {
  std::size_t files = 0;    ///< that are there with their right size
  std::int64_t bytes = 0;   ///< of these
  std::int64_t partly = 0;  ///< bytes of files whose download was broken off
  bool complete = false;
};
SetPresence presenceOf(const CatalogueSet& set, const std::filesystem::path& directory);

/// A file whose download is not finished has this after its name.
inline constexpr const char* kPartEnding = ".part";

/// What to fetch, and where from and to.
struct FetchRequest {
  CatalogueSet set;
  std::filesystem::path directory;  ///< to put the files in: dataHome(set.name)
  std::string mirror;               ///< an address: take the files from MIRROR/NAME instead; empty: the catalogue's
  std::filesystem::path from;       ///< take them from this directory or file instead; empty: from the network
};

}  // namespace ganvas::sets
