#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/error_text.h"
#include "imaging/picture_file.h"
#include "runs/history.h"
#include "runs/run_directory.h"
#include "runs/run_lock.h"
#include "studio/sampling.h"
#include "studio/training_run_fixture.h"

namespace ganvas::studio {
namespace {

namespace fs = std::filesystem;
using ganvas::testing::divergingExperiment;
using ganvas::testing::errorOf;
using ganvas::testing::ScriptedControl;
using ganvas::testing::tinyExperiment;
using Kind = RunCommand::Kind;

TEST_F(TrainingRunTest, LeavesHistorySamplesCheckpointsAndAGallery) {
  ScriptedControl control;
  ASSERT_EQ(begin(tinyExperiment(30), control), RunOutcome::Finished);
  const runs::HistoryState state = history().state();
  EXPECT_EQ(state.state, "finished");
  EXPECT_EQ(state.step, 30);
  EXPECT_EQ(state.totalSteps, 30);
  EXPECT_GT(state.seconds, 0);
  EXPECT_EQ(history().values("d_loss", 1, 100).size(), 30U);
  EXPECT_EQ(control.view.historySteps, 30);
  EXPECT_EQ(control.view.events, history().events().back().id);

  std::vector<std::int64_t> steps;
  for (const runs::SampleRecord& sample : history().samples()) {
    steps.push_back(sample.step);
    EXPECT_EQ(imaging::readPicture(run / sample.file).channels, 1);
  }
  EXPECT_EQ(steps, (std::vector<std::int64_t>{0, 1, 2, 5, 10, 20, 25, 30}));
  EXPECT_EQ(runs::RunDirectory::open(run).checkpointSteps(), (std::vector<std::int64_t>{10, 20, 30}));
  const Picture gallery = imaging::readPicture(run / "exports" / "gallery.png");
  EXPECT_GE(gallery.width, 10 * 8);
  EXPECT_EQ(runs::RunLock::inspect(run), runs::LockState::Free);
}

TEST_F(TrainingRunTest, StoppedAndResumedIsTheSameToTheLastByte) {
  const fs::path whole = trainToEnd(tinyExperiment(40));
  ScriptedControl stopping = stopAt(5);
  ASSERT_EQ(begin(tinyExperiment(40), stopping), RunOutcome::Stopped);
  const std::int64_t stopped = history().state().step;
  EXPECT_EQ(history().state().state, "stopped");
  ASSERT_LT(stopped, 40);
  EXPECT_EQ(runs::RunDirectory::open(run).checkpointSteps().back(), stopped);

  ScriptedControl control;
  EXPECT_EQ(resume({run, {}, {}}, control), RunOutcome::Finished);
  EXPECT_EQ(stateOf(run, 40), stateOf(whole, 40));
  EXPECT_FALSE(stateOf(run, 40).empty());
  EXPECT_EQ(history().values("g_loss", 1, 40), runs::HistoryReader(whole / "history.db").values("g_loss", 1, 40));
  EXPECT_EQ(bytesOf(run / "samples" / "000040.png"), bytesOf(whole / "samples" / "000040.png"));
}

TEST_F(TrainingRunTest, ExtendsAFinishedRunOnly) {
  trainToEnd(tinyExperiment(20));
  ScriptedControl control;
  EXPECT_NE(errorOf([&] { resume({run, {}, {}}, control); }).find("already finished at step 20"), std::string::npos);
  EXPECT_NE(errorOf([&] { resume({run, 10, {}}, control); }).find("20 steps already"), std::string::npos);
  EXPECT_EQ(resume({run, 30, {}}, control), RunOutcome::Finished);
  EXPECT_EQ(history().state().step, 30);
  EXPECT_EQ(runs::RunDirectory::open(run).experiment().schedule.steps, 30);
  EXPECT_EQ(resume({run, {}, 2.0}, control), RunOutcome::Finished);  // 64 pictures, batch 4: 16 steps an epoch
  EXPECT_EQ(history().state().step, 32);
}

// The factor stays at its final value when the run is made longer.
TEST_F(TrainingRunTest, FixesTheHorizonOfAFallingRateWhenItIsCreated) {
  config::Experiment falling = tinyExperiment(20);
  falling.schedule.rate = "cosine";
  falling.schedule.finalFactor = 0.5;
  trainToEnd(falling);
  EXPECT_EQ(runs::RunDirectory::open(run).experiment().schedule.horizon, 20);
  ScriptedControl control;
  EXPECT_EQ(resume({run, 30, {}}, control), RunOutcome::Finished);
  EXPECT_EQ(runs::RunDirectory::open(run).experiment().schedule.horizon, 20);
  EXPECT_EQ(history().values("g_lr", 25, 26), (std::vector<float>{1e-4F, 1e-4F}));
}

TEST_F(TrainingRunTest, ReplaysLiveChangesMadeAfterTheCheckpoint) {
  const std::string key = "generator_optimiser.learning_rate";
  ScriptedControl changing([&](ScriptedControl& control, const RunView& view) {
    if (view.grid && view.grid->step == 5 && view.answer.empty()) control.say({Kind::SetLive, key, "0.125"});
  });
  ASSERT_EQ(begin(tinyExperiment(40), changing), RunOutcome::Finished);
  EXPECT_EQ(changing.view.answer, "applied: " + key + " = 0.125");
  EXPECT_EQ(history().liveChanges(), (std::vector<runs::LiveChange>{{6, key, "0.125"}}));
  EXPECT_EQ(history().values("g_lr", 5, 6), (std::vector<float>{2e-4F, 0.125F}));
  const std::string end = stateOf(run, 40);

  // Lose all but the history: the run begins anew, and makes the change again at its step.
  const runs::RunDirectory directory = runs::RunDirectory::open(run);
  for (const std::int64_t step : directory.checkpointSteps()) fs::remove_all(directory.checkpointPath(step));
  runs::HistoryWriter(run / "history.db").truncate(9);
  ScriptedControl control;
  ASSERT_EQ(resume({run, 50, {}}, control), RunOutcome::Finished);
  EXPECT_EQ(stateOf(run, 40), end);
}

TEST_F(TrainingRunTest, SaysWhatNeedsARestart) {
  std::vector<std::string> answers;
  ScriptedControl control([&](ScriptedControl& c, const RunView& view) {
    if (view.progress.step == 0 && view.grid && answers.empty() && view.answer.empty()) {
      c.say({Kind::SetLive, "schedule.batch_size", "8"});
    }
    if (!view.answer.empty() && (answers.empty() || answers.back() != view.answer)) {
      answers.push_back(view.answer);
      if (answers.size() == 1) c.say({Kind::SetLive, "generator_optimiser.learning_rate", "-1"});
    }
  });
  ASSERT_EQ(begin(tinyExperiment(10), control), RunOutcome::Finished);
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0].find("needs restart: schedule.batch_size"), 0U) << answers[0];
  EXPECT_EQ(answers[1].find("not applied: "), 0U) << answers[1];
  EXPECT_TRUE(history().liveChanges().empty());
}

