#include "cli/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>

namespace ganvas::testing {

namespace {

std::string textOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void redirect(const std::filesystem::path& file, int descriptor) {
  const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (opened < 0 || dup2(opened, descriptor) < 0) _exit(99);
}

[[noreturn]] void execute(const std::vector<std::string>& arguments, const std::filesystem::path& outputs,
                          const Program::Options& options) {
  redirect(outputs / "stdout", STDOUT_FILENO);
  redirect(outputs / "stderr", STDERR_FILENO);
  if (options.largestFile) {
    const rlimit limit{*options.largestFile, *options.largestFile};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  if (options.ignoresHangUp) ::signal(SIGHUP, SIG_IGN);
  for (const std::string& variable : options.environment) putenv(strdup(variable.c_str()));
  std::vector<std::string> words{GANVAS_BIN_DIR "/ganvas-cli"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  execv(pointers[0], pointers.data());
  _exit(98);
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments, const std::filesystem::path& outputs,
                 const Options& options)
    : outputs_(outputs) {
  std::filesystem::create_directories(outputs);
  process_ = fork();
  if (process_ == 0) execute(arguments, outputs, options);
  processFile_ = static_cast<int>(syscall(SYS_pidfd_open, process_, 0));
  EXPECT_GE(processFile_, 0);
}

Program::~Program() {
  if (!result_) {
    signal(SIGKILL);
    wait();
  }
  close(processFile_);
}

void Program::signal(int number) const {
  if (!result_) kill(process_, number);
}

int Program::wait() {
  if (!result_) {
    int status = 0;
    waitpid(process_, &status, 0);
    result_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  return *result_;
}

bool Program::waitFor(std::chrono::milliseconds time) {
  if (result_) return true;
  pollfd ended{processFile_, POLLIN, 0};
  if (poll(&ended, 1, static_cast<int>(time.count())) != 1) return false;
  wait();
  return true;
}

std::string Program::standardOutput() const {
  return textOf(outputs_ / "stdout");
}

std::string Program::standardError() const {
  return textOf(outputs_ / "stderr");
}

}  // namespace ganvas::testing
