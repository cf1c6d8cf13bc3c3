#pragma once

#include <QScrollArea>
#include <map>

#include "runs/recipe_facts.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace ganvas::ui {

/// All that is known of one recipe, with a button that measures how long it takes here.
class RecipeDetails : public QScrollArea {
  Q_OBJECT

 public:
  enum class Measuring { Possible, UnderWay, Loading, RunTrains };

  explicit RecipeDetails(QWidget* parent = nullptr);

  void show(const runs::RecipeFacts& facts, const QString& thumbnail);
  using QWidget::show;
  /// Nothing is chosen.
  void clear();
  void setMeasuring(Measuring state);
  /// What came of the last measurement, where it did not go well.
  void setProblem(const QString& problem);
  QPushButton* measureButton() const { return measure_; }

 Q_SIGNALS:
  void measureWanted();
  void cancelWanted();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void addRow(const QString& title, QWidget* value);
  QLabel* addText(const QString& title, const char* name);
  QWidget* buildTime();
  void setRowVisible(QWidget* value, bool visible);
  void setRow(QLabel* label, const QString& text);
  void showPicture();
  void showTime(const runs::RecipeFacts& facts);

  QWidget* content_ = nullptr;
  QGridLayout* rows_ = nullptr;
  std::map<QWidget*, QLabel*> titles_;  ///< of the rows, by their values
  QLabel *picture_ = nullptr, *name_ = nullptr, *description_ = nullptr;
  QLabel *reason_ = nullptr, *file_ = nullptr, *source_ = nullptr, *data_ = nullptr, *size_ = nullptr,
         *assumed_ = nullptr;
  QLabel *reported_ = nullptr, *time_ = nullptr, *problem_ = nullptr;
  QWidget* timeRow_ = nullptr;
  QPushButton* measure_ = nullptr;
  Measuring state_ = Measuring::Possible;
  bool again_ = false;  ///< it was measured before
  QString thumbnail_;
};

/// "Discriminator loss 0.11" and "FID 36.45 at epoch 200", a line each, then the recipe's note.
QString reportedText(const config::About& about);

}  // namespace ganvas::ui
