#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "base/temporary_directory.h"
#include "cli/program.h"
#include "config/toml.h"
#include "runs/history.h"
#include "runs/run_directory.h"
#include "studio/tiny_experiment.h"

namespace ganvas::testing {

/// What a finished ganvas-cli left.
struct Result {
  int code = 0;
  std::string out, err;
};

/// Runs the real program with a runs directory of its own.
class CliTest : public ::testing::Test {
 protected:
  std::unique_ptr<Program> launch(const std::vector<std::string>& arguments, const Program::Options& options = {}) {
    Program::Options all = options;
    all.environment.push_back("GANVAS_RUNS_DIR=" + runsDir.string());
    all.environment.push_back("XDG_CONFIG_HOME=" + (folder / "config").string());
    all.environment.push_back("XDG_CACHE_HOME=" + (folder / "cache").string());
    return std::make_unique<Program>(arguments, folder / ("output" + std::to_string(launched_++)), all);
  }
  Result run(const std::vector<std::string>& arguments, const Program::Options& options = {}) {
    const auto program = launch(arguments, options);
    const int code = program->wait();
    return {code, program->standardOutput(), program->standardError()};
  }
  /// Writes an experiment's TOML; its path.
  std::string write(const config::Experiment& experiment) {
    const std::filesystem::path file = folder / (experiment.about.name + ".toml");
    std::ofstream(file) << config::writeToml(experiment);
    return file.string();
  }
  /// Trains to the end; the run's directory.
  std::filesystem::path trainToEnd(const config::Experiment& experiment) {
    const Result result = run({"train", write(experiment)});
    EXPECT_EQ(result.code, 0) << result.err;
    return newestRun();
  }
  std::filesystem::path newestRun() const {
    std::filesystem::path newest;
    if (!std::filesystem::exists(runsDir)) return newest;
    for (const auto& entry : std::filesystem::directory_iterator(runsDir)) newest = std::max(newest, entry.path());
    return newest;
  }
  static std::string bytesOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static std::filesystem::path stateFile(const std::filesystem::path& run, std::int64_t step) {
    return runs::RunDirectory::open(run).checkpointPath(step) / "state.safetensors";
  }
  static std::vector<std::int64_t> checkpoints(const std::filesystem::path& run) {
    return runs::RunDirectory::open(run).checkpointSteps();
  }

  TemporaryDirectory folder;
  std::filesystem::path runsDir = folder / "runs";

 private:
  int launched_ = 0;
};

/// Checks that the program ended with `code` and a message on stderr that holds `text`.
inline void expectEnd(const Result& result, int code, const std::string& text) {
  EXPECT_EQ(result.code, code) << result.out << result.err;
  EXPECT_NE(result.err.find(text), std::string::npos) << "'" << text << "' is not in: " << result.err;
  if (code == 1) {
    EXPECT_NE(result.err.find("ganvas-cli: "), std::string::npos) << result.err;
  }
}

}  // namespace ganvas::testing
