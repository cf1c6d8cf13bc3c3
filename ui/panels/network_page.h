#pragma once

#include <QWidget>

#include "config/parameter.h"
#include "models/network_table.h"
#include "panels/architecture_check.h"

class QLabel;
class QSplitter;
class QTableView;

namespace ganvas::ui {

class ChangesList;
class DrawingBar;
class ErrorNote;
class ExperimentDraft;
class LayerEditor;
class NetworkView;

/// One network: its lines in an editor, and beside them the drawing and a table with shapes and counts. Cursor, drawing
/// and table always point out the same layer.
class NetworkPage : public QWidget {
  Q_OBJECT

 public:
  /// `layers`: the parameter that holds the lines.
  NetworkPage(const config::Parameter& layers, const QString& name, QWidget* parent);

  /// The draft's lines become the text at once, unless the text means them already. `origin`: what the draft began
  /// with, in a word.
  void showText(const ExperimentDraft& draft, const QString& origin);
  void showVerdict(const NetworkVerdict& verdict, const std::optional<config::Shape>& picture);
  /// What a file of the drawing is called.
  void setTitle(const QString& title);

  LayerEditor& editor() const { return *editor_; }
  NetworkView& view() const { return *view_; }
  QSplitter& splitter() const { return *splitter_; }

 Q_SIGNALS:
  void edited(const ganvas::config::Parameter& parameter, const QString& text);

 private:
  QWidget* buildLeft();
  QWidget* buildRight();
  void connectParts();
  void chooseLine(int line);
  void showForm(int line);
  void showChanges();

  const config::Parameter& parameter_;
  QStringList base_;  ///< the lines that the draft began with
  QString origin_;
  LayerEditor* editor_ = nullptr;
  ErrorNote* error_ = nullptr;
  QLabel* form_ = nullptr;
  ChangesList* changes_ = nullptr;
  NetworkView* view_ = nullptr;
  DrawingBar* bar_ = nullptr;
  NetworkTable table_;
  QTableView* rows_ = nullptr;
  QSplitter* splitter_ = nullptr;
};

}  // namespace ganvas::ui
