// Runs a fuzz target without libFuzzer: over files and directories of inputs, its seeds, and random changes of these.
//   TARGET [SECONDS] [FILE_OR_DIRECTORY …]
// An input under which the program dies, or runs for over ten seconds, stays in crash-TARGET in the working directory.
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <random>
#include <utility>

#include "fuzz.h"

namespace {

namespace fs = std::filesystem;

class Mutator {
 public:
  explicit Mutator(std::vector<std::string> corpus) : corpus_(std::move(corpus)) {}

  std::string next() {
    std::string input = corpus_[below(corpus_.size())];
    for (std::size_t i = 1 + below(6); i > 0; --i) change(input);
    return input;
  }

 private:
  std::size_t below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }

  void change(std::string& input) {
    constexpr std::uint8_t kEdges[] = {0, 1, 2, 0x7f, 0x80, 0xff, ',', '"', '\n', '<', '&', '/', '.'};
    if (input.empty()) input.assign(1 + below(64), '\0');
    const std::size_t at = below(input.size());
    switch (below(7)) {
      case 0:
        input[at] = static_cast<char>(below(256));
        break;
      case 1:
        input[at] = static_cast<char>(kEdges[below(std::size(kEdges))]);
        break;
      case 2:
        input[at] = static_cast<char>(input[at] ^ 1 << below(8));
        break;
      case 3:
        input.resize(at);
        break;
      case 4:
        input.erase(at, 1 + below(16));
        break;
      case 5:
        input.insert(at, input.substr(below(input.size()), 1 + below(64)));
        break;
      default: {
        const std::string& other = corpus_[below(corpus_.size())];
        if (!other.empty()) input.replace(at, 1 + below(32), other.substr(below(other.size()), 1 + below(32)));
      }
    }
  }

  std::vector<std::string> corpus_;
  std::mt19937_64 random_{20261122};
};

void addInputs(const fs::path& path, std::vector<std::string>& corpus) {
  if (fs::is_directory(path)) {
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) addInputs(entry.path(), corpus);
    }
    return;
  }
  std::ifstream stream(path, std::ios::binary);
  corpus.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

std::string current;    // the input that runs
std::string crashFile;  // where it goes when the program dies

extern "C" void keepInput(int number) {
  const int file = ::open(crashFile.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file >= 0 && ::write(file, current.data(), current.size()) >= 0) ::close(file);
  std::signal(number, SIG_DFL);
  std::raise(number);
}

void run(std::string input) {
  constexpr unsigned kMostSeconds = 10;
  current = std::move(input);
  ::alarm(kMostSeconds);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
}

}  // namespace

int main(int count, char** arguments) {
  const double seconds = count > 1 ? std::strtod(arguments[1], nullptr) : 2.0;
  const std::string name = fs::path(arguments[0]).filename().string();
  crashFile = "crash-" + name;
  for (const int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGALRM}) std::signal(number, keepInput);
  std::vector<std::string> corpus = seedInputs();
  for (int i = 2; i < count; ++i) addInputs(arguments[i], corpus);
  for (const std::string& input : corpus) run(input);
  Mutator mutator(corpus);
  long inputs = static_cast<long>(corpus.size());
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  for (; Clock::now() < end; ++inputs) run(mutator.next());
  std::printf("%s: %ld inputs\n", name.c_str(), inputs);
  return 0;
}
