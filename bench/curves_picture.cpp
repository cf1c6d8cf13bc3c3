// Curves of several runs in one picture, as docs/seed-results.md shows them.
//   curves-picture OUT.png SERIES[,SERIES…] [LABEL=]RUN…     (QT_QPA_PLATFORM=offscreen needs no display)
// RUN is a run's directory. x is epochs; curves are labelled by recipe, where no label is given.
#include <QApplication>
#include <QFile>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/error.h"
#include "plots/curve_plot.h"
#include "runs/history.h"
#include "runs/run_directory.h"

namespace {

using namespace ganvas;

constexpr std::size_t kPoints = 2000;

struct Source {
  QString label;
  runs::RunDirectory run;
  runs::HistoryReader history;
};

double epochsOfStep(const runs::RunDirectory& run) {
  const config::Experiment& experiment = run.experiment();
  const std::int64_t pictures = experiment.schedule.batchSize * experiment.objective.criticSteps;
  return static_cast<double>(pictures) / static_cast<double>(run.manifest().pictures);
}

Source openSource(const QString& argument) {
  const qsizetype sign = argument.indexOf('=');
  auto run = runs::RunDirectory::open(argument.mid(sign + 1).toStdString());
  const QString label = sign >= 0 ? argument.left(sign) : QString::fromStdString(run.experiment().about.name);
  return {label, run, runs::HistoryReader(run.historyPath())};
}

/// A run's curve by the steps of a run whose epochs have other lengths.
std::vector<runs::CurvePoint> scaledCurve(const Source& source, const std::string& name, double factor) {
  const std::int64_t steps = source.history.state().step;
  std::vector<runs::CurvePoint> points = source.history.curve(name, 1, steps, kPoints);
  for (runs::CurvePoint& point : points) {
    point.step = std::llround(static_cast<double>(point.step) * factor);
    point.width = std::max<std::int64_t>(1, std::llround(static_cast<double>(point.width) * factor));
  }
  return points;
}

bool draw(const QString& file, const QStringList& series, const QStringList& paths) {
  std::vector<Source> sources;
  for (const QString& path : paths) sources.push_back(openSource(path));
  ui::CurvePlot plot;
  plot.resize(1100, 420);
  std::vector<ui::PlotSeries> lines;
  const double epochsPerStep = epochsOfStep(sources.front().run);
  std::int64_t longest = 0;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const double epochs = epochsOfStep(sources[i].run) * static_cast<double>(sources[i].history.state().step);
    longest = std::max<std::int64_t>(longest, std::llround(epochs / epochsPerStep));
    for (const QString& name : series) {
      lines.push_back({std::to_string(i) + name.toStdString(), sources[i].label + " " + name, "loss",
                       static_cast<int>(lines.size()), false});
    }
  }
  plot.setSeries(lines);
  plot.setXUnit(ui::XUnit::Epoch);
  plot.setRun(longest, epochsPerStep);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (const QString& name : series) {
      plot.setPoints(std::to_string(i) + name.toStdString(),
                     scaledCurve(sources[i], name.toStdString(), epochsOfStep(sources[i].run) / epochsPerStep));
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
    std::fprintf(stderr, "usage: curves-picture OUT.png SERIES[,SERIES...] [LABEL=]RUN...\n");
    return 2;
  }
  try {
    return draw(arguments[1], arguments[2].split(','), arguments.mid(3)) ? 0 : 1;
  } catch (const Error& error) {
    std::fprintf(stderr, "curves-picture: %s\n", error.what());
    return 1;
  }
}