TEST_F(TrainingRunTest, ALossThatIsNotFiniteNamesItsStepAndSparesTheCheckpoints) {
  config::Experiment experiment = divergingExperiment(1000);
  experiment.checkpoints.every = 1;
  ScriptedControl control;
  const std::string message = errorOf([&] { begin(experiment, control); });
  run = control.view.run;
  const std::vector<float> losses = history().values("d_loss", 1, 1000);
  const auto failed = static_cast<std::int64_t>(losses.size());  // the first bad step is the last one recorded
  const bool bad = !std::isfinite(losses.back()) || !std::isfinite(history().values("g_loss", failed, failed).back());
  EXPECT_TRUE(bad) << message;
  for (std::int64_t i = 0; i + 1 < failed; ++i) EXPECT_TRUE(std::isfinite(losses[static_cast<std::size_t>(i)]));
  EXPECT_NE(message.find("step " + std::to_string(failed)), std::string::npos) << message;
  EXPECT_TRUE(message.find("discriminator") != std::string::npos || message.find("generator") != std::string::npos);
  EXPECT_EQ(history().state().state, "failed");
  EXPECT_EQ(history().state().step, failed);
  EXPECT_NE(eventsOf(run).find("failure: "), std::string::npos);
  ASSERT_GT(failed, 1);
  EXPECT_EQ(runs::RunDirectory::open(run).checkpointSteps().back(), failed - 1);
  EXPECT_EQ(history().samples().back().step < failed, true);
}

