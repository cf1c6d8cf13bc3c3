#include "runs/queue.h"

#include <gmock/gmock.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <set>
#include <sstream>

#include "support.h"

namespace ganvas::runs {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

QueuedRun queued(const std::string& name) {
  QueuedRun run;
  run.name = name;
  run.experiment.about.name = "recipe";
  run.experiment.generator.layers = {"linear 2", "tanh"};
  return run;
}

class QueueTest : public InDirectory {
 protected:
  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const QueueEntry& entry : queue.entries()) {
      result.push_back((entry.state == QueueState::Waiting ? "" : std::string(queueStateName(entry.state)) + " ") +
                       entry.run.name);
    }
    return result;
  }
  fs::path fileOf(const std::string& id) const {
    for (const auto& entry : fs::directory_iterator(queue.folder())) {
      if (entry.path().string().find("-" + id) != std::string::npos) return entry.path();
    }
    return {};
  }

  Queue queue{directory};
};

TEST_F(QueueTest, LookingAtNoneLeavesNothingBehind) {
  EXPECT_THAT(queue.entries(), IsEmpty());
  EXPECT_FALSE(queue.claimNext());
  EXPECT_FALSE(queue.paused());
  EXPECT_TRUE(fs::is_empty(directory));
}

TEST_F(QueueTest, ASweepIsAddedWholeOrNotAtAll) {
  queue.add(queued("before"));
  const auto ids = queue.addAll({queued("a"), queued("b"), queued("c")});
  ASSERT_EQ(ids.size(), 3U);
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 3U);
  EXPECT_THAT(names(), ElementsAre("before", "a", "b", "c"));
  const std::vector<QueuedRun> many(Queue::kMostEntries - 3, queued("x"));
  EXPECT_THAT(messageOf([&] { queue.addAll(many); }), HasSubstr("no room for 997 runs"));
  EXPECT_THAT(names(), ElementsAre("before", "a", "b", "c"));
  EXPECT_THAT(queue.addAll({}), IsEmpty());
}

TEST_F(QueueTest, KeepsWhatWasPutIn) {
  QueuedRun run = queued(std::string("a/b\\../\"c\"\n\t\x7f '''🎲") + std::string(300, 'x'));
  run.experiment.about.description = "two\nlines \"\"\" and ''' and \x01";
  run.experiment.seed = 42;
  const std::string id = queue.add(run);
  QueuedRun old;
  old.resume = directory / "20260101-000000-old";
  old.steps = 500;
  queue.add(old);
  const std::vector<QueueEntry> entries = Queue(directory).entries();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].id, id);
  EXPECT_EQ(entries[0].run, run);
  EXPECT_EQ(entries[1].run, old);
  EXPECT_THAT(readText(fileOf(entries[1].id)), HasSubstr("run = \"20260101-000000-old\""));  // the folder may move
  EXPECT_THAT(messageOf([&] { queue.add(queued("\xff")); }), HasSubstr("UTF-8"));
}

TEST_F(QueueTest, IsReorderedAndPutInFront) {
  const std::string a = queue.add(queued("a")), b = queue.add(queued("b")), c = queue.add(queued("c"));
  queue.add(queued("first"), true);
  EXPECT_THAT(names(), ElementsAre("first", "a", "b", "c"));
  queue.move(c, 1);
  EXPECT_THAT(names(), ElementsAre("first", "c", "a", "b"));
  queue.move(a, 99);
  EXPECT_THAT(names(), ElementsAre("first", "c", "b", "a"));
  queue.move(b, 0);
  EXPECT_THAT(names(), ElementsAre("b", "first", "c", "a"));
  queue.remove(b);
  EXPECT_THAT(names(), ElementsAre("first", "c", "a"));
  EXPECT_THAT(messageOf([&] { queue.remove(b); }), HasSubstr(b));
  EXPECT_THAT(messageOf([&] { queue.move(b, 0); }), HasSubstr(b));
}

TEST_F(QueueTest, NumbersThatLieTooCloseAreSpread) {
  const std::string a = queue.add(queued("a"));
  queue.add(queued("z"));
  std::vector<std::string> expected{"a", "z"};
  for (int i = 0; i < 30; ++i) {  // always right behind a: the gap halves each time
    const std::string name = std::to_string(i);
    queue.move(queue.add(queued(name)), 1);
    expected.insert(expected.begin() + 1, name);
  }
  EXPECT_EQ(names(), expected);
  EXPECT_EQ(queue.entries().front().id, a);
}

