#pragma once

#include "models/duplicates_model.h"
#include "models/set_text.h"
#include "panels/set_view.h"

class QLabel;
class QListView;
class QPushButton;

namespace ganvas::ui {

class DuplicatesDelegate;
class SetExport;
class SetPictures;

/// Pictures that repeat each other, and what becomes of them.
class SetDuplicatesView : public SetView {
  Q_OBJECT

 public:
  SetDuplicatesView(SetPictures& pictures, SetExport& exports, QWidget* parent);

  void refresh(const session::Inspection& inspection) override;
  /// Whether what is shown is the experiment's set: only then its preparation can be changed here.
  void setOwn(bool own);

 Q_SIGNALS:
  /// preparation.duplicates of the experiment: keep, exact or near.
  void wanted(const QString& duplicates);

 private:
  void build();
  void showState();
  void want();
  QString stateText() const;
  QString csv() const;

  SetPictures& pictures_;
  SetExport& export_;
  DuplicatesModel model_;
  session::Inspection inspection_;
  DuplicateCount count_;
  bool own_ = false;
  DuplicatesDelegate* delegate_;
  QLabel* text_;
  QListView* list_;
  QPushButton *dropExact_, *dropNear_, *keep_, *save_;
};

}  // namespace ganvas::ui
