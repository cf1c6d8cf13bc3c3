#pragma once

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/temporary_directory.h"

namespace ganvas::testing {

/// Numbers as IDX writes them: 32 bits, big endian.
inline std::string bigEndian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xff);
  return bytes;
}

/// Byte `i` of the pixels that the sets below hold.
inline std::uint8_t pixelByte(std::size_t i) {
  return static_cast<std::uint8_t>((i * 7 + i / 256) % 251);
}

/// An IDX images file: header and pixelByte(0), pixelByte(1), …
inline std::string idxImages(std::uint32_t count, std::uint32_t height, std::uint32_t width) {
  std::string bytes = bigEndian(0x00000803) + bigEndian(count) + bigEndian(height) + bigEndian(width);
  for (std::size_t i = 0; i < std::size_t{count} * height * width; ++i) bytes += static_cast<char>(pixelByte(i));
  return bytes;
}

/// An IDX labels file of those labels.
inline std::string idxLabels(const std::string& labels) {
  return bigEndian(0x00000801) + bigEndian(static_cast<std::uint32_t>(labels.size())) + labels;
}

/// The bytes that `gzip` would make.
inline std::string gzip(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

/// A CIFAR-10 record: the label, then planes that each hold one value.
inline std::string cifarRecord(std::uint8_t label, std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  std::string bytes(1, static_cast<char>(label));
  for (const std::uint8_t value : {red, green, blue}) bytes += std::string(1024, static_cast<char>(value));
  return bytes;
}

/// Tests that write data files into a directory of their own.
class DataFiles : public ::testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& bytes) {
    std::filesystem::create_directories((directory_ / name).parent_path());
    std::filesystem::remove(directory_ / name);  // some file systems flush a file that is cut to be rewritten
    std::ofstream(directory_ / name, std::ios::binary) << bytes;
    return directory_ / name;
  }
  std::filesystem::path path() const { return directory_.path(); }

  TemporaryDirectory directory_;
};

}  // namespace ganvas::testing
