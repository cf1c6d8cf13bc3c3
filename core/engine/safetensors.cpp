#include "engine/safetensors.h"

#include <ATen/ops/empty.h>

#include <bit>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/error.h"
#include "base/files.h"
#include "base/random.h"

namespace ganvas::engine {

namespace {

using Json = nlohmann::json;
using Path = std::filesystem::path;

constexpr std::uint64_t kLargestHeader = 16u << 20;
constexpr const char* kChecksumKey = "ganvas.checksum";

static_assert(std::endian::native == std::endian::little, "safetensors data are little-endian");

[[noreturn]] void damaged(const Path& file, const std::string& what) {
  throw Error("the checkpoint is damaged: " + what, file.string(), "Use an older checkpoint of the run");
}

// A running hash over 8-byte words: finds truncation and flipped bits, at memory speed.
class Checksum {
 public:
  void add(const void* data, std::size_t bytes) {
    const auto* p = static_cast<const unsigned char*>(data);
    for (; bytes >= 8; p += 8, bytes -= 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, p, 8);
      mixIn(word);
    }
    std::uint64_t tail = bytes;
    if (bytes > 0) std::memcpy(&tail, p, bytes);  // an empty tensor has no address
    mixIn(tail ^ (static_cast<std::uint64_t>(bytes) << 56));
  }
  void add(const std::string& text) { add(text.data(), text.size()); }
  std::string text() const {
    char buffer[17] = {};
    std::snprintf(buffer, sizeof buffer, "%016llx", static_cast<unsigned long long>(mix64(state_)));
    return buffer;
  }

 private:
  void mixIn(std::uint64_t word) { state_ = std::rotl((state_ ^ word) * 0x9E3779B97F4A7C15ULL, 29); }
  std::uint64_t state_ = 0x6A09E667F3BCC908ULL;
};

const char* typeName(at::ScalarType type) {
  switch (type) {
    case at::kFloat:
      return "F32";
    case at::kLong:
      return "I64";
    case at::kByte:
      return "U8";
    default:
      throw std::logic_error("this tensor type has no place in a checkpoint");
  }
}

at::ScalarType typeOf(const std::string& name, const Path& file) {
  if (name == "F32") return at::kFloat;
  if (name == "I64") return at::kLong;
  if (name == "U8") return at::kByte;
  damaged(file, "unknown tensor type " + name);
}

Json parseHeader(std::ifstream& in, std::uintmax_t size, const Path& file) {
  std::uint64_t length = 0;
  if (size < 8 || !in.read(reinterpret_cast<char*>(&length), 8)) damaged(file, "it is shorter than its header");
  if (length > kLargestHeader || length > size - 8) damaged(file, "it is truncated or no safetensors file");
  std::string text(length, '\0');
  if (!in.read(text.data(), static_cast<std::streamsize>(length))) damaged(file, "it is truncated");
  Json header = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!header.is_object()) damaged(file, "its header is no JSON object");
  return header;
}

// One tensor's place in the file, checked against the file's size before any memory is taken.
struct Entry {
  at::ScalarType type;
  std::vector<std::int64_t> shape;
  std::uint64_t begin, end;
};

Entry parseEntry(const std::string& name, const Json& json, std::uint64_t dataSize, const Path& file) {
  try {
    Entry entry{typeOf(json.at("dtype").get<std::string>(), file), json.at("shape").get<std::vector<std::int64_t>>(),
                json.at("data_offsets").at(0).get<std::uint64_t>(), json.at("data_offsets").at(1).get<std::uint64_t>()};
    if (entry.begin > entry.end || entry.end > dataSize)
      damaged(file, "'" + name + "' reaches beyond the end (truncated)");
    std::uint64_t elements = 1;
    for (const std::int64_t side : entry.shape) {
      if (side < 0 || (side > 0 && elements > dataSize / static_cast<std::uint64_t>(side))) {
        damaged(file, "'" + name + "' has an impossible shape");
      }
      elements *= static_cast<std::uint64_t>(side);
    }
    if (elements * c10::elementSize(entry.type) != entry.end - entry.begin) {
      damaged(file, "'" + name + "' has another size than its shape says");
    }
    return entry;
  } catch (const Json::exception&) {
    damaged(file, "'" + name + "' is not described as safetensors does");
  }
}

void write(std::ofstream& out, const void* data, std::size_t bytes, const Path& file) {
  if (!out.write(static_cast<const char*>(data), static_cast<std::streamsize>(bytes))) {
    throw Error(std::string("cannot write: ") + std::strerror(errno), file.string(), "Free some disk space");
  }
}

}  // namespace

void writeTensorFile(const Path& file, const TensorFile& content) {
  Json header = Json::object();
  Checksum checksum;
  std::uint64_t offset = 0;
  for (const auto& [name, tensor] : content.tensors) {
    const std::uint64_t bytes = tensor.nbytes();
    header[name] = {{"dtype", typeName(tensor.scalar_type())},
                    {"shape", tensor.sizes().vec()},
                    {"data_offsets", {offset, offset + bytes}}};
    checksum.add(tensor.data_ptr(), bytes);
    offset += bytes;
  }
  header["__metadata__"] = content.metadata;
  checksum.add(header.dump());
  header["__metadata__"][kChecksumKey] = checksum.text();
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');  // the format aligns the data

  errno = 0;
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  const std::uint64_t length = text.size();
  write(out, &length, sizeof length, file);
  write(out, text.data(), text.size(), file);
  for (const auto& [name, tensor] : content.tensors) write(out, tensor.data_ptr(), tensor.nbytes(), file);
  out.close();
  if (!out) throw Error(std::string("cannot write: ") + std::strerror(errno), file.string(), "Free some disk space");
  syncFile(file);
}

TensorFile readTensorFile(const Path& file) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  std::ifstream in(file, std::ios::binary);
  if (error || !in) throw Error("cannot read the checkpoint", file.string(), "Use an older checkpoint of the run");
  const Json header = parseHeader(in, size, file);
  const auto dataStart = static_cast<std::uint64_t>(in.tellg());

  TensorFile content;
  Checksum checksum;
  for (const auto& [name, json] : header.items()) {
    if (name == "__metadata__") continue;
    const Entry entry = parseEntry(name, json, size - dataStart, file);
    at::Tensor tensor = at::empty(entry.shape, at::TensorOptions(entry.type));
    in.seekg(static_cast<std::streamoff>(dataStart + entry.begin));
    if (!in.read(static_cast<char*>(tensor.data_ptr()), static_cast<std::streamsize>(tensor.nbytes()))) {
      damaged(file, "it is truncated");
    }
    checksum.add(tensor.data_ptr(), tensor.nbytes());
    content.tensors[name] = tensor;
  }
  const auto metadata = header.find("__metadata__");
  if (metadata == header.end() || !metadata->is_object() || !metadata->contains(kChecksumKey)) {
    throw Error("not a checkpoint of this program", file.string(), "Choose a run directory that Ganvas wrote");
  }
  for (const auto& [key, value] : metadata->items()) {
    if (value.is_string()) content.metadata[key] = value.get<std::string>();
  }
  const std::string expected = std::exchange(content.metadata[kChecksumKey], {});
  content.metadata.erase(kChecksumKey);
  Json covered = header;  // keys are sorted, so the text is the one that was written
  covered["__metadata__"].erase(kChecksumKey);
  checksum.add(covered.dump());
  content.intact = expected == checksum.text();
  return content;
}

}  // namespace ganvas::engine
