#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/cli_fixture.h"
#include "data/http_server.h"

namespace ganvas::testing {
namespace {

namespace fs = std::filesystem;

class CliDataTest : public CliTest {
 protected:
  Program::Options own() const {
    return {{"XDG_DATA_HOME=" + (folder / "share").string(), "no_proxy=127.0.0.1"}, {}, false};
  }
  fs::path home(const std::string& name) const { return folder / "share/ganvas/data" / name; }
};

TEST_F(CliDataTest, ListsWhatCanBeFetchedAndWhatIsHere) {
  fs::create_directories(home("kmnist"));
  std::ofstream(home("kmnist") / "train-images-idx3-ubyte.gz.part") << "0123456789";
  const Result text = run({"data", "list"}, own());
  EXPECT_EQ(text.code, 0) << text.err;
  for (const char* word : {"fashion-mnist", "stl10", "CC BY-SA 4.0", "to fetch", "partly here: 10 bytes"}) {
    EXPECT_NE(text.out.find(word), std::string::npos) << word << " is not in " << text.out;
  }
  const auto json = nlohmann::json::parse(run({"data", "list", "--json"}, own()).out);
  ASSERT_EQ(json.size(), 6U);
  EXPECT_EQ(json[0]["name"], "mnist");
  EXPECT_EQ(json[0]["files"].size(), 4U);
  EXPECT_EQ(json[2]["bytes_here"], 10);
  EXPECT_EQ(json[2]["complete"], false);
}

TEST_F(CliDataTest, WrongUsageEndsWithTwo) {
  expectEnd(run({"data"}, own()), 2, "subcommand");
  expectEnd(run({"data", "fetch", "minst"}, own()), 2, "Did you mean mnist?");
  expectEnd(run({"data", "fetch", "mnist", "--from", "x", "--mirror", "http://x"}, own()), 2, "excludes");
}

TEST_F(CliDataTest, AFileThatIsNotTheSetsIsRefused) {
  std::ofstream(folder / "cifar-10-binary.tar.gz") << "something else";
  const Result wrong = run({"data", "fetch", "cifar10", "--from", folder.path().string()}, own());
  expectEnd(wrong, 1, "it has 14 bytes, not 170052171");
  const HttpServer server(
      [](const auto& seen, const auto& connection) { serveWhole(seen, connection, "something else"); });
  const Result refused = run({"data", "fetch", "cifar10", "--mirror", server.address("/sets")}, own());
  expectEnd(refused, 1, "the server’s file has 14 bytes, not 170052171");
  EXPECT_EQ(server.requests().at(0).path, "/sets/cifar-10-binary.tar.gz");
  EXPECT_FALSE(fs::exists(home("cifar10") / "cifar-10-binary.tar.gz"));
}

TEST_F(CliDataTest, AnInterruptKeepsWhatCameInAndSaysHowToGoOn) {
  const HttpServer server([](const auto& seen, const auto& connection) {
    const std::string length = std::to_string(170052171 - seen.rangeStart());
    connection.send(httpHead(seen.rangeStart() > 0 ? "206 Partial Content" : "200 OK",
                             {"Content-Length: " + length,
                              "Content-Range: bytes " + std::to_string(seen.rangeStart()) + "-170052170/170052171"}) +
                    std::string(10'000, 'x'));
    connection.awaitClient();
  });
  const fs::path part = home("cifar10") / "cifar-10-binary.tar.gz.part";
  for (const std::uintmax_t expected : {10'000U, 20'000U}) {  // the second goes on where the first was interrupted
    const auto program = launch({"data", "fetch", "cifar10", "--mirror", server.address("")}, own());
    while (!fs::exists(part) || fs::file_size(part) < expected) {
      ASSERT_FALSE(program->waitFor(std::chrono::milliseconds(20))) << program->standardError();
    }
    program->signal(SIGINT);
    EXPECT_EQ(program->wait(), 130) << program->standardError();
    EXPECT_NE(program->standardError().find("ganvas-cli data fetch cifar10 goes on"), std::string::npos)
        << program->standardError();
    EXPECT_EQ(fs::file_size(part), expected);
  }
}

}  // namespace
}  // namespace ganvas::testing
