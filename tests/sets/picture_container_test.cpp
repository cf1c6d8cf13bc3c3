#include "sets/picture_container.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "base/error_text.h"
#include "data/data_files.h"
#include "sets/archive_files.h"

namespace ganvas::sets {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace ganvas::testing;

const std::vector<Pack> kPacks{Pack::Tar, Pack::TarGz, Pack::TarBz2, Pack::TarXz, Pack::TarZst, Pack::Zip};

std::vector<std::string> namesOf(const PictureContainer& container) {
  std::vector<std::string> names;
  for (const ContainedFile& file : container.files()) names.push_back(file.name);
  return names;
}

// Bytes that hardly pack, so that cutting an archive in the middle cuts into them.
std::string noise(std::size_t count, unsigned seed = 1) {
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) {
    seed = seed * 1664525 + 1013904223;
    bytes += static_cast<char>(seed >> 24);
  }
  return bytes;
}

class PictureContainerTest : public DataFiles {
 protected:
  fs::path archiveOf(Pack kind, const std::vector<Member>& members, const std::string& name = "set") {
    return pack(path() / (name + endingOf(kind)), kind, members);
  }
  std::string openError(const fs::path& place) {
    return errorOf([&] { openContainer(place); });
  }
  std::vector<std::string> listed(const fs::path& place) { return namesOf(*openContainer(place)); }
};

TEST_F(PictureContainerTest, ADirectoryIsListedByPathWithoutWhatIsHidden) {
  for (const char* name : {"b/2.png", "b/10.png", "a.txt", ".git/x.png", "b/.DS_Store", "__MACOSX/y.png"}) {
    write("set/" + std::string(name), "four");
  }
  fs::create_directories(path() / "set/folder.png");
  ASSERT_EQ(mkfifo((path() / "set/pipe.png").c_str(), 0600), 0);
  const auto container = openContainer(path() / "set");
  EXPECT_TRUE(container->isDirectory());
  EXPECT_THAT(namesOf(*container), ElementsAre("a.txt", "b/10.png", "b/2.png"));
  EXPECT_EQ(container->files()[1].bytes, 4u);
  EXPECT_GT(container->files()[1].time, std::int64_t{1500000000} * 1000000000);
  EXPECT_EQ(container->read(2), "four");
}

TEST_F(PictureContainerTest, LinksAreFollowedOnceAndCirclesEnd) {
  write("other/dog.png", "dog");
  write("set/z/cat.png", "cat");
  fs::create_directory_symlink("..", path() / "set/z/up");
  fs::create_directory_symlink("z", path() / "set/a");
  fs::create_directory_symlink("../other", path() / "set/dogs");
  fs::create_directory_symlink("../other", path() / "set/hounds");
  fs::create_symlink("nowhere", path() / "set/gone.png");
  fs::create_symlink("../other/dog.png", path() / "set/one.png");
  EXPECT_THAT(listed(path() / "set"), ElementsAre("dogs/dog.png", "one.png", "z/cat.png"));
}

TEST_F(PictureContainerTest, AFileThatIsGoneIsNamed) {
  write("set/a.png", "a");
  const auto container = openContainer(path() / "set");
  fs::remove(path() / "set/a.png");
  EXPECT_THAT(errorOf([&] { container->read(0); }), HasSubstr("set/a.png"));
  EXPECT_THAT(openError(path() / "none"), AllOf(HasSubstr("none"), HasSubstr("no such directory or archive")));
}

TEST_F(PictureContainerTest, AFolderThatMayNotBeListedIsNamed) {
  write("set/locked/a.png", "a");
  fs::permissions(path() / "set/locked", fs::perms::none);
  if (access((path() / "set/locked").c_str(), R_OK) == 0) GTEST_SKIP() << "root may read all";
  EXPECT_THAT(openError(path() / "set"), HasSubstr("set/locked"));
  fs::permissions(path() / "set/locked", fs::perms::owner_all);
}

