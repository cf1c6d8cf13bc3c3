#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "sets/recognise.h"
#include "support.h"
#include "window/dropped.h"

namespace ganvas::ui {

namespace fs = std::filesystem;

class DroppedTest : public QObject {
  Q_OBJECT

 public:
  static void initMain() { test::isolate(); }

 private:
  QTemporaryDir folder_;
  fs::path root_ = filePath(folder_.path());

  /// With data recognised as the window does.
  static Dropped recognise(const fs::path& path) { return ui::recognise(path, {}, sets::recognise); }

  static fs::path touch(const fs::path& file, const std::string& text = "x") {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return file;
  }

  /// Two pictures of 2×2.
  static std::string idxPictures() {
    return std::string("\0\0\x08\x03\0\0\0\x02\0\0\0\x02\0\0\0\x02", 16) + "abcdefgh";
  }

 private Q_SLOTS:
  void aRunIsFoundFromAnythingInIt() {
    const fs::path run = root_ / "20240101-000000-a";
    touch(run / "manifest.toml");
    touch(run / "experiment.toml");
    const fs::path picture = touch(run / "samples" / "000500.png");
    const fs::path tensors = touch(run / "checkpoints" / "000500" / "state.safetensors");
    for (const fs::path& dropped : {run, picture, tensors, run / "manifest.toml"}) {
      const Dropped found = recognise(dropped);
      QVERIFY2(std::holds_alternative<DroppedRun>(found), dropped.c_str());
      QCOMPARE(std::get<DroppedRun>(found).path, run);
    }
  }

  void aRecipeIsReadAndABrokenOneSaysWhy() {
    const fs::path good = touch(root_ / "mine.toml", test::tinyRecipe(QStringLiteral("mine"), 70).toStdString());
    const Dropped found = recognise(good);
    QVERIFY(std::holds_alternative<DroppedRecipe>(found));
    QCOMPARE(std::get<DroppedRecipe>(found).experiment.schedule.steps, 70);
    const fs::path ofASweep = touch(root_ / "swept.toml", "format = 1\n[about]\nsweep = \"s-20261122-150000\"\n");
    QCOMPARE(std::get<DroppedRecipe>(recognise(ofASweep)).experiment.about.sweep, std::string());
    const Dropped broken = recognise(touch(root_ / "broken.toml", "format = 1\nsed = 3\n"));
    QVERIFY(std::holds_alternative<DroppedUnknown>(broken));
    QVERIFY(std::get<DroppedUnknown>(broken).reason.contains("sed"));
  }

  void dataIsKnownByItsFiles() {
    touch(root_ / "digits" / "t10k-images-idx3-ubyte", idxPictures());
    touch(root_ / "dotted" / "train-images.idx3-ubyte", idxPictures());
    const fs::path batch =
        touch(root_ / "cifar" / "cifar-10-batches-bin" / "data_batch_1.bin", std::string(3073, '\0'));
    QCOMPARE(std::get<DroppedData>(recognise(root_ / "digits")).found.source, std::string("idx"));
    QCOMPARE(std::get<DroppedData>(recognise(root_ / "dotted")).found.source, std::string("idx"));
    QCOMPARE(std::get<DroppedData>(recognise(root_ / "cifar")).found.source, std::string("cifar10"));
    QCOMPARE(std::get<DroppedData>(recognise(batch)).found.path, batch.parent_path().string());
  }

  void aFolderOfPicturesIsData() {
    const auto found = [&](const char* folder) { return recognise(root_ / folder); };
    const auto isData = [&](const char* folder) {
      const Dropped dropped = found(folder);
      const auto* data = std::get_if<DroppedData>(&dropped);
      return data && data->found.source == "folder" && data->found.path == (root_ / folder).string();
    };
    touch(root_ / "flat" / "a.JPG");
    touch(root_ / "classes" / "cats" / "a.png");
    touch(root_ / "split" / "train" / "cats" / "a.webp");
    for (const char* folder : {"flat", "classes", "split", "split/train"}) QVERIFY2(isData(folder), folder);
    const fs::path run = root_ / "runs" / "20240101-000000-a";  // a folder of runs
    for (const char* file : {"manifest.toml", "experiment.toml", "samples/000500.png"}) touch(run / file);
    touch(root_ / "hidden" / ".a.png");
    touch(root_ / "texts" / "png");
    fs::create_directories(root_ / "folders" / "a.png");
    for (const char* folder : {"runs", "hidden", "texts", "folders"}) QVERIFY2(!isData(folder), folder);
    // Several kinds in one folder: what names its files unmistakably goes first.
    touch(root_ / "mixed" / "train-images-idx3-ubyte", idxPictures());
    touch(root_ / "mixed" / "preview.png");
    QCOMPARE(std::get<DroppedData>(found("mixed")).found.source, std::string("idx"));
  }

  void anythingElseIsRefusedWithWhatCouldBeDropped() {
    for (const fs::path& path : {root_ / "nowhere", touch(root_ / "letter.txt"), fs::path("/"), fs::path()}) {
      const Dropped found = recognise(path);
      QVERIFY2(std::holds_alternative<DroppedUnknown>(found), path.c_str());
      QVERIFY(!std::get<DroppedUnknown>(found).reason.isEmpty());
    }
  }
};

}  // namespace ganvas::ui

QTEST_MAIN(ganvas::ui::DroppedTest)
#include "dropped_test.moc"
