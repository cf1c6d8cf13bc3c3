#include "runs/run_lock.h"

#include <gmock/gmock.h>
#include <signal.h>

#include "support.h"

namespace ganvas::runs {
namespace {

using ::testing::HasSubstr;
using Lock = InDirectory;

std::string thisHost() {
  char name[256] = {};
  gethostname(name, sizeof name - 1);
  return name;
}

// A child that holds the lock until it is killed; returns once it has it.
pid_t holdInChild(const std::filesystem::path& directory) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  const pid_t child = inChild([&] {
    const RunLock lock(directory);
    if (write(ends[1], "x", 1) != 1) return 1;
    pause();
    return 0;
  });
  close(ends[1]);
  char byte = 0;
  EXPECT_EQ(read(ends[0], &byte, 1), 1);
  close(ends[0]);
  return child;
}

TEST_F(Lock, IsTakenOnceAndFreeAfterwards) {
  EXPECT_EQ(RunLock::inspect(directory), LockState::Free);
  EXPECT_FALSE(std::filesystem::exists(directory / "lock"));  // looking leaves nothing behind
  {
    const RunLock lock(directory);
    EXPECT_FALSE(lock.tookOver());
    LockHolder holder;
    EXPECT_EQ(RunLock::inspect(directory, &holder), LockState::HeldHere);
    EXPECT_EQ(holder.host, thisHost());
    EXPECT_EQ(holder.process, getpid());
    EXPECT_THAT(messageOf([&] { RunLock second(directory); }), HasSubstr(std::to_string(getpid())));
    EXPECT_EQ(RunLock::inspect(directory), LockState::HeldHere);  // neither took it away
  }
  EXPECT_EQ(RunLock::inspect(directory), LockState::Free);
  EXPECT_FALSE(RunLock(directory).tookOver());
}

TEST_F(Lock, MovesWithItsObject) {
  RunLock first(directory);
  {
    const RunLock second(std::move(first));
    EXPECT_EQ(RunLock::inspect(directory), LockState::HeldHere);
  }
  EXPECT_EQ(RunLock::inspect(directory), LockState::Free);
}

TEST_F(Lock, OfALivingProcessIsRespectedAndOfADeadOneTakenOver) {
  const pid_t child = holdInChild(directory);
  ASSERT_GT(child, 0);
  LockHolder holder;
  EXPECT_EQ(RunLock::inspect(directory, &holder), LockState::HeldHere);
  EXPECT_EQ(holder.process, child);
  EXPECT_THAT(messageOf([&] { RunLock lock(directory); }),
              HasSubstr("process " + std::to_string(child) + " on " + thisHost()));
  kill(child, SIGKILL);
  EXPECT_EQ(ended(child), -SIGKILL);
  EXPECT_EQ(RunLock::inspect(directory, &holder), LockState::Stale);
  EXPECT_EQ(holder.process, child);
  {
    const RunLock lock(directory);
    EXPECT_TRUE(lock.tookOver());
    EXPECT_EQ(RunLock::inspect(directory, &holder), LockState::HeldHere);
    EXPECT_EQ(holder.process, getpid());
  }
  EXPECT_EQ(RunLock::inspect(directory), LockState::Free);
}

TEST_F(Lock, OfAnotherHostIsLeftToTheUser) {
  writeText(directory / "lock", "far-away\n4711\n");
  LockHolder holder;
  EXPECT_EQ(RunLock::inspect(directory, &holder), LockState::HeldElsewhere);
  EXPECT_EQ(holder.host, "far-away");
  EXPECT_EQ(holder.process, 4711);
  const std::string message = messageOf([&] { RunLock lock(directory); });
  EXPECT_THAT(message, HasSubstr("process 4711 on far-away"));
  EXPECT_THAT(message, HasSubstr("delete this file"));
  EXPECT_EQ(readText(directory / "lock"), "far-away\n4711\n");
  std::filesystem::remove(directory / "lock");
  EXPECT_FALSE(RunLock(directory).tookOver());
}

TEST_F(Lock, NonsenseInItNamesNobody) {
  for (const char* text : {"x", "\n", "\n12\n", "host\n", "host\n-4\n", "host\n99999999999999999999999\n"}) {
    writeText(directory / "lock", text);
    EXPECT_EQ(RunLock::inspect(directory), LockState::Stale) << text;
    EXPECT_TRUE(RunLock(directory).tookOver()) << text;
  }
  writeText(directory / "lock", std::string(1 << 20, 'x'));
  EXPECT_TRUE(RunLock(directory).tookOver());
}

TEST_F(Lock, LookingNeverKeepsATakerOut) {
  const pid_t child = inChild([&] {
    for (;;) RunLock::inspect(directory);
    return 0;
  });
  for (int i = 0; i < 2000; ++i) {
    EXPECT_NO_THROW(EXPECT_FALSE(RunLock(directory).tookOver()));  // the child must be ended whatever happens
  }
  kill(child, SIGKILL);
  ended(child);
}

TEST_F(Lock, InADirectoryThatIsNotThere) {
  EXPECT_EQ(RunLock::inspect(directory / "none"), LockState::Free);
  EXPECT_THAT(messageOf([&] { RunLock lock(directory / "none"); }), HasSubstr("none/lock"));
  std::filesystem::create_directory(directory / "lock");
  EXPECT_THROW(RunLock{directory}, Error);
}

}  // namespace
}  // namespace ganvas::runs
