#include "runs/toml_text.h"

#include <nlohmann/json.hpp>

namespace ganvas::runs {

// A JSON string is a TOML string but for DEL.
std::string tomlString(std::string_view text) {
  using Json = nlohmann::json;
  std::string result;
  for (const char c : Json(text).dump(-1, ' ', false, Json::error_handler_t::replace)) {
    if (c == '\x7f') {
      result += "\\u007F";
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace ganvas::runs
