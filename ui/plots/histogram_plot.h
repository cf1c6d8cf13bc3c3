#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "plots/data_plot.h"

class QCPGraph;
class QCPItemText;

namespace ganvas::ui {

/// How often each of the 256 values occurs, a line per channel, in per cent of the pixels: so that one picture can be
/// compared with the set that stands behind it.
class HistogramPlot : public DataPlot {
  Q_OBJECT

 public:
  using Channels = std::vector<std::array<std::int64_t, 256>>;  ///< one: grey; three: red, green, blue

  explicit HistogramPlot(QWidget* parent = nullptr);

  /// `behind` is drawn paler, where it has as many channels; the names stand in the legend where there are two.
  void setHistograms(const Channels& front, const QString& name, const Channels& behind = {},
                     const QString& behindName = {});
  void setLogarithmic(bool logarithmic);
  bool logarithmic() const { return logarithmic_; }

  QString csv() const override;
  bool isEmpty() const override { return front_.empty(); }

 protected:
  void colour(const QPalette& palette) override;
  QString textAt(const QPointF& position) const override;

 private:
  struct Line {
    QCPGraph* graph;
    int channel;
    bool behind;
  };
  void draw();
  void fitHeight();
  void addLines(const Channels& channels, const QString& name, bool behind);
  QString channelName(std::size_t channel) const;

  Channels front_, behind_;
  QString name_, behindName_;
  std::vector<Line> lines_;
  QCPItemText* beyond_;  ///< what is higher than the plot
  bool logarithmic_ = false;
};

}  // namespace ganvas::ui
