#include "data/fetch_set.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "base/error.h"
#include "base/temporary_directory.h"
#include "data/checksum.h"
#include "data/http_server.h"

namespace ganvas::data {
namespace {

namespace fs = std::filesystem;
using namespace ganvas::testing;

class FetchSetTest : public ::testing::Test {
 protected:
  FetchSetTest() {
    request.set.title = "Two files";
    request.set.homePage = "http://example.invalid/";
    for (const auto& [name, text] : {std::pair{"one.gz", one}, std::pair{"two.gz", two}}) {
      Md5 md5;
      md5.add(text);
      request.set.files.push_back({name,
                                   {server.address(std::string("/official/") + name)},
                                   static_cast<std::int64_t>(text.size()),
                                   md5.hex()});
    }
    request.directory = folder / "set";
    fs::create_directory(folder / "mine");
  }
  void fetch() {
    fetchSet(request, [this](const FetchProgress& progress) { last = progress; }, {});
  }
  std::string failure() {
    try {
      fetch();
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  void write(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }
  std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  TemporaryDirectory folder;
  EnvironmentVariable noProxy{"no_proxy", "127.0.0.1"};
  std::string one = "the first file", two = "and the second";
  HttpServer server{[this](const auto& seen, const auto& connection) {
    serveWhole(seen, connection, seen.path.ends_with("one.gz") ? one : two);
  }};
  sets::FetchRequest request;
  FetchProgress last;
};

TEST_F(FetchSetTest, BringsAllFilesAndCountsTheirBytes) {
  EXPECT_FALSE(presenceOf(request.set, request.directory).complete);
  fetch();
  EXPECT_EQ(contents(request.directory / "one.gz"), one);
  EXPECT_EQ(contents(request.directory / "two.gz"), two);
  EXPECT_EQ(last.bytes, 28);
  EXPECT_EQ(last.total, 28);
  EXPECT_EQ(last.file, "two.gz");
  EXPECT_TRUE(presenceOf(request.set, request.directory).complete);
}

TEST_F(FetchSetTest, FilesThatAreThereAndRightAreNotFetchedAgain) {
  fetch();
  write(request.directory / "two.gz", "AND THE SECOND");  // as long, but wrong
  fetch();
  EXPECT_EQ(contents(request.directory / "two.gz"), two);
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST_F(FetchSetTest, AMirrorIsAskedInsteadOfTheOfficialAddress) {
  request.mirror = server.address("/mirror");
  fetch();
  EXPECT_EQ(server.requests().at(0).path, "/mirror/one.gz");
  request.mirror = "ftp://mirror";
  request.directory = folder / "again";
  EXPECT_NE(failure().find("no address"), std::string::npos);
}

TEST_F(FetchSetTest, TakesFilesThatTheUserHas) {
  request.from = folder / "mine";
  write(folder / "mine/one.gz", one);
  write(folder / "mine/unrelated", "?");
  fetch();
  EXPECT_EQ(contents(request.directory / "one.gz"), one);
  EXPECT_EQ(presenceOf(request.set, request.directory).files, 1U);
  write(folder / "mine/any-name", two);
  request.from = folder / "mine/any-name";
  fetch();
  EXPECT_TRUE(presenceOf(request.set, request.directory).complete);
  EXPECT_EQ(server.requests().size(), 0U);
  EXPECT_TRUE(fs::exists(folder / "mine/one.gz")) << "copied";
}

TEST_F(FetchSetTest, AWrongFileOfTheUsersIsRefusedAndABrokenDownloadKept) {
  fs::create_directory(request.directory);
  write(request.directory / "one.gz.part", "the f");
  write(folder / "mine/one.gz", "the worst file");
  request.from = folder / "mine";
  const std::string message = failure();
  EXPECT_NE(message.find("MD5 is"), std::string::npos) << message;
  EXPECT_NE(message.find(request.set.files[0].md5), std::string::npos) << message;
  EXPECT_FALSE(fs::exists(request.directory / "one.gz"));
  EXPECT_EQ(contents(request.directory / "one.gz.part"), "the f");
  EXPECT_EQ(presenceOf(request.set, request.directory).partly, 5);

  request.from = folder / "mine/one.gz";
  EXPECT_NE(failure().find("no file of Two files"), std::string::npos);
  request.from = folder / "nowhere";
  EXPECT_NE(failure().find("no such file"), std::string::npos);
  fs::create_directory(folder / "empty");
  request.from = folder / "empty";
  EXPECT_NE(failure().find("one.gz, two.gz"), std::string::npos);
}

}  // namespace
}  // namespace ganvas::data
