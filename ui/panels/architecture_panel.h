#pragma once

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QTabWidget;

namespace ganvas::ui {

struct ArchitectureVerdict;
class ErrorNote;
class ExperimentPanel;
class NetworkPage;

/// Both networks of the experiment to train next, in a window of their own: lines, drawing, shapes and counts; what is
/// different from the recipe; whether they fit each other and the data set. It shows and edits the experiment panel's
/// draft.
class ArchitecturePanel : public QWidget {
  Q_OBJECT

 public:
  ArchitecturePanel(ExperimentPanel& experiment, QAction* train, QWidget* parent = nullptr);
  ~ArchitecturePanel() override;

  NetworkPage& generator() const { return *generator_; }
  NetworkPage& discriminator() const { return *discriminator_; }

 protected:
  void showEvent(QShowEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void build(QAction* train);
  void follow();
  void refresh();
  void showPages();
  void showReady(const ArchitectureVerdict& verdict);

  ExperimentPanel& experiment_;
  QTimer refresh_;  ///< drawings follow in steps that one can see, not each letter
  QTabWidget* tabs_ = nullptr;
  NetworkPage *generator_ = nullptr, *discriminator_ = nullptr;
  QLabel* memory_ = nullptr;
  QLabel* good_ = nullptr;
  ErrorNote* problem_ = nullptr;
  QPushButton* save_ = nullptr;
};

}  // namespace ganvas::ui
