// What lies at a path, of any bytes under several names: sets/recognise.h.
#include "fuzz.h"
#include "packed.h"
#include "sets/recognise.h"
#include "sets/set_facts.h"

std::vector<std::string> seedInputs() {
  using ganvas::fuzz::packed;
  return {std::string("\0\0\x08\3\0\0\0\2\0\0\0\2\0\0\0\3abcdefghijkl", 28),
          packed(false, true, {{"train/cat/1.png", "x"}, {"test/cat/2.png", "x"}}),
          packed(true, false, {{"JPEGImages/1.jpg", "x"}, {"Annotations/1.xml", "<annotation/>"}}),
          packed(false, false, {{"cifar-10-batches-bin/test_batch.bin", "x"}, {"stl10_binary/test_X.bin", "x"}}),
          "text"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ganvas;
  const fuzz::Workplace& place = fuzz::workplace();
  for (const char* name : {"any/file", "idx/train-images-idx3-ubyte", "cifar/test_batch.bin"}) {
    const auto file = place.write(name, data, size);
    for (const auto& path : {file, file.parent_path()}) {
      fuzz::mayRefuse([&] {
        const config::Data found = sets::recognise(path);
        sets::describeSource(found);
        sets::lookAtSet({found.source, found.path, found.split, found.labels, found.boxes});
      });
    }
  }
  return 0;
}
