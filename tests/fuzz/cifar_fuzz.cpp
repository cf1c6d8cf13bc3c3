// CIFAR's binary files in a directory and in an archive: data/cifar_source.h. The first byte says as what the rest is
// taken: a batch, the file of the classes' names, CIFAR-100's records, or an archive.
#include "data/cifar_source.h"

#include "binary_fuzz.h"
#include "fuzz.h"
#include "packed.h"

std::vector<std::string> seedInputs() {
  const std::string record = "\1" + std::string(3072, 'x');
  const std::string tar = ganvas::fuzz::packed(false, true, {{"cifar-10-batches-bin/test_batch.bin", record}});
  const std::string zip = ganvas::fuzz::packed(true, false, {{"test_batch.bin", record}, {"test.bin", "x" + record}});
  return {std::string(1, '\0') + record + record, "\1a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n", "\2\3" + record, "\3" + tar,
          "\3" + zip};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ganvas;
  if (size == 0) return 0;
  const fuzz::Workplace& place = fuzz::workplace();
  const std::string good = "\1" + std::string(3072, 'x');
  const int kind = data[0] % 4;
  ++data, --size;
  if (kind == 3) {
    const auto archive = place.write("archive/set", data, size);
    fuzz::mayRefuse([&] { fuzz::readEnds(*data::openCifar10(archive, "test", 0)); });
    fuzz::mayRefuse([&] { fuzz::readEnds(*data::openCifar100(archive, "test", "", 0)); });
    return 0;
  }
  kind == 0 ? place.write("ten/test_batch.bin", data, size) : place.write("ten/test_batch.bin", good);
  kind == 1 ? place.write("ten/batches.meta.txt", data, size) : place.write("ten/batches.meta.txt", "");
  place.write("hundred/test.bin", data, size);
  fuzz::mayRefuse([&] { fuzz::readEnds(*data::openCifar10(place.path() / "ten", "test", 0)); });
  fuzz::mayRefuse([&] { fuzz::readEnds(*data::openCifar100(place.path() / "hundred", "test", "coarse", 0)); });
  return 0;
}
