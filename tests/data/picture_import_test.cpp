#include "data/picture_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "base/error_text.h"
#include "base/temporary_directory.h"
#include "data/content_hash.h"
#include "data/encoded_queue.h"
#include "data/listed_pictures.h"

namespace ganvas::data {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using namespace ganvas::testing;

constexpr imaging::FitOptions kTwoByOne{2, 1, 1, imaging::Fit::Centre, {}};

class PictureImport : public ::testing::Test {
 protected:
  ImportedPictures import(const sets::PictureListing& listing, const std::stop_token& stop = {},
                          const SourceProgress& progress = {}, const DecodePicture& decode = decodeByte) {
    return importPictures(listing, kTwoByOne, file_, stop, progress, decode);
  }
  std::vector<int> pixels() const {
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(file_.size()));
    file_.readAt(0, bytes);
    return {bytes.begin(), bytes.end()};
  }
  static MemoryContainer& container(const sets::PictureListing& listing) {
    return dynamic_cast<MemoryContainer&>(*listing.container);
  }

  TemporaryDirectory directory_;
  RawFile file_ = RawFile::create(directory_ / "pixels");
};

TEST_F(PictureImport, PicturesLieInTheListingsOrder) {
  for (const bool directory : {true, false}) {
    const ImportedPictures imported = import(listingOf(200, directory));
    ASSERT_THAT(imported.pictures, SizeIs(200));
    const std::vector<int> all = pixels();
    ASSERT_THAT(all, SizeIs(400));
    for (std::size_t i = 0; i < 200; ++i) {
      const std::vector<std::uint8_t> picture(2, static_cast<std::uint8_t>(i));
      EXPECT_EQ(all[2 * i], static_cast<int>(i));
      EXPECT_EQ(all[2 * i + 1], static_cast<int>(i));
      EXPECT_EQ(imported.pictures[i].listed, i);
      EXPECT_EQ(imported.pictures[i].source.width, 7);
      EXPECT_EQ(imported.pictures[i].pixelHash, contentHash(picture));
    }
  }
}

TEST_F(PictureImport, AnArchiveIsReadOnceAscendingByOneThread) {
  const sets::PictureListing listing = listingOf(150, false);
  container(listing).onRead = [](std::size_t) { std::this_thread::sleep_for(std::chrono::microseconds(50)); };
  import(listing);
  EXPECT_FALSE(container(listing).together);
  EXPECT_FALSE(container(listing).backwards);
}

TEST_F(PictureImport, BoxesOfOneFileAreItsParts) {
  sets::PictureListing listing = listingOf(3);
  listing.pictures = {{0, 0, {}}, {1, 0, {1, 2, 3, 4}}, {1, 1, {-5, 6, 7, 8}}, {2, 0, {}}};
  std::atomic<int> reads = 0;
  container(listing).onRead = [&](std::size_t) { ++reads; };
  const auto decode = [](std::string_view, const std::string&, const imaging::FitOptions& options,
                         std::span<std::uint8_t> out) {
    out[0] = static_cast<std::uint8_t>(options.part.width);
    out[1] = static_cast<std::uint8_t>(10 + options.part.left);
    return imaging::SourcePicture{};
  };
  import(listing, {}, {}, decode);
  EXPECT_EQ(reads, 3);
  EXPECT_THAT(pixels(), ElementsAre(0, 10, 3, 11, 7, 5, 0, 10));
}

TEST_F(PictureImport, WhatCannotBeUsedLeavesNoGap) {
  for (const bool directory : {true, false}) {
    sets::PictureListing listing = listingOf(60, directory);
    auto& files = container(listing);
    for (const char* bytes : {"damaged", "unreadable", ""}) files.add("x" + std::string(bytes), bytes);
    listing.pictures.insert(listing.pictures.begin() + 1, {60, 0, {}});
    listing.pictures.insert(listing.pictures.begin() + 30, {61, 0, {}});
    listing.pictures.push_back({62, 0, {}});
    const ImportedPictures imported = import(listing);
    ASSERT_THAT(imported.pictures, SizeIs(60));
    const std::vector<int> all = pixels();
    ASSERT_THAT(all, SizeIs(120));
    for (std::size_t i = 0; i < 60; ++i) {
      EXPECT_EQ(all[2 * i + 1], static_cast<int>(i));
      EXPECT_EQ(listing.pictures[imported.pictures[i].listed].file, i);
    }
    EXPECT_THAT(imported.leftOut,
                ElementsAre(LeftOut{"xdamaged", "the picture is damaged"}, LeftOut{"xunreadable", "it cannot be read"},
                            LeftOut{"x", "the picture is damaged"}));
  }
}

