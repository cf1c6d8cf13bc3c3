// STL-10's binary files in a directory and in an archive: data/stl_source.h. The first byte says as what the rest is
// taken: pictures, labels of one picture, or an archive.
#include "data/stl_source.h"

#include "binary_fuzz.h"
#include "fuzz.h"
#include "packed.h"

namespace {

const std::string& picture() {
  static const std::string bytes(3 * 96 * 96, 'x');
  return bytes;
}

}  // namespace

std::vector<std::string> seedInputs() {
  const std::string tar =
      ganvas::fuzz::packed(false, true, {{"stl10_binary/train_X.bin", picture()}, {"stl10_binary/train_y.bin", "\1"}});
  return {std::string(1, '\0') + picture(), "\1\x0a", "\2" + tar};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ganvas;
  if (size == 0) return 0;
  const fuzz::Workplace& place = fuzz::workplace();
  const int kind = data[0] % 3;
  ++data, --size;
  std::filesystem::path set = place.path() / "stl";
  if (kind == 2) {
    set = place.write("archive", data, size);
  } else {
    kind == 0 ? place.write("stl/train_X.bin", data, size) : place.write("stl/train_X.bin", picture());
    kind == 1 ? place.write("stl/train_y.bin", data, size) : place.write("stl/train_y.bin", "\1");
  }
  fuzz::mayRefuse([&] { fuzz::readEnds(*data::openStl10(set, "train", 0)); });
  return 0;
}
