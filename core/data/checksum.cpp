#include "data/checksum.h"

#include <openssl/evp.h>

#include <array>
#include <fstream>

#include "base/error.h"
#include "sets/plain_file.h"

namespace ganvas::data {

namespace {

void require(int result) {
  if (result == 1) return;
  throw Error("this system’s OpenSSL computes no MD5", "", "Fetch the files elsewhere, and set data.path to them");
}

}  // namespace

void Md5::Free::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

Md5::Md5() : context_(EVP_MD_CTX_new()) {
  require(context_ != nullptr ? EVP_DigestInit_ex(context_.get(), EVP_md5(), nullptr) : 0);
}

void Md5::add(std::string_view bytes) {
  require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
}

std::string Md5::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  require(EVP_DigestFinal_ex(context_.get(), digest.data(), &length));
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < length; ++i) {
    text += digits[digest[i] >> 4];
    text += digits[digest[i] & 0xf];
  }
  return text;
}

std::string md5Of(const std::filesystem::path& file, const ByteSink& sink, const std::stop_token& stop) {
  sets::plainFileSize(file);  // says what is wrong with a directory or a pipe
  std::ifstream stream(file, std::ios::binary);
  std::string part(std::size_t{1} << 20, '\0');
  Md5 md5;
  while (stream) {
    if (stop.stop_requested()) throw Error("cancelled", "", "");
    stream.read(part.data(), static_cast<std::streamsize>(part.size()));
    const std::string_view bytes(part.data(), static_cast<std::size_t>(stream.gcount()));
    md5.add(bytes);
    if (!bytes.empty()) sink(bytes);
  }
  if (!stream.eof()) throw Error("the file cannot be read", file.string(), "Check its permissions and the disk");
  return md5.hex();
}

}  // namespace ganvas::data
