#pragma once

#include <cstddef>
#include <string_view>

namespace ganvas::config {

/// Whether `text` is well-formed UTF-8 (Unicode standard, table 3-7): no overlong forms, no surrogates.
inline bool isUtf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char lead = byte(i++);
    if (lead < 0x80) continue;
    const std::size_t more = lead >= 0xC2 && lead <= 0xDF   ? 1
                             : (lead & 0xF0) == 0xE0        ? 2
                             : lead >= 0xF0 && lead <= 0xF4 ? 3
                                                            : 0;
    if (more == 0 || text.size() - i < more) return false;
    const unsigned char second = byte(i);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
        (lead == 0xF4 && second > 0x8F)) {
      return false;
    }
    for (std::size_t end = i + more; i < end; ++i) {
      if ((byte(i) & 0xC0) != 0x80) return false;
    }
  }
  return true;
}

/// The first `most` bytes of well-formed UTF-8, or a few less: no character is cut in two.
inline std::string_view utf8Prefix(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

}  // namespace ganvas::config
