#pragma once

#include <QImage>
#include <QPainter>
#include <QTest>
#include <string>

#include "bridge/text.h"
#include "runs/history.h"
#include "runs/run_directory.h"

namespace ganvas::ui::test {

/// What a run on disk is to look like.
struct RunSpec {
  std::string name = "quickstart";
  std::string recipe = "quickstart";
  std::string created = "2026-03-01T10:00:00Z";
  std::string state = "stopped";
  std::int64_t step = 40, total = 100;
  float dLoss = 0.61F, gLoss = 1.42F;
  int checkpoints = 0;  ///< of 1,000 bytes each, at 10, 20 …
  int grids = 0;        ///< at 1, 2 …; coloured squares
};

inline QImage sampleSheet(int seed) {
  constexpr int count = 4, picture = 28, margin = 2;
  QImage sheet(count * (picture + margin) + margin, count * (picture + margin) + margin, QImage::Format_RGB32);
  sheet.fill(Qt::white);
  QPainter painter(&sheet);
  for (int i = 0; i < count * count; ++i) {
    const QRect cell(margin + i % count * (picture + margin), margin + i / count * (picture + margin), picture,
                     picture);
    painter.fillRect(cell, QColor::fromHsv((seed * 47 + i * 23) % 360, 60, 60));
    painter.setBrush(QColor::fromHsv((seed * 47 + i * 71) % 360, 160, 230));
    painter.drawEllipse(cell.adjusted(4, 6, -4, -3));
  }
  return sheet;
}

/// Writes it as a run that was trained and let go of.
inline runs::RunDirectory makeRun(const QString& runsDir, const RunSpec& spec) {
  runs::Manifest manifest;
  manifest.name = spec.name;
  manifest.recipe = spec.recipe;
  manifest.created = spec.created;
  manifest.dataName = "Fashion-MNIST (train)";
  manifest.device = "cpu (2 threads)";
  config::Experiment experiment;
  experiment.about.name = spec.recipe;
  experiment.schedule.steps = spec.total;
  const auto run = runs::RunDirectory::create(filePath(runsDir), spec.name, experiment, manifest);
  for (int i = 1; i <= spec.checkpoints; ++i) {
    std::filesystem::create_directories(run.checkpointPath(10 * i));
    QFile file(fileName(run.checkpointPath(10 * i) / "state.safetensors"));
    if (file.open(QIODevice::WriteOnly)) file.write(QByteArray(1000, 'x'));
  }
  runs::HistoryWriter writer(run.historyPath());
  writer.append({"d_loss", "g_loss"}, std::vector<float>{spec.dLoss, spec.gLoss});
  for (int i = 1; i <= spec.grids; ++i) {
    sampleSheet(static_cast<int>(spec.step) + i).save(fileName(run.samplePath(i)));
    writer.addSample({i, 0.0, "samples/" + run.samplePath(i).filename().string(), 4, 4});
  }
  writer.setState({spec.state, spec.step, spec.total, 12, spec.state == "failed" ? "out of memory" : ""});
  return run;
}

}  // namespace ganvas::ui::test
