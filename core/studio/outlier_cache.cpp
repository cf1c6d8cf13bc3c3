#include "studio/outlier_cache.h"

#include <cstring>
#include <string_view>
#include <system_error>

#include "base/error.h"
#include "base/files.h"
#include "data/fingerprint.h"

namespace ganvas::studio {

namespace {

std::string hashOf(std::string_view bytes) {
  data::Fingerprint hash;
  hash.add(bytes);
  return hash.text();
}

std::string headOf(std::string_view bytes) {
  return "ganvas outliers 1\n" + hashOf(bytes) + "\n";
}

}  // namespace

OutlierCache::OutlierCache(const std::string& key) : file_(userCacheDirectory() / "outliers" / key) {}

std::optional<std::vector<float>> OutlierCache::read(std::size_t pictures) const {
  const std::size_t head = headOf("").size(), size = pictures * sizeof(float);
  std::string bytes;
  try {
    bytes = readWholeFile(file_, head + size);
  } catch (const Error&) {
    return std::nullopt;
  }
  if (bytes.size() != head + size || !bytes.starts_with(headOf(std::string_view(bytes).substr(head))))
    return std::nullopt;
  std::vector<float> errors(pictures);
  std::memcpy(errors.data(), bytes.data() + head, size);
  return errors;
}

void OutlierCache::write(const std::vector<float>& errors) const {
  const std::string_view bytes(reinterpret_cast<const char*>(errors.data()), errors.size() * sizeof(float));
  try {
    std::error_code ignored;  // told by the writing
    std::filesystem::create_directories(file_.parent_path(), ignored);
    writeFileAtomically(file_, headOf(bytes).append(bytes));
  } catch (const Error&) {  // a full disk must not end a run that can do without
  }
}

}  // namespace ganvas::studio