TEST_F(TrainingRunTest, GoesOnFromTheNextOlderCheckpoint) {
  const fs::path whole = trainToEnd(tinyExperiment(40));
  ScriptedControl control = stopAt(25);
  begin(tinyExperiment(40), control);
  const runs::RunDirectory directory = runs::RunDirectory::open(run);
  const std::vector<std::int64_t> steps = directory.checkpointSteps();
  fs::resize_file(directory.checkpointPath(steps.back()) / "state.safetensors", 100);
  ScriptedControl again;
  EXPECT_EQ(resume({run, 40, {}}, again), RunOutcome::Finished);
  EXPECT_NE(eventsOf(run).find("warning: checkpoint " + std::to_string(steps.back()) + " cannot be used"),
            std::string::npos);
  EXPECT_EQ(history().values("g_loss", 1, 100), runs::HistoryReader(whole / "history.db").values("g_loss", 1, 100));
  EXPECT_EQ(stateOf(run, 40), stateOf(whole, 40));
}

TEST_F(TrainingRunTest, ACheckpointThatCannotBeWrittenIsAWarningFirstAndAFailureAtTheEnd) {
  ScriptedControl control([&](ScriptedControl&, const RunView& view) {
    if (!view.grid || view.grid->step != 2 || fs::is_regular_file(view.run / "checkpoints")) return;
    fs::remove(view.run / "checkpoints");
    std::ofstream(view.run / "checkpoints") << "in the way";
  });
  EXPECT_NE(errorOf([&] { begin(tinyExperiment(20), control); }).find("cannot write the checkpoint"),
            std::string::npos);
  run = control.view.run;
  EXPECT_NE(eventsOf(run).find("warning: the checkpoint at step 10 was not written"), std::string::npos);
  EXPECT_NE(eventsOf(run).find("failure: "), std::string::npos);
  EXPECT_EQ(history().state().state, "failed");
  EXPECT_EQ(history().state().step, 20);
}

TEST_F(TrainingRunTest, RefusesToLoseAHistoryThatHasNoCheckpoint) {
  trainToEnd(tinyExperiment(40));
  const runs::RunDirectory directory = runs::RunDirectory::open(run);
  for (const std::int64_t step : directory.checkpointSteps()) fs::remove_all(directory.checkpointPath(step));
  ScriptedControl control;
  EXPECT_NE(errorOf([&] { resume({run, 50, {}}, control); }).find("no checkpoint to go on from"), std::string::npos);
  EXPECT_EQ(history().steps(), 40);
  EXPECT_EQ(history().state().state, "finished");
}

