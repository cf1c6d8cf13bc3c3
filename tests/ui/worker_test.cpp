#include <QObject>
#include <QTest>
#include <atomic>
#include <future>
#include <latch>

#include "bridge/latest_worker.h"

namespace ganvas::ui {

class WorkerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void runsTheNewestOfTheWaitingJobs() {
    LatestWorker worker;
    std::promise<void> begun, release;
    worker.post([&] {
      begun.set_value();
      release.get_future().wait();
    });
    begun.get_future().wait();
    std::atomic<int> ran = 0;
    std::promise<int> last;
    for (int i = 1; i <= 3; ++i) {
      worker.post([&, i] {
        ++ran;
        last.set_value(i);
      });
    }
    release.set_value();
    QCOMPARE(last.get_future().get(), 3);
    QCOMPARE(ran.load(), 1);
  }

  void destructorDropsTheWaitingJobAndWaitsForTheRunningOne() {
    std::atomic<bool> finished = false, dropped = true;
    std::promise<void> begun, release;
    std::future<void> releaser;
    {
      LatestWorker worker;
      worker.post([&] {
        begun.set_value();
        release.get_future().wait();
        finished = true;
      });
      begun.get_future().wait();
      worker.post([&] { dropped = false; });
      releaser = std::async(std::launch::async, [&] { release.set_value(); });
    }
    releaser.get();
    QVERIFY(finished);
  }
};

}  // namespace ganvas::ui

QTEST_GUILESS_MAIN(ganvas::ui::WorkerTest)
#include "worker_test.moc"