TEST_F(QueueTest, AClaimIsForOneAlone) {
  queue.add(queued("a"));
  queue.add(queued("b"));
  auto first = queue.claimNext();
  auto second = Queue(directory).claimNext();
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->run().name, "a");
  EXPECT_EQ(second->run().name, "b");
  EXPECT_FALSE(queue.claimNext());
  EXPECT_THAT(names(), ElementsAre("taken a", "taken b"));
  EXPECT_THAT(messageOf([&] { queue.remove(first->id()); }), HasSubstr("being trained"));
  EXPECT_THAT(messageOf([&] { queue.retry(first->id()); }), HasSubstr("being trained"));
  queue.finish(*second);
  queue.release(*first);
  EXPECT_THAT(names(), ElementsAre("a"));
  { const auto forgotten = queue.claimNext(); }
  EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_F(QueueTest, WhatCouldNotStartIsSetAsideUntilRetried) {
  const std::string id = queue.add(queued("a"));
  queue.add(queued("b"));
  auto claim = queue.claimNext();
  queue.fail(*claim, "no data \"here\"");
  EXPECT_THAT(names(), ElementsAre("failed a", "b"));
  EXPECT_EQ(queue.entries().front().problem, "no data \"here\"");
  EXPECT_EQ(queue.claimNext()->run().name, "b");
  queue.retry(id);
  EXPECT_EQ(queue.claimNext()->run(), queued("a"));
}

TEST_F(QueueTest, OfADeadProcessComesBackAtItsPlace) {
  queue.add(queued("a"));
  queue.add(queued("b"));
  const pid_t child = inChild([&] {
    const auto claim = queue.claimNext();
    return claim && claim->run().name == "a" ? 7 : 1;
  });
  EXPECT_EQ(ended(child), 7);
  const pid_t killed = inChild([&] {
    auto claim = queue.claimNext();
    kill(getpid(), SIGKILL);
    return 0;
  });
  EXPECT_EQ(ended(killed), -SIGKILL);
  EXPECT_FALSE(fs::is_empty(queue.folder() / "taken"));
  EXPECT_EQ(queue.claimNext()->run(), queued("a"));
  EXPECT_THAT(names(), ElementsAre("a", "b"));
}

TEST_F(QueueTest, ADeadProcesssRunThatHasBegunIsResumed) {
  queue.add(queued("a"));
  const fs::path run = directory / "20260101-000000-a";
  const pid_t child = inChild([&] {
    auto claim = queue.claimNext();
    queue.begun(*claim, run);
    if (Queue(directory).claimNext()) return 1;  // still this process's
    kill(getpid(), SIGKILL);
    return 0;
  });
  EXPECT_EQ(ended(child), -SIGKILL);
  auto claim = queue.claimNext();
  ASSERT_TRUE(claim);
  EXPECT_EQ(claim->run().resume, run);
  EXPECT_EQ(claim->run().experiment, queued("a").experiment);
  queue.finish(*claim);
  EXPECT_THAT(names(), IsEmpty());
}

TEST_F(QueueTest, DyingWhileSettingAsideLeavesOneEntry) {
  queue.add(queued("a"));
  auto claim = queue.claimNext();
  const fs::path taken = fs::directory_iterator(queue.folder() / "taken")->path();
  const fs::path copy = directory / "copy", left = queue.folder() / "taken" / "left.new";
  fs::copy_file(taken, copy);
  queue.fail(*claim, "why");
  fs::rename(copy, taken);  // as if the process had died before its last removal
  writeText(left, "half");
  EXPECT_THAT(names(), ElementsAre("failed a"));
  EXPECT_FALSE(fs::exists(left));
}