TEST_F(PictureImport, MoreThanOneInTenIsAnErrorThatNamesTheFirst) {
  sets::PictureListing listing = listingOf(18);
  for (const char* name : {"a.png", "b.png"}) {
    container(listing).add(name, "damaged");
    listing.pictures.push_back({static_cast<std::uint32_t>(listing.pictures.size()), 0, {}});
  }
  EXPECT_THAT(import(listing).leftOut, SizeIs(2));
  listing.pictures.erase(listing.pictures.begin());
  EXPECT_THAT(errorOf([&] { import(listing); }),
              AllOf(HasSubstr("2 of the folder's 19 pictures"), HasSubstr("/pictures/a.png")));
}

TEST_F(PictureImport, EndsWhenItIsAskedAndTellsHowFarItIs) {
  const sets::PictureListing listing = listingOf(250);
  std::stop_source stop;
  const auto here = std::this_thread::get_id();
  std::atomic<int> decoded = 0;
  const auto slow = [&](std::string_view bytes, const std::string& name, const imaging::FitOptions& options,
                        std::span<std::uint8_t> out) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    ++decoded;
    return decodeByte(bytes, name, options, out);
  };
  const auto progress = [&](std::int64_t done, std::int64_t total) {
    EXPECT_EQ(std::this_thread::get_id(), here);
    EXPECT_EQ(total, 250);
    if (done > 0) stop.request_stop();
  };
  EXPECT_EQ(errorOf([&] { import(listing, stop.get_token(), progress, slow); }), "cancelled");
  EXPECT_GT(decoded, 0);
  EXPECT_LT(decoded, 250);
}

// Where space cannot be reserved a full disk shows only when it is written to; a limit that comes later is the same.
TEST_F(PictureImport, AFailureToWriteEndsItAtOnce) {
  const sets::PictureListing listing = listingOf(200);
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const auto decode = [&](std::string_view bytes, const std::string& name, const imaging::FitOptions& options,
                            std::span<std::uint8_t> out) {
      const rlimit limit{100, 100};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      return decodeByte(bytes, name, options, out);
    };
    const std::string error = errorOf([&] { import(listing, {}, {}, decode); });
    ::_exit(error.find("/pixels: cannot write the file: File too large. ") != std::string::npos ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST(EncodedQueue, HoldsNoMoreThanItsBytes) {
  EncodedQueue queue(100);
  const auto file = [](std::size_t bytes) { return EncodedFiles{{0, 1, std::string(bytes, 'x'), {}}}; };
  std::atomic<int> pushed = 0;
  std::jthread reader([&] {
    for (const std::size_t bytes : {60, 40, 1, 500}) {
      queue.push(file(bytes));
      ++pushed;
    }
    queue.close();
  });
  while (pushed < 2) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  EXPECT_EQ(pushed, 2);
  EXPECT_EQ(queue.pop()->front().bytes.size(), 60u);
  while (pushed < 3) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  EXPECT_EQ(pushed, 3);  // the large one waits until it is alone
  for (const std::size_t bytes : {40u, 1u, 500u}) EXPECT_EQ(queue.pop()->front().bytes.size(), bytes);
  EXPECT_FALSE(queue.pop());
}

TEST(EncodedQueue, BreakingOffEndsAllWaiting) {
  EncodedQueue full(10), empty(10);
  full.push({{0, 1, std::string(10, 'x'), {}}});
  std::jthread breaks([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    full.breakOff();
    empty.breakOff();
  });
  EXPECT_FALSE(full.push({{0, 1, "x", {}}}));
  EXPECT_FALSE(empty.pop());
}

TEST(ContentHash, EveryBitAndTheLengthCount) {
  std::vector<std::uint8_t> bytes(75);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 37);
  const std::uint64_t hash = contentHash(bytes);
  EXPECT_EQ(contentHash(bytes), hash);
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    EXPECT_NE(contentHash(bytes), hash) << bit;
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
  }
  std::swap(bytes[0], bytes[32]);  // of the same lane
  EXPECT_NE(contentHash(bytes), hash);
  const std::vector<std::uint8_t> zeros(64);
  for (std::size_t length = 0; length < 64; ++length) {
    EXPECT_NE(contentHash(std::span(zeros).first(length)), contentHash(std::span(zeros).first(length + 1)));
  }
}

}  // namespace
}  // namespace ganvas::data
