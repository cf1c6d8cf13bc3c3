#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <stop_token>
#include <vector>

#include "data/encoded_queue.h"
#include "data/picture_import.h"

namespace ganvas::data {

/// The threads of an import: readers, a queue, decoders. Picture i of the listing goes to place i of the file.
class DecodingLine {
 public:
  DecodingLine(const sets::PictureListing& listing, const imaging::FitOptions& options, const RawFile& pixels,
               const DecodePicture& decode);

  /// Does it all. Throws Error: "cancelled", or when the pixels cannot be written.
  void run(const std::stop_token& stop, const SourceProgress& progress);

  /// Of each picture of the listing; without meaning for those that have a fault.
  std::vector<ImportedPicture>& pictures() { return pictures_; }
  /// Why a picture cannot be used.
  const std::map<std::size_t, Error>& faults() const { return faults_; }

 private:
  void readFiles();
  EncodedFile readFile(std::size_t file);
  void decodeFiles();
  void decodeFile(const EncodedFile& file, std::vector<std::uint8_t>& pixels);
  void decodePicture(std::size_t picture, const EncodedFile& file, const std::string& name,
                     std::vector<std::uint8_t>& pixels);
  void noteFault(std::size_t picture, const Error& fault);
  void work(void (DecodingLine::*part)());
  void await(const std::stop_token& stop, const SourceProgress& progress);

  const sets::PictureListing& listing_;
  const imaging::FitOptions options_;
  const RawFile& pixels_;
  const DecodePicture& decode_;
  const std::size_t pictureBytes_;
  std::vector<std::size_t> firsts_;  ///< first picture of each file, and the number of pictures
  std::vector<ImportedPicture> pictures_;
  EncodedQueue queue_;
  std::atomic<std::size_t> nextFile_ = 0;
  std::atomic<int> reading_ = 0;  ///< threads that still read
  std::atomic<std::int64_t> done_ = 0;
  std::mutex mutex_;  ///< guards what follows
  std::condition_variable ended_;
  int working_ = 0;
  std::exception_ptr failure_;
  std::map<std::size_t, Error> faults_;
};

/// A file's name for messages: where it lies, or "ARCHIVE: NAME".
std::string displayName(const sets::PictureContainer& container, const std::string& name);

}  // namespace ganvas::data
