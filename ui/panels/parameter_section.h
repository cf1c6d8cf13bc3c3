#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

#include "config/parameter.h"

class QAction;
class QPushButton;
class QToolButton;

namespace ganvas::ui {

class ExperimentDraft;
class ParameterRow;
class SectionHeader;

/// The parameters of one part of an experiment, under a heading that folds them away. The rows are made when they are
/// first looked at: a window with all of them would take too long to appear.
class ParameterSection : public QWidget {
  Q_OBJECT

 public:
  struct Plan {
    QString id, title;
    QString owner;  ///< the labels' first word, which the title says already: "Generator"
    std::vector<const config::Parameter*> parameters;
    bool optional = false;  ///< nothing happens while all is at its default: the heading says whether something does
  };

  ParameterSection(Plan plan, bool open, QWidget* parent);

  const QString& id() const { return plan_.id; }
  bool isOpen() const { return open_; }
  void setOpen(bool open);
  /// A command that is offered above the rows.
  void setAction(QAction* action);
  /// Shows the rows that matter to the draft's experiment and contain all words of the filter (none: no filter).
  void show(const ExperimentDraft& draft, const QString& origin, const QStringList& filter);
  /// How many rows the last show() found, those included that are kept behind the button.
  int found() const { return found_; }

  const std::vector<ParameterRow*>& rows() const { return rows_; }
  /// Shown below the rows, while they are not filtered. Call it once the rows are made.
  void setFooter(QWidget* footer);
  /// The row of a parameter, or nullptr while it is not made or elsewhere.
  ParameterRow* row(const config::Parameter& parameter) const;
  QWidget* header() const;
  /// The command's button, once the rows are made.
  QWidget* button() const;
  /// The button that shows rarely needed rows as well, once the rows are made.
  QWidget* moreButton() const;

 Q_SIGNALS:
  /// The user has opened or closed it.
  void toggled();
  /// The user wants to see more rows, or fewer.
  void moreWanted();
  /// The rows have been made: connect them.
  void rowsMade();

 private:
  bool matches(const config::Parameter& parameter, const QStringList& filter) const;
  void makeRows();
  void showHeader(const ExperimentDraft& draft, bool open);
  void showRows(const ExperimentDraft& draft, const QString& origin, const QStringList& filter);
  QString shortLabel(const config::Parameter& parameter) const;

  Plan plan_;
  bool open_;
  int found_ = 0;
  SectionHeader* header_;
  QAction* action_ = nullptr;
  QPushButton* button_ = nullptr;
  QWidget* body_ = nullptr;
  QToolButton* more_ = nullptr;
  QWidget* footer_ = nullptr;
  std::vector<ParameterRow*> rows_;
};

/// All parameters in the order in which one thinks of an experiment, not in the file's.
std::vector<ParameterSection::Plan> planSections();

/// Whether few experiments with this loss need the parameter: it is shown on demand, or where it is not at its default.
bool isRare(const config::Parameter& parameter, const config::Experiment& experiment);

}  // namespace ganvas::ui