TEST_F(PictureContainerTest, EachKindOfArchiveIsReadInAnyOrder) {
  const std::string large = noise(300000);
  for (const Pack kind : kPacks) {
    SCOPED_TRACE(endingOf(kind));
    const fs::path file = archiveOf(kind, {{"./b/1.png", "one"}, {"a.png", large}, {"e.png", ""}, {"./c/2.png", "2"}});
    fs::rename(file, path() / "unnamed");
    EXPECT_TRUE(isArchive(path() / "unnamed")) << "told by its content";
    const auto container = openContainer(path() / "unnamed");
    EXPECT_FALSE(container->isDirectory());
    EXPECT_THAT(namesOf(*container), ElementsAre("b/1.png", "a.png", "e.png", "c/2.png"));
    EXPECT_EQ(container->files()[1].bytes, large.size());
    EXPECT_EQ(container->files()[1].time, std::int64_t{1500000000} * 1000000000);
    for (const std::size_t i : {0, 1, 2, 3, 3, 1, 0}) {
      EXPECT_EQ(container->read(i), (std::vector<std::string>{"one", large, "", "2"})[i]) << i;
    }
  }
}

TEST_F(PictureContainerTest, ThreadsMayReadAnArchiveTogether) {
  std::vector<Member> members;
  for (int i = 0; i < 40; ++i) members.push_back({std::to_string(i) + ".png", noise(5000, static_cast<unsigned>(i))});
  const auto container = openContainer(archiveOf(Pack::TarGz, members));
  std::vector<std::jthread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&] {
      for (std::size_t i = 0; i < members.size(); ++i) EXPECT_EQ(container->read(i), members[i].bytes);
    });
  }
}

TEST_F(PictureContainerTest, MembersThatWouldLeaveTheArchiveOrAreNoFilesAreLeftOut) {
  for (const Pack kind : {Pack::Tar, Pack::Zip}) {
    SCOPED_TRACE(endingOf(kind));
    std::vector<Member> members{{"../evil.png", "x"},         {"/etc/evil.png", "x"}, {"a/../../evil.png", "x"},
                                {"folder.png", "", AE_IFDIR}, {"good.png", "x"},      {".hidden/a.png", "x"},
                                {"__MACOSX/b.png", "x"}};
    members.push_back({"link.png", "", AE_IFLNK, "/etc/passwd"});
    if (kind == Pack::Tar) {
      members.push_back({"hard.png", "", AE_IFREG, "good.png"});
      members.push_back({"device.png", "", AE_IFCHR});
      members.push_back({"pipe.png", "", AE_IFIFO});
    }
    EXPECT_THAT(listed(archiveOf(kind, members)), ElementsAre("good.png"));
  }
}

TEST_F(PictureContainerTest, NamesInAnyLocale) {
  const EnvironmentVariable language("LC_ALL", "C");
  const std::string name = "K\xc3\xa4tzchen/\xe7\x8c\xab.png";
  for (const Pack kind : {Pack::Tar, Pack::Zip}) {
    EXPECT_THAT(listed(archiveOf(kind, {{name, "x"}})), ElementsAre(name)) << endingOf(kind);
  }
  // A .zip that says its names are UTF-8, as most do: bit 11 of the flags, before the member and in the directory.
  std::string bytes = readWholeBytes(archiveOf(Pack::Zip, {{name, "x"}}));
  for (const auto& [start, flags] : {std::pair{"PK\3\4", 7}, std::pair{"PK\1\2", 9}}) {
    char& flag = bytes.at(bytes.find(start) + static_cast<std::size_t>(flags));
    flag = static_cast<char>(flag | 8);
  }
  EXPECT_THAT(listed(write("utf8.zip", bytes)), ElementsAre(name));
  const std::string latin = "K\xe4tzchen.png";  // no UTF-8: the bytes as they are
  EXPECT_THAT(listed(archiveOf(Pack::Tar, {{latin, "x"}})), ElementsAre(latin));
}

TEST_F(PictureContainerTest, ArchivesThatAreCutOffAreErrors) {
  const std::vector<Member> members{{"a.png", noise(400000, 1)}, {"b.png", noise(400000, 2)}};
  for (const Pack kind : kPacks) {
    SCOPED_TRACE(endingOf(kind));
    const fs::path file = archiveOf(kind, members);
    const auto whole = static_cast<double>(fs::file_size(file));
    for (const double share : {0.95, 0.75, 0.4}) {
      fs::resize_file(file, static_cast<std::uintmax_t>(whole * share));
      EXPECT_THAT(openError(file), AllOf(HasSubstr("set" + endingOf(kind)), HasSubstr("truncated"))) << share;
      EXPECT_TRUE(isArchive(file)) << share;
    }
  }
}