TEST_F(TrainingRunTest, BeginsAnewWhereNoCheckpointWasDueYet) {
  config::Experiment experiment = tinyExperiment(40);
  experiment.checkpoints.every = 1000;
  ScriptedControl changing([&](ScriptedControl& control, const RunView& view) {
    if (view.grid && view.grid->step == 5 && view.answer.empty())
      control.say({Kind::SetLive, "checkpoints.every", "20"});
  });
  ASSERT_EQ(begin(experiment, changing), RunOutcome::Finished);
  const runs::RunDirectory directory = runs::RunDirectory::open(run);
  for (const std::int64_t step : directory.checkpointSteps()) fs::remove_all(directory.checkpointPath(step));
  ScriptedControl control;
  runs::HistoryWriter(run / "history.db").truncate(30);  // the one due at 20 is lost
  EXPECT_NE(errorOf([&] { resume({run, 50, {}}, control); }).find("no checkpoint to go on from"), std::string::npos);
  runs::HistoryWriter(run / "history.db").truncate(20);  // it was written: an event says so
  EXPECT_NE(errorOf([&] { resume({run, 50, {}}, control); }).find("no checkpoint to go on from"), std::string::npos);
  EXPECT_EQ(history().steps(), 20);
  runs::HistoryWriter(run / "history.db").truncate(19);
  EXPECT_EQ(resume({run, 50, {}}, control), RunOutcome::Finished);
}

TEST_F(TrainingRunTest, BeginsAnewWhereALiveChangePutTheFirstCheckpointOff) {
  ScriptedControl changing([&](ScriptedControl& control, const RunView& view) {
    if (view.grid && view.grid->step == 5 && view.answer.empty())
      control.say({Kind::SetLive, "checkpoints.every", "1000"});
  });
  ASSERT_EQ(begin(tinyExperiment(40), changing), RunOutcome::Finished);
  fs::remove_all(runs::RunDirectory::open(run).checkpointPath(40));
  runs::HistoryWriter(run / "history.db").truncate(30);
  ScriptedControl control;
  EXPECT_EQ(resume({run, 50, {}}, control), RunOutcome::Finished);
}

TEST_F(TrainingRunTest, GoesOnAfterItDiedWhileItWroteItsFirstCheckpoint) {
  config::Experiment experiment = tinyExperiment(40);
  experiment.checkpoints.every = 20;
  ScriptedControl control([&](ScriptedControl& c, const RunView& view) {
    if (view.grid && view.grid->step == 5) c.stop();
  });
  ASSERT_EQ(begin(experiment, control), RunOutcome::Stopped);
  const runs::RunDirectory directory = runs::RunDirectory::open(run);
  for (const std::int64_t step : directory.checkpointSteps()) fs::remove_all(directory.checkpointPath(step));
  fs::remove(run / "history.db");
  runs::HistoryWriter(run / "history.db").truncate(20);  // as the kill leaves it: all steps, and no checkpoint
  ScriptedControl again;
  EXPECT_EQ(resume({run, {}, {}}, again), RunOutcome::Finished);
  EXPECT_NE(eventsOf(run).find("resumed at step 0"), std::string::npos);
}

TEST_F(TrainingRunTest, AResumeMayChangeLiveParametersOnly) {
  const std::string key = "generator_optimiser.learning_rate";
  trainToEnd(tinyExperiment(20));
  ScriptedControl control;
  const auto with = [&](const std::string& name, const std::string& value) {
    return OldRun{run, 30, {}, {{name, value}}};
  };
  EXPECT_NE(errorOf([&] { resume(with("schedule.batch_size", "8"), control); }).find("new run"), std::string::npos);
  EXPECT_THROW(resume(with(key, "-1"), control), Error);
  EXPECT_EQ(history().state().state, "finished");
  EXPECT_EQ(resume(with(key, "0.125"), control), RunOutcome::Finished);
  EXPECT_EQ(history().liveChanges(), (std::vector<runs::LiveChange>{{21, key, "0.125"}}));
  EXPECT_EQ(history().values("g_lr", 20, 21), (std::vector<float>{2e-4F, 0.125F}));
  EXPECT_NE(eventsOf(run).find("live: " + key + " = 0.125"), std::string::npos);
}

