#include "sets/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>

#include "base/error.h"
#include "base/temporary_directory.h"
#include "sets/data_home.h"

namespace ganvas::sets {
namespace {

using ganvas::testing::EnvironmentVariable;
using ganvas::testing::TemporaryDirectory;

bool isHex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

TEST(Catalogue, EverySetSaysWhatItIsAndWhereItComesFrom) {
  std::set<std::string> names;
  for (const CatalogueSet& set : catalogue()) {
    EXPECT_TRUE(names.insert(set.name).second) << set.name;
    for (const std::string& text : {set.title, set.description, set.licence}) EXPECT_FALSE(text.empty()) << set.name;
    EXPECT_TRUE(set.homePage.starts_with("http")) << set.name;
    EXPECT_FALSE(set.files.empty()) << set.name;
    EXPECT_GT(set.bytes(), 1'000'000) << set.name;
  }
  EXPECT_EQ(names, (std::set<std::string>{"cifar10", "cifar100", "fashion-mnist", "kmnist", "mnist", "stl10"}));
}

TEST(Catalogue, EveryFileHasAChecksumAndAddressesThatEndWithItsName) {
  std::set<std::string> checksums;
  for (const CatalogueSet& set : catalogue()) {
    for (const CatalogueFile& file : set.files) {
      EXPECT_EQ(file.name.find('/'), std::string::npos) << file.name;
      EXPECT_GE(file.bytes, 0) << file.name;
      EXPECT_EQ(file.md5.size(), 32U) << file.name;
      EXPECT_TRUE(std::all_of(file.md5.begin(), file.md5.end(), isHex)) << file.md5;
      EXPECT_TRUE(checksums.insert(file.md5).second) << file.name << " of " << set.name << " has another's checksum";
      EXPECT_FALSE(file.addresses.empty()) << file.name;
      for (const std::string& address : file.addresses) EXPECT_TRUE(address.ends_with("/" + file.name)) << address;
    }
  }
}

TEST(Catalogue, OnlyKnownHostsAreAskedWithoutEncryption) {
  const std::set<std::string> known{"fashion-mnist.s3-website.eu-central-1.amazonaws.com", "codh.rois.ac.jp",
                                    "ai.stanford.edu"};
  const std::string plain = "http://";
  for (const CatalogueSet& set : catalogue()) {
    for (const CatalogueFile& file : set.files) {
      for (const std::string& address : file.addresses) {
        if (address.starts_with("https://")) continue;
        ASSERT_TRUE(address.starts_with(plain)) << address;
        const std::string host = address.substr(plain.size(), address.find('/', plain.size()) - plain.size());
        EXPECT_TRUE(known.contains(host)) << address;
      }
    }
  }
}

TEST(Catalogue, AnUnknownNameIsToldTheNearestOrAll) {
  EXPECT_EQ(catalogueSet("cifar10").title, "CIFAR-10");
  const auto messageFor = [](const std::string& name) -> std::string {
    try {
      catalogueSet(name);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_NE(messageFor("fashion-mnits").find("Did you mean fashion-mnist?"), std::string::npos);
  EXPECT_NE(messageFor("imagenet-21k").find("stl10"), std::string::npos);
}

TEST(Catalogue, PresenceIsToldByTheFilesSizes) {
  const TemporaryDirectory folder;
  const CatalogueSet set{"x", "X", "", "", "", {{"a", {}, 3, ""}, {"b", {}, 0, ""}, {"c", {}, 5, ""}}};
  const auto write = [&](const char* name, const char* text) { std::ofstream(folder / name) << text; };
  EXPECT_EQ(presenceOf(set, folder / "missing").files, 0U);
  write("a", "abc");
  write("b", "of unknown size");
  write("c", "abcd");
  write("c.part", "ab");
  const SetPresence partly = presenceOf(set, folder.path());
  EXPECT_EQ(partly.files, 2U);
  EXPECT_EQ(partly.bytes, 18);
  EXPECT_EQ(partly.partly, 2);
  EXPECT_FALSE(partly.complete);
  write("c", "abcde");
  EXPECT_TRUE(presenceOf(set, folder.path()).complete);
}

TEST(DataHome, FollowsTheXdgDirectories) {
  {
    const EnvironmentVariable data("XDG_DATA_HOME", "/somewhere");
    EXPECT_EQ(dataHome("mnist"), "/somewhere/ganvas/data/mnist");
  }
  const EnvironmentVariable data("XDG_DATA_HOME", nullptr), home("HOME", "/home/me");
  EXPECT_EQ(dataHome("mnist"), "/home/me/.local/share/ganvas/data/mnist");
}

}  // namespace
}  // namespace ganvas::sets
