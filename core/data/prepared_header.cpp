#include "data/prepared_header.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"
#include "data/raw_file.h"

namespace ganvas::data {

namespace {

using Json = nlohmann::json;

constexpr int kFormat = 1;
constexpr int kLargestSide = 4096;
constexpr std::uintmax_t kLargestHeader = 64 << 20;  // very many classes
constexpr std::uintmax_t kLargestList = std::uintmax_t{1} << 30;
constexpr const char* kHeader = "header.json";
constexpr const char* kLeftOut = "left_out.json";

// Names of files are any bytes, JSON is not.
void writeJson(const std::filesystem::path& file, const Json& json) {
  const std::string text = json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  RawFile::create(file).writeAt(0, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

bool isPossible(const SetInfo& info) {
  const auto isSide = [](int side) { return side >= 1 && side <= kLargestSide; };
  return isSide(info.width) && isSide(info.height) && (info.channels == 1 || info.channels == 3) && info.count >= 1 &&
         info.count < std::int64_t{1} << 36;
}

}  // namespace

void writeHeader(const std::filesystem::path& set, const PreparedHeader& header) {
  Json list = Json::array();
  for (const LeftOut& picture : header.leftOut) list.push_back({picture.name, picture.reason});
  writeJson(set / kLeftOut, list);
  const SetInfo& info = header.info;
  const Json json = {{"format", kFormat},
                     {"key", header.key},
                     {"inputs", header.inputs},
                     {"name", info.name},
                     {"width", info.width},
                     {"height", info.height},
                     {"channels", info.channels},
                     {"pictures", info.count},
                     {"classes", info.classNames},
                     {"warnings", info.warnings},
                     {"fingerprint", header.fingerprint},
                     {"names_bytes", header.namesBytes},
                     {"labels_hash", header.labelsHash},
                     {"index_hash", header.indexHash}};
  writeJson(set / kHeader, json);
}

std::optional<PreparedHeader> readHeader(const std::filesystem::path& set, const CacheKey& key) {
  try {
    const Json json = Json::parse(readWholeFile(set / kHeader, kLargestHeader));
    if (json.at("format") != kFormat || json.at("key") != key.name()) return {};
    PreparedHeader header;
    header.key = key.name();
    header.inputs = key.text;
    SetInfo& info = header.info;
    json.at("name").get_to(info.name);
    json.at("width").get_to(info.width);
    json.at("height").get_to(info.height);
    json.at("channels").get_to(info.channels);
    json.at("pictures").get_to(info.count);
    json.at("classes").get_to(info.classNames);
    json.at("warnings").get_to(info.warnings);
    json.at("fingerprint").get_to(header.fingerprint);
    json.at("names_bytes").get_to(header.namesBytes);
    json.at("labels_hash").get_to(header.labelsHash);
    json.at("index_hash").get_to(header.indexHash);
    if (!isPossible(info)) return {};
    return header;
  } catch (const Error&) {
    return {};
  } catch (const Json::exception&) {
    return {};
  }
}

std::vector<LeftOut> readLeftOut(const std::filesystem::path& set) {
  try {
    std::vector<LeftOut> leftOut;
    for (const Json& picture : Json::parse(readWholeFile(set / kLeftOut, kLargestList))) {
      leftOut.push_back({picture.at(0), picture.at(1)});
    }
    return leftOut;
  } catch (const Error&) {
    return {};
  } catch (const Json::exception&) {
    return {};
  }
}

}  // namespace ganvas::data
