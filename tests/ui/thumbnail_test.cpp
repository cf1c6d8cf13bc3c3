#include <sys/stat.h>

#include <QObject>
#include <QSignalSpy>
#include <QTest>

#include "bridge/thumbnail_feed.h"
#include "runs_fixture.h"
#include "support.h"

namespace ganvas::ui {

class ThumbnailTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private:
  QTemporaryDir folder_;

  ThumbnailRequest request(const char* file, int pixels = 56) const {
    return {QStringLiteral("run"), folder_.filePath(QString::fromLatin1(file)), 4, 4, pixels};
  }

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(test::sampleSheet(1).save(folder_.filePath("a.png")));
    QVERIFY(test::sampleSheet(2).save(folder_.filePath("b.png")));
  }

  void showsTheFirstPicturesWhole() {
    const QImage sheet = test::sampleSheet(1);
    const QImage thumbnail = readThumbnail(request("a.png", 58));  // as large as two pictures and the gap: untouched
    QCOMPARE(thumbnail.size(), QSize(58, 58));
    QCOMPARE(thumbnail.pixel(0, 0), sheet.pixel(2, 2));
    QCOMPARE(thumbnail.pixel(57, 57), sheet.pixel(59, 59));
    QCOMPARE(thumbnail.pixel(28, 10), sheet.pixel(30, 12));  // the gap
    QCOMPARE(readThumbnail(request("a.png", 112)).size(), QSize(112, 112));
  }

  void whatIsNoPictureIsNothing() {
    QFile file(folder_.filePath("bad.png"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\x89PNG\r\n\x1a\n and then nothing");
    file.close();
    QCOMPARE(mkfifo(qPrintable(folder_.filePath("pipe.png")), 0600), 0);
    for (const char* name : {"bad.png", "none.png", "pipe.png", "."})
      QVERIFY2(readThumbnail(request(name)).isNull(), name);
    QVERIFY(test::sampleSheet(1).save(folder_.filePath("bitmap.png"), "BMP"));  // whatever it is called
    QVERIFY(readThumbnail(request("bitmap.png")).isNull());
    ThumbnailRequest odd = request("a.png");
    odd.rows = odd.columns = 1000000;
    readThumbnail(odd);
    odd.rows = odd.columns = -1;
    QVERIFY(!readThumbnail(odd).isNull());
  }

  void theOldOneStaysUntilTheNewOneIsThere() {
    ThumbnailFeed feed;
    QSignalSpy ready(&feed, &ThumbnailFeed::ready);
    QVERIFY(feed.thumbnail(request("a.png")).isNull());
    QTRY_COMPARE(ready.size(), 1);
    const QImage first = feed.thumbnail(request("a.png")).toImage();
    QVERIFY(!first.isNull());
    QCOMPARE(feed.thumbnail(request("b.png")).toImage(), first);
    QTRY_COMPARE(ready.size(), 2);
    QVERIFY(feed.thumbnail(request("b.png")).toImage() != first);
    // A file that cannot be read is not tried at every repaint.
    feed.thumbnail(request("none.png"));
    QTRY_COMPARE(ready.size(), 3);
    QVERIFY(feed.thumbnail(request("none.png")).isNull());
    QTest::qWait(50);  // the proof that nothing comes
    QCOMPARE(ready.size(), 3);
  }

  void linesThatScrolledAwayAreForgotten() {
    ThumbnailFeed feed;
    QSignalSpy ready(&feed, &ThumbnailFeed::ready);
    for (int i = 0; i < 500; ++i) {
      ThumbnailRequest one = request("a.png");
      one.run = QString::number(i);
      feed.thumbnail(one);
    }
    const auto hasLast = [&] {
      return std::any_of(ready.begin(), ready.end(), [](const auto& call) { return call[0].toString() == "499"; });
    };
    QTRY_VERIFY(hasLast());
    QTest::qWait(300);
    QVERIFY2(ready.size() < 400, qPrintable(QString::number(ready.size())));
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::ThumbnailTest)
#include "thumbnail_test.moc"