// The listing seeks over what it skips, here exactly to where the member would end, beyond the end of the file.
TEST_F(PictureContainerTest, ATarThatIsCutOffWhereItIsSkippedIsAnError) {
  const fs::path file = archiveOf(Pack::Tar, {{"a.png", noise(3 * 256 * 1024 - 512)}});
  fs::resize_file(file, 300 * 1024);
  EXPECT_THAT(openError(file), AllOf(HasSubstr("set.tar"), HasSubstr("truncated")));
}

TEST_F(PictureContainerTest, EncryptedArchivesSaySo) {
  const fs::path file = pack(path() / "set.zip", Pack::Zip, {{"a.png", "secret"}}, "password");
  EXPECT_THAT(openError(file), AllOf(HasSubstr("set.zip: a.png"), HasSubstr("encrypted"), HasSubstr("Unpack")));
}

TEST_F(PictureContainerTest, ADamagedMemberLeavesTheOthersReadable) {
  const fs::path file = archiveOf(Pack::Zip, {{"a.png", "first"}, {"b.png", noise(9000)}, {"c.png", "third"}});
  std::string bytes = readWholeBytes(file);
  bytes[4000] = static_cast<char>(bytes[4000] ^ 0x55);
  write("set.zip", bytes);
  const auto container = openContainer(file);
  EXPECT_THAT(errorOf([&] { container->read(1); }), HasSubstr("set.zip: b.png"));
  EXPECT_EQ(container->read(2), "third");
  EXPECT_EQ(container->read(0), "first");
}

TEST_F(PictureContainerTest, ALengthThatIsNotTrueIsAnError) {
  std::string bytes = readWholeBytes(archiveOf(Pack::Zip, {{"a.png", std::string(100000, 'x')}}));
  const std::string length("\xa0\x86\1\0", 4);  // 100,000: it stands before the member and in the directory at the end
  for (std::size_t at = bytes.find(length); at != std::string::npos; at = bytes.find(length)) {
    bytes.replace(at, 4, std::string("\x0a\0\0\0", 4));
  }
  const auto container = openContainer(write("lie.zip", bytes));
  EXPECT_EQ(container->files()[0].bytes, 10u);
  EXPECT_THAT(errorOf([&] { container->read(0); }), HasSubstr("lie.zip: a.png"));
}

TEST_F(PictureContainerTest, AFileOver256MiBIsAnErrorOfItsOwn) {
  // 300 MB of zeros, 300 kB packed.
  const fs::path file = archiveOf(Pack::TarGz, {{"bomb.png", std::string(300000000, '\0')}, {"good.png", "x"}});
  const auto container = openContainer(file);
  EXPECT_THAT(errorOf([&] { container->read(0); }), AllOf(HasSubstr("bomb.png"), HasSubstr("256 MiB")));
  EXPECT_EQ(container->read(1), "x");
}

TEST_F(PictureContainerTest, AnArchiveThatChangesWhileItIsOpenIsNoticed) {
  const fs::path file = archiveOf(Pack::Tar, {{"a.png", "a"}, {"b.png", "b"}});
  const auto container = openContainer(file);
  archiveOf(Pack::Tar, {{"other.png", "a"}, {"b.png", "b"}});
  EXPECT_THAT(errorOf([&] { container->read(0); }), HasSubstr("changed"));
}

TEST_F(PictureContainerTest, OtherFilesAreNoArchives) {
  EXPECT_FALSE(isArchive(write("empty", "")));
  EXPECT_FALSE(isArchive(write("text", "this is no archive")));
  EXPECT_FALSE(isArchive(write("packed.gz", gzip(idxImages(3, 4, 4)))));
  EXPECT_FALSE(isArchive(path()));
  EXPECT_FALSE(isArchive(path() / "none"));
  EXPECT_THAT(openError(path() / "text"), AllOf(HasSubstr("text"), HasSubstr("not a .zip or .tar")));
  ASSERT_EQ(mkfifo((path() / "pipe").c_str(), 0600), 0);
  EXPECT_FALSE(isArchive(path() / "pipe"));
}

TEST_F(PictureContainerTest, ListingEndsWhenItIsAsked) {
  write("set/a.png", "a");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THAT(errorOf([&] { openContainer(path() / "set", stop.get_token()); }), HasSubstr("cancelled"));
  const fs::path file = archiveOf(Pack::Tar, {{"a.png", "a"}});
  EXPECT_THAT(errorOf([&] { openContainer(file, stop.get_token()); }), HasSubstr("cancelled"));
}

}  // namespace
}  // namespace ganvas::sets