TEST_F(QueueTest, SeveralProcessesTrainEachEntryOnce) {
  constexpr int kEntries = 60, kProcesses = 5;
  for (int i = 0; i < kEntries; ++i) queue.add(queued(std::to_string(i)));
  std::vector<pid_t> children;
  for (int process = 0; process < kProcesses; ++process) {
    children.push_back(inChild([&, process] {
      Queue own(directory);
      std::string trained;
      while (auto claim = own.claimNext()) {
        trained += claim->run().name + "\n";
        own.begun(*claim, directory / claim->run().name);
        own.finish(*claim);
      }
      writeText(directory / ("trained" + std::to_string(process)), trained);
      return 0;
    }));
  }
  for (const pid_t child : children) EXPECT_EQ(ended(child), 0);
  std::multiset<std::string> all;
  for (int process = 0; process < kProcesses; ++process) {
    std::istringstream lines(readText(directory / ("trained" + std::to_string(process))));
    for (std::string line; std::getline(lines, line);) all.insert(line);
  }
  EXPECT_EQ(all.size(), std::size_t{kEntries});
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), std::size_t{kEntries});
}

TEST_F(QueueTest, AnotherHostsEntryIsLeftToTheUser) {
  const std::string id = queue.add(queued("a"));
  const fs::path file = fileOf(id);
  fs::rename(file, queue.folder() / "taken" / (file.stem().string() + "@far-away.toml"));
  EXPECT_THAT(names(), ElementsAre("taken a"));
  EXPECT_EQ(queue.entries().front().host, "far-away");
  EXPECT_FALSE(queue.claimNext());
  queue.retry(id);
  EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_F(QueueTest, DamagedFilesAreListedSkippedAndKept) {
  const std::string id = queue.add(queued("good"));
  const std::string number = "00000000000000";  // in front of it
  const auto put = [&](const std::string& name, const std::string& text) { writeText(queue.folder() / name, text); };
  put(number + "1-nonsense.toml", "kind = = 3");
  put(number + "2-newer.toml", "format = 2\nkind = \"start\"\n");
  put(number + "3-bounds.toml",
      "format = 1\nkind = \"start\"\nexperiment = \"format = 1\\n[schedule]\\nbatch_size = 0\"\n");
  put(number + "4-type.toml", "format = 1\nkind = \"resume\"\nrun = 3\n");
  put(number + "5-empty.toml", "");
  put(number + "6-huge.toml", "#" + std::string(2 << 20, 'x'));
  std::string dots = "a";
  for (int i = 0; i < 100000; ++i) dots += ".a";
  put(number + "7-deep.toml", dots + " = 1\n");
  put("stranger.toml", "format = 1\nkind = \"start\"\n");
  put("notes.txt", "not ours");
  fs::create_directory(queue.folder() / (number + "8-folder.toml"));
  EXPECT_EQ(::mkfifo((queue.folder() / (number + "9-pipe.toml")).c_str(), 0600), 0);

  const std::vector<QueueEntry> entries = queue.entries();
  ASSERT_EQ(entries.size(), 11U);
  const char* const problems[] = {"cannot be read", "Use a newer Ganvas", "65536",    "\"run\" is not", "format number",
                                  "larger",         "nested too deeply",  "director", "plain file"};
  for (std::size_t i = 0; i < 9; ++i) {
    EXPECT_EQ(entries[i].state, QueueState::Damaged) << i;
    EXPECT_THAT(entries[i].problem, HasSubstr(problems[i]));
  }
  EXPECT_EQ(entries[9].id, id);
  EXPECT_EQ(entries[10].id, "stranger.toml");
  EXPECT_EQ(queue.claimNext()->id(), id);
  EXPECT_EQ(queue.entries().size(), 11U);
  queue.remove("newer");
  queue.remove("stranger.toml");
  EXPECT_EQ(queue.entries().size(), 9U);
}

TEST_F(QueueTest, AnIdNamesOneEntryHoweverManyFilesHaveIt) {
  const std::string id = queue.add(queued("a"));
  const fs::path file = fileOf(id);
  const std::string text = readText(file), copy = "700000000000000-" + id + ".toml";
  queue.add(queued("b"));
  writeText(queue.folder() / copy, text);
  std::vector<QueueEntry> entries = queue.entries();
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_THAT(names(), ElementsAre("a", "b", "damaged "));
  EXPECT_EQ(entries[2].id, copy);
  EXPECT_THAT(entries[2].problem, HasSubstr("has the id of another"));
  EXPECT_THAT(messageOf([&] { queue.move(copy, 0); }), HasSubstr(copy));
  EXPECT_THAT(messageOf([&] { queue.retry(copy); }), HasSubstr(copy));
  queue.move(id, 99);
  EXPECT_THAT(names(), ElementsAre("b", "a", "damaged "));  // now the other file is the second one
  queue.remove(queue.entries()[2].id);
  EXPECT_THAT(names(), ElementsAre("b", "a"));
}

TEST_F(QueueTest, ACopyOfWhatIsTrainedIsNotTrainedBesideIt) {
  const std::string id = queue.add(queued("a"));
  const fs::path file = fileOf(id);
  const std::string text = readText(file);
  auto claim = queue.claimNext();
  writeText(file, text);  // a backup that was put back
  EXPECT_THAT(names(), ElementsAre("taken a", "damaged "));
  EXPECT_FALSE(Queue(directory).claimNext());
  queue.finish(*claim);
  EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_F(QueueTest, IsFullAtItsBound) {
  queue.add(queued("a"));
  const std::string text = readText(fileOf(queue.entries().front().id));
  for (std::size_t i = 1; i < Queue::kMostEntries; ++i) {
    const std::string number = std::to_string(600'000'000'000'000 + i);
    writeText(queue.folder() / (number + "-n" + std::to_string(i) + ".toml"), text);
  }
  EXPECT_THAT(messageOf([&] { queue.add(queued("b")); }), HasSubstr("1000"));
  EXPECT_EQ(queue.entries().size(), Queue::kMostEntries);
}

TEST_F(QueueTest, PausedIsForAll) {
  queue.setPaused(true);
  EXPECT_TRUE(Queue(directory).paused());
  queue.setPaused(false);
  queue.setPaused(false);
  EXPECT_FALSE(Queue(directory).paused());
}

TEST_F(QueueTest, WhereNothingCanBeWrittenItSaysSoAndLosesNothing) {
  const std::string id = queue.add(queued("a"));
  fs::permissions(directory, fs::perms(0755));
  fs::permissions(queue.folder(), fs::perms(0555));
  const pid_t child = inChild([&] {
    if (geteuid() == 0 && seteuid(65534) != 0) return 1;  // root may write everywhere
    for (const auto& change : std::vector<std::function<void()>>{
             [&] { queue.add(queued("b")); }, [&] { queue.remove(id); }, [&] { queue.move(id, 1); },
             [&] { queue.claimNext(); }, [&] { queue.setPaused(true); }}) {
      EXPECT_THAT(messageOf(change), HasSubstr(".queue"));
    }
    EXPECT_THAT(names(), ElementsAre("a"));
    return HasFailure() ? 2 : 0;
  });
  EXPECT_EQ(ended(child), 0);
  fs::permissions(directory, fs::perms(0));
  const pid_t blind = inChild([&] {
    if (geteuid() == 0 && seteuid(65534) != 0) return 1;
    EXPECT_THAT(messageOf([&] { queue.entries(); }), HasSubstr("the queue cannot be read"));  // not an empty one
    return HasFailure() ? 2 : 0;
  });
  EXPECT_EQ(ended(blind), 0);
  fs::permissions(directory, fs::perms(0755));
  fs::permissions(queue.folder(), fs::perms(0755));
  EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_F(QueueTest, AFullDiskLeavesTheQueueAsItWas) {
  queue.add(queued("a"));
  auto claim = queue.claimNext();
  const pid_t child = inChild([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit none{16, 16};
    if (setrlimit(RLIMIT_FSIZE, &none) != 0) return 1;
    EXPECT_THAT(messageOf([&] { queue.add(queued("b")); }), HasSubstr("cannot write"));
    EXPECT_THAT(messageOf([&] { queue.begun(*claim, directory / "run"); }), HasSubstr("cannot write"));
    EXPECT_THAT(messageOf([&] { queue.fail(*claim, "why"); }), HasSubstr("cannot write"));
    return HasFailure() ? 2 : 0;
  });
  EXPECT_EQ(ended(child), 0);
  EXPECT_THAT(names(), ElementsAre("taken a"));
  queue.release(*claim);
  EXPECT_EQ(queue.entries().front().run, queued("a"));
}

TEST_F(QueueTest, AFileWhereTheFolderShouldBe) {
  writeText(directory / ".queue", "x");
  EXPECT_THAT(messageOf([&] { queue.add(queued("a")); }), HasSubstr(".queue"));
  EXPECT_THAT(messageOf([&] { queue.claimNext(); }), HasSubstr(".queue"));
}

}  // namespace
}  // namespace ganvas::runs
