#include "session/downloads.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>

#include "base/error.h"
#include "base/temporary_directory.h"
#include "data/http_server.h"

namespace ganvas::session {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using namespace ganvas::testing;

constexpr std::size_t kHalf = 50'000;

class DownloadsTest : public ::testing::Test {
 protected:
  sets::FetchRequest request() {
    // The MD5 of 100,000 letters a, from md5sum.
    const sets::CatalogueFile file{"a.gz", {server.address()}, 2 * kHalf, "1af6d6f2f682f76f80e606aeaaee1680"};
    return {{"letters", "Letters", "", "", "http://example.invalid/", {file}}, folder / "set", "", ""};
  }
  /// Waits until `reached` holds of the status; the last status in any case.
  template <typename Reached>
  DownloadStatus await(const Reached& reached) {
    const auto end = std::chrono::steady_clock::now() + 20s;
    DownloadStatus status = downloads->status();
    while (!reached(status) && std::chrono::steady_clock::now() < end) {
      status = downloads->waitForChange(status.revision, 1s);
    }
    return status;
  }
  DownloadStatus awaitHalf() {
    return await([](const DownloadStatus& status) { return status.bytes == static_cast<std::int64_t>(kHalf); });
  }
  DownloadStatus awaitEnd() {
    return await([](const DownloadStatus& status) { return status.state != FetchState::Fetching; });
  }

  TemporaryDirectory folder;
  EnvironmentVariable noProxy{"no_proxy", "127.0.0.1"};
  std::string bytes = std::string(2 * kHalf, 'a');
  std::atomic<bool> stalls = false;
  HttpServer server{[this](const auto& seen, const auto& connection) {
    if (!stalls) return serveWhole(seen, connection, bytes);
    connection.send(httpHead("200 OK", {"Content-Length: 100000"}) + bytes.substr(0, kHalf));
    connection.awaitClient();
  }};
  std::unique_ptr<Downloads> downloads = makeDownloads();
};

TEST_F(DownloadsTest, FetchesAndTellsItsObserver) {
  std::atomic<int> wakes = 0;
  downloads->onChange([&] { ++wakes; });
  EXPECT_EQ(downloads->status().state, FetchState::Idle);
  downloads->fetch(request());
  const DownloadStatus status = awaitEnd();
  EXPECT_EQ(status.state, FetchState::Done) << (status.failure ? status.failure->text() : "");
  EXPECT_EQ(status.bytes, 100'000);
  EXPECT_EQ(status.total, 100'000);
  EXPECT_EQ(status.activity, "");
  EXPECT_EQ(fs::file_size(folder / "set/a.gz"), 2 * kHalf);
  downloads->onChange({});
  EXPECT_GE(wakes, 2);
}

TEST_F(DownloadsTest, APauseEndsTheConnectionAndAResumeGoesOn) {
  stalls = true;
  downloads->fetch(request());
  EXPECT_EQ(awaitHalf().activity.find("downloading from 127.0.0.1"), 0U);
  EXPECT_THROW(downloads->fetch(request()), Error) << "one at a time";
  const auto before = std::chrono::steady_clock::now();
  downloads->pause();
  EXPECT_EQ(downloads->status().state, FetchState::Paused);
  stalls = false;
  downloads->resume();
  EXPECT_EQ(awaitEnd().state, FetchState::Done);
  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
  ASSERT_EQ(server.requests().size(), 2U);
  EXPECT_EQ(server.requests().at(1).rangeStart(), kHalf);
}

TEST_F(DownloadsTest, ACancelIsForGoodAndKeepsWhatCameIn) {
  stalls = true;
  downloads->fetch(request());
  awaitHalf();
  downloads->cancel();
  downloads->resume();
  EXPECT_EQ(downloads->status().state, FetchState::Cancelled);
  EXPECT_FALSE(downloads->status().failure);
  downloads = makeDownloads();  // joins the other's thread
  EXPECT_EQ(fs::file_size(folder / "set/a.gz.part"), kHalf);
}

TEST_F(DownloadsTest, AFailureSaysWhatToDoAndAnotherFetchMayFollow) {
  bytes[5] = 'b';
  downloads->fetch(request());
  const DownloadStatus failed = awaitEnd();
  EXPECT_EQ(failed.state, FetchState::Failed);
  ASSERT_TRUE(failed.failure);
  EXPECT_NE(failed.failure->what.find("MD5"), std::string::npos) << failed.failure->what;
  EXPECT_NE(failed.failure->advice, "");
  bytes[5] = 'a';
  downloads->fetch(request());
  EXPECT_EQ(awaitEnd().state, FetchState::Done);
  EXPECT_FALSE(downloads->status().failure);
}

TEST_F(DownloadsTest, MayGoAwayWhileItFetches) {
  stalls = true;
  downloads->fetch(request());
  awaitHalf();
  const auto before = std::chrono::steady_clock::now();
  downloads.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - before, 1s);
}

}  // namespace
}  // namespace ganvas::session