TEST_F(TrainingRunTest, AGalleryThatCannotBeWrittenIsAWarning) {
  ScriptedControl control([&](ScriptedControl&, const RunView& view) {
    if (!view.grid || view.grid->step != 2 || fs::is_regular_file(view.run / "exports")) return;
    fs::remove(view.run / "exports");
    std::ofstream(view.run / "exports") << "in the way";
  });
  EXPECT_EQ(begin(tinyExperiment(9), control), RunOutcome::Finished);
  EXPECT_NE(eventsOf(run).find("warning: the gallery was not written"), std::string::npos);
}

TEST_F(TrainingRunTest, KeepsWhereItsDataAreWhereverItIsResumed) {
  const auto file = [&](const char* name, const std::string& bytes) {
    std::ofstream(folder / name, std::ios::binary) << bytes;
  };
  file("train-images-idx3-ubyte",
       std::string("\0\0\x08\x03\0\0\0\x10\0\0\0\x08\0\0\0\x08", 16) + std::string(1024, 'x'));
  file("train-labels-idx1-ubyte", std::string("\0\0\x08\x01\0\0\0\x10", 8) + std::string(16, '\1'));
  config::Experiment experiment = tinyExperiment(5);
  experiment.data.source = "idx";
  experiment.data.path = fs::relative(folder.path()).string();
  ASSERT_TRUE(fs::path(experiment.data.path).is_relative());
  trainToEnd(experiment);
  const fs::path kept = runs::RunDirectory::open(run).experiment().data.path;
  EXPECT_TRUE(kept.is_absolute());
  EXPECT_TRUE(fs::equivalent(kept, folder.path()));
}

TEST_F(TrainingRunTest, BadInputLeavesNoDirectoryBehind) {
  config::Experiment experiment = tinyExperiment(10);
  experiment.discriminator.layers = {"conv 4 k0"};
  ScriptedControl control;
  EXPECT_THROW(begin(experiment, control), Error);
  EXPECT_FALSE(fs::exists(folder.path() / "runs"));
}

TEST_F(TrainingRunTest, AStopWhilePreparingLeavesNothing) {
  ScriptedControl control([](ScriptedControl& c, const RunView& view) {
    if (view.phase == RunPhase::Preparing) c.stop();
  });
  config::Experiment experiment = tinyExperiment(10);
  experiment.data.count = 100000;
  EXPECT_EQ(begin(experiment, control), RunOutcome::Stopped);
  EXPECT_FALSE(fs::exists(folder.path() / "runs"));
}

TEST_F(TrainingRunTest, CommandsSampleAndCheckpointBetweenSteps) {
  bool said = false;
  ScriptedControl control([&](ScriptedControl& c, const RunView& view) {
    if (said || !view.grid || view.grid->step != 2) return;
    said = true;
    c.say({Kind::Pause, {}, {}});
    c.say({Kind::Sample, {}, {}});
    c.say({Kind::Checkpoint, {}, {}});
    c.say({Kind::Unpause, {}, {}});
  });
  config::Experiment experiment = tinyExperiment(9);
  ASSERT_EQ(begin(experiment, control), RunOutcome::Finished);
  EXPECT_EQ(runs::RunDirectory::open(run).checkpointSteps(), (std::vector<std::int64_t>{2, 9}));
}

