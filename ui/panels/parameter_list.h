#pragma once

#include <QWidget>
#include <vector>

#include "panels/network_check.h"
#include "panels/parameter_section.h"

class QAction;
class QLabel;
class QLineEdit;
class QScrollArea;

namespace ganvas::ui {

class RatePreview;

/// All parameters in sections that fold, with a line that finds some of them.
class ParameterList : public QWidget {
  Q_OBJECT

 public:
  explicit ParameterList(QWidget* parent);

  /// `origin`: what the draft began with, in a word: "Recipe".
  void show(const ExperimentDraft& draft, const QString& origin, const NetworkCheck& networks);
  /// Where choosing folders begins.
  void setStartFolders(const QString& data, const QString& runs);
  /// A command that is offered in a section: "networks", "data".
  void setSectionAction(const QString& id, QAction* action);
  QList<QWidget*> tabStops() const;

 Q_SIGNALS:
  void edited(const ganvas::config::Parameter& parameter, const QString& text);
  void finished(const ganvas::config::Parameter& parameter);
  void revertWanted(const ganvas::config::Parameter& parameter);
  /// Filter or folding: show() again.
  void showWanted();
  /// There are rows that were not there before.
  void rowsMade();

 private:
  void addSections(QWidget* content);
  void connectRows(const ParameterSection& section);
  void setFolder(const ParameterSection& section) const;
  void remember() const;
  void setNotes(const NetworkCheck& networks) const;
  void setFolderHint(const config::Data& data) const;

  QLineEdit* filter_;
  QLabel* nothing_;
  QScrollArea* scroll_;
  std::vector<ParameterSection*> sections_;
  RatePreview* rates_ = nullptr;  ///< below the schedule, once that is open
  QString dataFolder_, runsFolder_;
};

}  // namespace ganvas::ui
