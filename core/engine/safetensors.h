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
};

/// Writes the safetensors format (8-byte header length, JSON header, raw little-endian data) with a checksum of the
/// data in the metadata, and fsyncs. Throws Error (disk full …).
void writeTensorFile(const std::filesystem::path& file, const TensorFile& content);

/// Reads it; executes nothing. Throws Error naming the file when it is missing, truncated, its checksum or header is
/// wrong, or it is no safetensors file at all.
TensorFile readTensorFile(const std::filesystem::path& file);

}  // namespace ganvas::engine
