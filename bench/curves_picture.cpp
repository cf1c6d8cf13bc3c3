// Curves of several runs in one picture, as docs/seed-results.md shows them.
//   curves-picture OUT.png SERIES[,SERIES…] RUN…     (QT_QPA_PLATFORM=offscreen needs no display)
// RUN is a run's directory. x is epochs; curves are labelled by recipe.
#include <QApplication>
#include <QFile>
#include <QStringList>
#include <cstdio>

#include "base/error.h"
#include "plots/curve_plot.h"
#include "runs/history.h"
#include "runs/run_directory.h"

namespace {

using namespace ganvas;

constexpr std::size_t kPoints = 2000;

struct Source {
  runs::RunDirectory run;
  runs::HistoryReader history;
};

double epochsOfStep(const runs::RunDirectory& run) {
  const config::Experiment& experiment = run.experiment();
  const std::int64_t pictures = experiment.schedule.batchSize * experiment.objective.criticSteps;
  return static_cast<double>(pictures) / static_cast<double>(run.manifest().pictures);
}

bool draw(const QString& file, const QStringList& series, const QStringList& paths) {
  std::vector<Source> sources;
  for (const QString& path : paths) {
    auto run = runs::RunDirectory::open(path.toStdString());
    sources.push_back({run, runs::HistoryReader(run.historyPath())});
  }
  ui::CurvePlot plot;
  plot.resize(1100, 420);
  std::vector<ui::PlotSeries> lines;
  std::int64_t longest = 0;
  double epochsPerStep = 0;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::int64_t steps = sources[i].history.state().step;
    if (steps > longest) {
      longest = steps;
      epochsPerStep = epochsOfStep(sources[i].run);
    }
    for (const QString& name : series) {
      lines.push_back({std::to_string(i) + name.toStdString(),
                       QString::fromStdString(sources[i].run.experiment().about.name) + " " + name, "loss",
                       static_cast<int>(lines.size()), false});
    }
  }
  plot.setSeries(lines);
  plot.setXUnit(ui::XUnit::Epoch);
  plot.setRun(longest, epochsPerStep);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (const QString& name : series) {
      plot.setPoints(std::to_string(i) + name.toStdString(),
                     sources[i].history.curve(name.toStdString(), 1, longest, kPoints));
    }
  }
  plot.show();
  plot.refresh();
  QApplication::processEvents();
  QFile out(file);
  return out.open(QIODevice::WriteOnly) && out.write(plot.encoded({}, ui::PictureFormat::Png)) > 0;
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const QStringList arguments = QApplication::arguments();
  if (arguments.size() < 4) {
    std::fprintf(stderr, "usage: curves-picture OUT.png SERIES[,SERIES...] RUN...\n");
    return 2;
  }
  try {
    return draw(arguments[1], arguments[2].split(','), arguments.mid(3)) ? 0 : 1;
  } catch (const Error& error) {
    std::fprintf(stderr, "curves-picture: %s\n", error.what());
    return 1;
  }
}