TEST_F(TrainingRunTest, AStreamedRunIsTheSameAsOneInMemory) {
  fs::create_directories(folder / "pictures");
  for (int i = 0; i < 30; ++i) {
    const std::vector<std::uint8_t> grey(64, static_cast<std::uint8_t>(8 * i));
    imaging::writePng(folder / ("pictures/" + std::to_string(i) + ".png"), Picture{8, 8, 1, grey});
  }
  config::Experiment experiment = tinyExperiment(20);
  experiment.data.source = "folder";
  experiment.data.path = (folder / "pictures").string();
  const fs::path memory = trainToEnd(experiment);
  experiment.data.keep = "stream";
  std::string activities;
  ScriptedControl control([&](ScriptedControl&, const RunView& view) { activities += view.activity + "\n"; });
  ASSERT_EQ(begin(experiment, control), RunOutcome::Finished);
  EXPECT_EQ(activities.find("preparing"), std::string::npos) << "it was prepared already";
  EXPECT_EQ(stateOf(run, 20), stateOf(memory, 20));
  fs::remove_all(folder / "cache");
  ScriptedControl resumed([&](ScriptedControl&, const RunView& view) { activities += view.activity + "\n"; });
  EXPECT_EQ(resume({run, 30, {}}, resumed), RunOutcome::Finished);
  EXPECT_NE(activities.find("preparing 30 pictures, 100 %"), std::string::npos) << activities;
  EXPECT_EQ(resume({memory, 30, {}}, resumed), RunOutcome::Finished);
  EXPECT_EQ(stateOf(run, 30), stateOf(memory, 30));
  EXPECT_EQ(eventsOf(run).find("warning"), std::string::npos) << eventsOf(run);
  fs::remove_all(folder / "cache");
  experiment.generator.layers = {"linear 9x9x1"};
  EXPECT_NE(errorOf([&] { begin(experiment, control); }).find("9×9×1"), std::string::npos);
  EXPECT_FALSE(fs::exists(folder / "cache")) << "networks that do not fit are told before pictures are decoded";
}

TEST_F(TrainingRunTest, ARunWithAFingerprintOfAnotherKindIsResumedWithAWord) {
  fs::create_directories(folder / "pictures");
  imaging::writePng(folder / "pictures/a.png", Picture{8, 8, 1, std::vector<std::uint8_t>(64, 9)});
  config::Experiment experiment = tinyExperiment(5);
  experiment.data.source = "folder";
  experiment.data.path = (folder / "pictures").string();
  trainToEnd(experiment);
  std::string manifest = bytesOf(run / "manifest.toml");
  const std::size_t begin = manifest.find("pictures-1 ");
  ASSERT_NE(begin, std::string::npos);
  std::ofstream(run / "manifest.toml") << manifest.replace(begin, 11, "");
  ScriptedControl control;
  resume({run, 6, {}}, control);
  EXPECT_NE(eventsOf(run).find("the run is of an older version"), std::string::npos) << eventsOf(run);
  imaging::writePng(folder / "pictures/a.png", Picture{8, 8, 1, std::vector<std::uint8_t>(64, 19)});
  trainToEnd(experiment);
  imaging::writePng(folder / "pictures/a.png", Picture{8, 8, 1, std::vector<std::uint8_t>(64, 29)});
  resume({run, 6, {}}, control);
  EXPECT_NE(eventsOf(run).find("the data set's files have changed"), std::string::npos) << eventsOf(run);
}

TEST_F(TrainingRunTest, AConditionalRunIsNotResumedWithOtherClasses) {
  for (int label = 0; label < 2; ++label) {
    const fs::path classFolder = folder / ("pictures/" + std::string(label == 0 ? "cats" : "dogs"));
    fs::create_directories(classFolder);
    for (int i = 0; i < 4; ++i) {
      imaging::writePng(classFolder / (std::to_string(i) + ".png"), Picture{8, 8, 1, std::vector<std::uint8_t>(64, 9)});
    }
  }
  config::Experiment experiment = tinyExperiment(5);
  experiment.data.source = "folder";
  experiment.data.path = (folder / "pictures").string();
  const fs::path blind = trainToEnd(experiment);
  experiment.generator.layers.insert(experiment.generator.layers.begin(), "label_one_hot");
  experiment.discriminator.layers.insert(experiment.discriminator.layers.begin(), "label_embedding 1");
  const fs::path seeing = trainToEnd(experiment);
  fs::rename(folder / "pictures/dogs", folder / "pictures/cows");
  ScriptedControl control;
  const auto resumeError = [&](const fs::path& which) { return errorOf([&] { resume({which, 6, {}}, control); }); };
  const std::string error = resumeError(seeing);
  EXPECT_NE(error.find("class 1 is 'cows' now"), std::string::npos) << error;
  EXPECT_NE(error.find("Put the original data back"), std::string::npos) << error;
  EXPECT_EQ(resumeError(blind), "") << "it sees no labels";
  fs::create_directory(folder / "pictures/x");
  fs::rename(folder / "pictures/cows/3.png", folder / "pictures/x/3.png");
  EXPECT_NE(resumeError(seeing).find("3 classes now"), std::string::npos);
  fs::rename(folder / "pictures/x/3.png", folder / "pictures/cows/3.png");
  fs::rename(folder / "pictures/cows", folder / "pictures/dogs");
  EXPECT_EQ(resumeError(seeing), "");
}

