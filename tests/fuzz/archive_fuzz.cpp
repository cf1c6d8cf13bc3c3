// Archives as containers of pictures: sets/picture_container.h.
#include "fuzz.h"
#include "packed.h"
#include "sets/picture_container.h"

std::vector<std::string> seedInputs() {
  const std::vector<std::pair<std::string, std::string>> files{
      {"a/1.png", "one"}, {"../b.png", std::string(2000, 'x')}, {std::string(150, 'n') + "/\xc3\xa4.png", "two"}};
  using ganvas::fuzz::packed;
  return {packed(false, false, files), packed(false, true, files), packed(true, false, files), "PK\3\4", ""};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ganvas;
  const auto file = fuzz::workplace().write("archive", data, size);
  sets::isArchive(file);
  fuzz::mayRefuse([&] {
    const auto container = sets::openContainer(file);
    for (const sets::ContainedFile& member : container->files()) {
      if (member.name.empty() || member.name.front() == '/' ||
          ("/" + member.name + "/").find("/../") != std::string::npos) {
        std::abort();
      }
    }
    for (std::size_t i = std::min<std::size_t>(container->files().size(), 8); i-- > 0;) {
      fuzz::mayRefuse([&] { container->read(i); });
    }
  });
  return 0;
}
