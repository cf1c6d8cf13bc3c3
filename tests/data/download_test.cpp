#include "data/download.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stop_token>
#include <string>
#include <thread>

#include "base/error.h"
#include "base/temporary_directory.h"
#include "data/checksum.h"
#include "data/http_server.h"
#include "data/part_file.h"

namespace ganvas::data {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using namespace ganvas::testing;

/// Bytes without a pattern that a shifted or repeated part would fit into.
std::string someBytes(std::size_t count, unsigned state = 1) {
  std::string bytes(count, '\0');
  for (char& byte : bytes) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<char>(state >> 24);
  }
  return bytes;
}

std::string md5Text(std::string_view bytes) {
  Md5 md5;
  md5.add(bytes);
  return md5.hex();
}

class DownloadTest : public ::testing::Test {
 protected:
  DownloadRequest request(std::vector<std::string> addresses) {
    DownloadRequest made{std::move(addresses), target, static_cast<std::int64_t>(bytes.size()), md5Text(bytes), {}};
    made.patience.wait = 1ms;
    made.patience.http = {2s, 2s};
    return made;
  }
  void run(const DownloadRequest& made, const std::stop_token& stop = {}) {
    download(
        made, [this](const DownloadProgress& progress) { lastProgress = progress; }, stop);
  }
  /// The message of the Error that it ends with.
  std::string failure(const DownloadRequest& made, const std::stop_token& stop = {}) {
    try {
      run(made, stop);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  std::string contents(const fs::path& file) const {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  /// Without printing 300,000 bytes where it does not.
  bool holds(const fs::path& file, std::string_view wanted) const { return contents(file) == wanted; }
  void writePart(std::string_view text) const { std::ofstream(part, std::ios::binary) << text; }

  TemporaryDirectory folder;
  EnvironmentVariable noProxy{"no_proxy", "127.0.0.1"};
  fs::path target = folder / "set/file.gz", part = folder / "set/file.gz.part";
  std::string bytes = someBytes(300'000);
  DownloadProgress lastProgress;
};

/// A test with a part of an earlier download.
class ResumedDownloadTest : public DownloadTest {
 protected:
  ResumedDownloadTest() { fs::create_directories(target.parent_path()); }
};

TEST_F(DownloadTest, PutsAFileInPlace) {
  const HttpServer server([&](const auto& seen, const auto& connection) { serveWhole(seen, connection, bytes); });
  run(request({server.address()}));
  EXPECT_TRUE(holds(target, bytes));
  EXPECT_FALSE(fs::exists(part));
  EXPECT_EQ(server.requests().size(), 1U);
  EXPECT_EQ(lastProgress.bytes, 300'000);
  EXPECT_EQ(lastProgress.total, 300'000);
}

TEST_F(DownloadTest, GoesOnAfterEachDroppedConnection) {
  const HttpServer server(
      [&](const auto& seen, const auto& connection) { serveUntil(seen, connection, bytes, 100'000); });
  run(request({server.address()}));
  EXPECT_TRUE(holds(target, bytes));
  const auto seen = server.requests();
  ASSERT_GE(seen.size(), 3U);
  EXPECT_EQ(seen[0].headers.count("range"), 0U);
  EXPECT_GT(seen[1].rangeStart(), 0U);
  EXPECT_GT(seen[2].rangeStart(), seen[1].rangeStart());
  EXPECT_EQ(seen[1].headers.at("if-range"), "\"1\"");
}

TEST_F(DownloadTest, AFileThatChangesMeanwhileComesWhole) {
  const std::string older = someBytes(300'000, 7);
  std::atomic<int> count = 0;
  const HttpServer server([&](const auto& seen, const auto& connection) {
    if (count++ == 0) return serveUntil(seen, connection, older, 100'000, "\"old\"");
    serveWhole(seen, connection, bytes, "\"new\"");
  });
  run(request({server.address()}));
  EXPECT_TRUE(holds(target, bytes));
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST_F(DownloadTest, AServerThatAlwaysDropsIsGivenUp) {
  const HttpServer server([&](const auto& seen, const auto& connection) { serveUntil(seen, connection, bytes, 0); });
  const std::string message = failure(request({server.address()}));
  EXPECT_NE(message.find("127.0.0.1"), std::string::npos) << message;
  EXPECT_EQ(server.requests().size(), 3U) << "patience.fruitless";
  EXPECT_FALSE(fs::exists(target));
  EXPECT_FALSE(fs::exists(part)) << "an empty one is of no use";
}

TEST_F(DownloadTest, ServersThatGiveAByteATimeAreGivenUp) {
  const HttpServer server([&](const auto& seen, const auto& connection) { serveUntil(seen, connection, bytes, 1); });
  DownloadRequest made = request({server.address()});
  made.patience.tries = 5;
  const std::string message = failure(made);
  EXPECT_NE(message.find("kept"), std::string::npos) << message;
  EXPECT_EQ(server.requests().size(), 5U);
  EXPECT_GT(fs::file_size(part), 0U);
}

TEST_F(ResumedDownloadTest, GoesOnWithWhatAnEarlierProgramLeft) {
  writePart(bytes.substr(0, 123'456));
  const HttpServer server([&](const auto& seen, const auto& connection) { serveWhole(seen, connection, bytes); });
  run(request({server.address()}));
  EXPECT_TRUE(holds(target, bytes));
  ASSERT_EQ(server.requests().size(), 1U);
  EXPECT_EQ(server.requests().at(0).rangeStart(), 123'456U);
}

TEST_F(ResumedDownloadTest, NeedsNoNetworkWhenAllIsThere) {
  writePart(bytes);
  run(request({"http://127.0.0.1:1/nobody-listens"}));
  EXPECT_TRUE(holds(target, bytes));
}

TEST_F(ResumedDownloadTest, AServerWithoutRangesBeginsAnew) {
  writePart(bytes.substr(0, 1000));
  const HttpServer server([&](const auto&, const auto& connection) {
    connection.send(httpHead("200 OK", {"Content-Length: 300000"}) + bytes);
  });
  run(request({server.address()}));
  EXPECT_TRUE(holds(target, bytes));
}

TEST_F(ResumedDownloadTest, APartOfAnotherFileIsNoticedAndFetchedAnew) {
  writePart(someBytes(1000, 99));
  const HttpServer server([&](const auto& seen, const auto& connection) { serveWhole(seen, connection, bytes); });
  run(request({server.address()}));
  EXPECT_TRUE(holds(target, bytes));
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST_F(ResumedDownloadTest, APartThatIsTooLongIsThrownAway) {
  writePart(someBytes(300'001, 99));
  const HttpServer server([&](const auto& seen, const auto& connection) { serveWhole(seen, connection, bytes); });
  run(request({server.address()}));
  EXPECT_TRUE(holds(target, bytes));
  EXPECT_EQ(server.requests().at(0).rangeStart(), 0U);
}

TEST_F(ResumedDownloadTest, APageInsteadOfTheFileLeavesThePart) {
  writePart(bytes.substr(0, 1000));
  const HttpServer server([&](const auto&, const auto& connection) {
    connection.send(httpHead("200 OK", {"Content-Type: text/html; charset=utf-8"}) + "<p>Please sign in</p>");
  });
  const std::string message = failure(request({server.address()}));
  EXPECT_NE(message.find("web page"), std::string::npos) << message;
  EXPECT_EQ(fs::file_size(part), 1000U);
}

TEST_F(ResumedDownloadTest, AnotherPartThanAskedForIsRefused) {
  writePart(bytes.substr(0, 1000));
  const HttpServer server([&](const auto&, const auto& connection) {
    connection.send(httpHead("206 Partial Content", {"Content-Range: bytes 500-299999/300000"}) + bytes.substr(500));
  });
  const std::string message = failure(request({server.address()}));
  EXPECT_NE(message.find("another part"), std::string::npos) << message;
  EXPECT_TRUE(holds(part, bytes.substr(0, 1000)));
}

TEST_F(DownloadTest, AWrongLengthIsRefusedBeforeItComes) {
  const HttpServer server([&](const auto&, const auto& connection) {
    connection.send(httpHead("200 OK", {"Content-Length: 299999"}) + bytes.substr(0, 299'999));
  });
  const std::string message = failure(request({server.address()}));
  EXPECT_NE(message.find("299999 bytes, not 300000"), std::string::npos) << message;
  EXPECT_FALSE(fs::exists(part));
}

TEST_F(DownloadTest, AServerThatPromisesMoreThanItSendsIsAskedForTheRest) {
  std::atomic<int> count = 0;
  const HttpServer server([&](const auto& seen, const auto& connection) {
    if (count++ > 0) return serveWhole(seen, connection, bytes);
    connection.send(httpHead("200 OK", {"Content-Length: 300000"}) + bytes.substr(0, 1000));  // and ends in order
  });
  run(request({server.address()}));
  EXPECT_TRUE(holds(target, bytes));
  EXPECT_EQ(server.requests().at(1).rangeStart(), 1000U);
}

TEST_F(DownloadTest, AServerThatSendsMoreThanItPromisesIsCutOff) {
  const HttpServer server([&](const auto&, const auto& connection) {
    connection.send(httpHead("200 OK", {"Content-Length: 300000"}) + bytes + someBytes(100'000));
  });
  run(request({server.address()}));
  EXPECT_TRUE(holds(target, bytes));
}

TEST_F(DownloadTest, AServerThatNeverStopsSendingIsCutOff) {
  std::atomic<std::size_t> sent = 0;
  const HttpServer server([&](const auto&, const auto& connection) {
    connection.send(httpHead("200 OK"));
    while (!connection.ended() && connection.send(bytes)) sent += bytes.size();
  });
  const std::string message = failure(request({server.address()}));
  EXPECT_NE(message.find("more than the 300000 bytes"), std::string::npos) << message;
  EXPECT_LT(sent, 100'000'000U);
  EXPECT_FALSE(fs::exists(part));
}

TEST_F(DownloadTest, AWrongFileIsDeletedAndTheNextMirrorAsked) {
  const std::string wrong = someBytes(300'000, 5);
  const HttpServer bad([&](const auto& seen, const auto& connection) { serveWhole(seen, connection, wrong); });
  const HttpServer good([&](const auto& seen, const auto& connection) { serveWhole(seen, connection, bytes); });
  run(request({bad.address(), good.address()}));
  EXPECT_TRUE(holds(target, bytes));
  EXPECT_EQ(good.requests().at(0).rangeStart(), 0U);
}

TEST_F(DownloadTest, AWrongFileAloneSaysWhatWasExpectedAndFound) {
  const std::string wrong = someBytes(300'000, 5);
  const HttpServer bad([&](const auto& seen, const auto& connection) { serveWhole(seen, connection, wrong); });
  const std::string message = failure(request({bad.address()}));
  EXPECT_NE(message.find("MD5 is " + md5Text(wrong) + ", not " + md5Text(bytes)), std::string::npos) << message;
  EXPECT_FALSE(fs::exists(target));
  EXPECT_FALSE(fs::exists(part));
  EXPECT_EQ(bad.requests().size(), 1U);
}

TEST_F(DownloadTest, AMissingFileIsSoughtAtTheNextMirrorAtOnce) {
  const HttpServer empty([](const auto&, const auto& connection) {
    connection.send(httpHead("404 Not Found", {"Content-Length: 4"}) + "gone");
  });
  const HttpServer good([&](const auto& seen, const auto& connection) { serveWhole(seen, connection, bytes); });
  run(request({empty.address(), good.address()}));
  EXPECT_TRUE(holds(target, bytes));
  EXPECT_EQ(empty.requests().size(), 1U);
  EXPECT_NE(failure(request({empty.address()})).find("404"), std::string::npos);
}

TEST_F(DownloadTest, ABusyServerIsAskedAgain) {
  std::atomic<int> count = 0;
  const HttpServer server([&](const auto& seen, const auto& connection) {
    if (count++ > 0) return serveWhole(seen, connection, bytes);
    connection.send(httpHead("503 Service Unavailable", {"Content-Length: 0"}));
  });
  run(request({server.address()}));
  EXPECT_TRUE(holds(target, bytes));
}

TEST_F(DownloadTest, AServerThatKnowsNoLengthIsBelievedByTheChecksum) {
  const HttpServer server([&](const auto&, const auto& connection) { connection.send(httpHead("200 OK") + bytes); });
  DownloadRequest made = request({server.address()});
  made.bytes = 0;
  run(made);
  EXPECT_TRUE(holds(target, bytes));
}

TEST_F(DownloadTest, RedirectsAreFollowedToHttpAlone) {
  const fs::path secret = folder / "secret";
  std::ofstream(secret) << bytes;
  const HttpServer good([&](const auto& seen, const auto& connection) { serveWhole(seen, connection, bytes); });
  const auto redirectTo = [](const std::string& place) {
    return [place](const auto&, const auto& connection) {
      connection.send(httpHead("302 Found", {"Location: " + place, "Content-Length: 0"}));
    };
  };
  const HttpServer toFile(redirectTo("file://" + secret.string())), toGood(redirectTo(good.address("/elsewhere")));
  const std::string message = failure(request({toFile.address()}));
  EXPECT_NE(message.find("not http or https"), std::string::npos) << message;
  EXPECT_FALSE(fs::exists(target));
  EXPECT_NE(failure(request({"file://" + secret.string()})), "");
  EXPECT_FALSE(fs::exists(target));
  run(request({toGood.address()}));
  EXPECT_TRUE(holds(target, bytes));
  EXPECT_EQ(good.requests().at(0).path, "/elsewhere");
}

TEST_F(DownloadTest, ASilentServerIsGivenUp) {
  const HttpServer server([](const auto&, const auto& connection) { connection.awaitClient(); });
  DownloadRequest made = request({server.address()});
  made.patience.fruitless = 1;
  made.patience.http.silence = 1s;
  EXPECT_NE(failure(made), "");
}

TEST_F(DownloadTest, AStopEndsASlowDownloadAtOnceAndKeepsThePart) {
  const HttpServer server([&](const auto&, const auto& connection) {
    connection.send(httpHead("200 OK", {"Content-Length: 300000"}) + bytes.substr(0, 1000));
    connection.awaitClient();
  });
  std::stop_source stop;
  std::jthread stopper([&] {
    while (!fs::exists(part) || fs::file_size(part) < 1000) std::this_thread::sleep_for(5ms);
    stop.request_stop();
  });
  DownloadRequest made = request({server.address()});
  made.patience.http = {60s, 60s};
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(failure(made, stop.get_token()), "cancelled");
  EXPECT_LT(std::chrono::steady_clock::now() - before, 1s);
  EXPECT_TRUE(holds(part, bytes.substr(0, 1000)));
  EXPECT_FALSE(fs::exists(target));
}

TEST_F(DownloadTest, TellsWhenNothingComes) {
  const HttpServer server([&](const auto&, const auto& connection) {
    connection.send(httpHead("200 OK", {"Content-Length: 300000"}) + bytes.substr(0, 1000));
    connection.awaitClient();
  });
  std::stop_source stop;
  int told = 0;
  const auto listener = [&](const DownloadProgress& progress) {
    if (progress.bytes == 1000 && progress.activity.starts_with("downloading") && ++told == 3) stop.request_stop();
  };
  DownloadRequest made = request({server.address()});
  made.patience.http.silence = 10s;
  EXPECT_THROW(download(made, listener, stop.get_token()), Error);
  EXPECT_EQ(server.requests().size(), 1U) << "told while it waits, so that a rate can fall to nothing";
}

TEST_F(DownloadTest, AStopEndsTheWaitBeforeAnotherTry) {
  const HttpServer server([&](const auto& seen, const auto& connection) { serveUntil(seen, connection, bytes, 0); });
  DownloadRequest made = request({server.address()});
  made.patience.wait = 60s;
  std::stop_source stop;
  const auto listener = [&](const DownloadProgress& progress) {
    if (progress.activity.starts_with("waiting")) stop.request_stop();
  };
  const auto before = std::chrono::steady_clock::now();
  EXPECT_THROW(download(made, listener, stop.get_token()), Error);
  EXPECT_LT(std::chrono::steady_clock::now() - before, 1s);
}

TEST_F(DownloadTest, TwoAtOnceDoNotWriteOneFile) {
  const PartFile other(target);
  const std::string message = failure(request({"http://127.0.0.1:1/"}));
  EXPECT_NE(message.find("another process is fetching this file"), std::string::npos) << message;
}

TEST_F(DownloadTest, TooLittleSpaceIsSaidBeforehand) {
  const HttpServer server([&](const auto& seen, const auto& connection) { serveWhole(seen, connection, bytes); });
  DownloadRequest made = request({server.address()});
  made.bytes = std::int64_t{1} << 60;
  const std::string message = failure(made);
  EXPECT_NE(message.find("not enough space"), std::string::npos) << message;
  EXPECT_EQ(server.requests().size(), 0U);
}

TEST_F(DownloadTest, AFullDiskIsAnErrorAndKeepsWhatFitted) {
  const HttpServer server([&](const auto& seen, const auto& connection) { serveWhole(seen, connection, bytes); });
  const DownloadRequest made = request({server.address()});
  const fs::path said = folder / "said";
  const int file = open(said.c_str(), O_WRONLY | O_CREAT, 0644);
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100'000, 100'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    const std::string message = failure(made);
    _exit(write(file, message.data(), message.size()) > 0 ? 0 : 1);
  }
  close(file);
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_NE(contents(said).find("ulimit"), std::string::npos) << contents(said);
  EXPECT_TRUE(holds(part, bytes.substr(0, 100'000)));
  run(made);
  EXPECT_TRUE(holds(target, bytes)) << "goes on once there is space";
}

TEST_F(ResumedDownloadTest, APartThatIsALinkIsNotFollowed) {
  const fs::path elsewhere = folder / "elsewhere";
  std::ofstream(elsewhere) << "mine";
  fs::create_symlink(elsewhere, part);
  const HttpServer server([&](const auto& seen, const auto& connection) { serveWhole(seen, connection, bytes); });
  EXPECT_NE(failure(request({server.address()})), "");
  EXPECT_EQ(contents(elsewhere), "mine");
}

TEST(Md5, GivesTheDigestsOfItsDefinition) {  // RFC 1321, A.5
  EXPECT_EQ(md5Text(""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(md5Text("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
}

}  // namespace
}  // namespace ganvas::data
