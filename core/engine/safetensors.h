#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

namespace ganvas::engine {

/// Named tensors and short texts in one file.
struct TensorFile {
  std::map<std::string, at::Tensor> tensors;  ///< contiguous CPU float32, int64 or uint8
  std::map<std::string, std::string> metadata;
  bool intact = true;  ///< whether the checksum fitted when it was read
};

/// Writes the safetensors format (8-byte header length, JSON header, raw little-endian data) with a checksum of
/// data and header in the metadata, and fsyncs. Throws Error (disk full …).
void writeTensorFile(const std::filesystem::path& file, const TensorFile& content);

/// Reads it; executes nothing. Throws Error naming the file when it is missing, truncated, its header is wrong, or it
/// is no safetensors file of this program. A checksum that does not fit is left to the caller (`intact`): a newer
/// format may compute it otherwise, and that should be said first.
TensorFile readTensorFile(const std::filesystem::path& file);

}  // namespace ganvas::engine
