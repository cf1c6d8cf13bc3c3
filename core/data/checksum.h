#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace ganvas::data {

/// MD5, which the makers of the usual sets publish: it finds damaged and exchanged files, not a forger's.
class Md5 {
 public:
  /// Throws Error where this system forbids MD5.
  Md5();

  void add(std::string_view bytes);
  /// 32 lower-case hexadecimal digits. To be called once, last.
  std::string hex();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// Hears the bytes of a file, part by part.
using ByteSink = std::function<void(std::string_view)>;

/// The MD5 of a plain file, whose bytes `sink` hears in order. Throws Error naming the file, or "cancelled".
std::string md5Of(const std::filesystem::path& file, const ByteSink& sink, const std::stop_token& stop);

}  // namespace ganvas::data