// Many passes make a grid of a denoiser: a stop does not wait for them, and a resume makes up for the grid.
TEST_F(TrainingRunTest, AStopEndsTheMakingOfSamples) {
  config::Experiment experiment = tinyExperiment(10);
  experiment.objective.loss = "denoising";
  experiment.generator.layers = {"conv 4 k3", "relu", "conv 1 k3"};
  experiment.diffusion.samplingSteps = 5;
  const auto sampledSteps = [&] {
    std::vector<std::int64_t> steps;
    for (const runs::SampleRecord& sample : history().samples()) steps.push_back(sample.step);
    return steps;
  };
  ScriptedControl control([](ScriptedControl& c, const RunView& view) {
    if (view.activity == "making samples" && view.progress.step == 5) c.stop();
  });
  ASSERT_EQ(begin(experiment, control), RunOutcome::Stopped);
  EXPECT_EQ(sampledSteps(), (std::vector<std::int64_t>{0, 1, 2}));
  EXPECT_EQ(history().state().step, 5);
  ScriptedControl again;
  ASSERT_EQ(resume({run, {}, {}}, again), RunOutcome::Finished);
  EXPECT_EQ(sampledSteps(), (std::vector<std::int64_t>{0, 1, 2, 5, 10}));
  EXPECT_EQ(again.view.activity, "");
  EXPECT_TRUE(fs::exists(run / "exports" / "gallery.png"));
}

TEST_F(TrainingRunTest, SamplesAreTheSameForTheSameSeed) {
  trainToEnd(tinyExperiment(20));
  const auto make = [&](const char* out, std::int64_t count, std::uint64_t seed, std::optional<std::int64_t> step) {
    return makeSamples({run, count, folder.path() / out, seed, step, {}, SheetShape{2, 5}});
  };
  const SampleResult result = make("a", 70, 3, {});
  EXPECT_EQ(result.step, 20);
  EXPECT_EQ(result.pictures, 70);
  make("b", 66, 3, 20);
  make("c", 1, 4, 20);
  make("d", 1, 3, 10);
  const auto picture = [&](const char* out, const char* name) { return bytesOf(folder.path() / out / name); };
  EXPECT_EQ(picture("a", "000065.png"), picture("b", "000065.png"));
  EXPECT_NE(picture("a", "000000.png"), picture("c", "000000.png"));
  EXPECT_NE(picture("a", "000000.png"), picture("d", "000000.png"));
  EXPECT_FALSE(fs::exists(folder.path() / "a" / "000070.png"));
  const Picture sheet = imaging::readPicture(result.sheet);
  EXPECT_GT(sheet.width, 2 * sheet.height);
  EXPECT_NE(errorOf([&] { make("e", 1, 3, 15); }).find("10, 20"), std::string::npos);
  const auto ofAClass = [&] { makeSamples({run, 1, folder.path() / "f", 3, {}, 0, {}}); };
  EXPECT_NE(errorOf(ofAClass).find("sees no labels"), std::string::npos);
  EXPECT_FALSE(fs::exists(folder.path() / "f"));
}

}  // namespace
}  // namespace ganvas::studio
