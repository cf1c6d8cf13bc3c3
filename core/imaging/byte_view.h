#pragma once

#include <cstdint>
#include <string_view>

namespace ganvas::imaging {

/// Bytes of a file by place; behind its end there are zeros, so that a header can be read without a check at each step.
class ByteView {
 public:
  explicit ByteView(std::string_view bytes) : bytes_(bytes) {}

  std::size_t size() const { return bytes_.size(); }
  bool has(std::size_t place, std::string_view text) const {
    return place <= bytes_.size() && bytes_.substr(place, text.size()) == text;
  }
  std::int64_t at(std::size_t place) const {
    return place < bytes_.size() ? static_cast<std::uint8_t>(bytes_[place]) : 0;
  }
  /// Numbers of up to seven bytes.
  std::int64_t big(std::size_t place, int count) const {
    std::int64_t value = 0;
    for (int i = 0; i < count; ++i) value = value << 8 | at(place + static_cast<std::size_t>(i));
    return value;
  }
  std::int64_t little(std::size_t place, int count) const {
    std::int64_t value = 0;
    for (int i = count - 1; i >= 0; --i) value = value << 8 | at(place + static_cast<std::size_t>(i));
    return value;
  }
  /// What lies behind `place`; empty behind the end.
  std::string_view from(std::size_t place) const {
    return place < bytes_.size() ? bytes_.substr(place) : std::string_view();
  }

 private:
  std::string_view bytes_;
};

}  // namespace ganvas::imaging
