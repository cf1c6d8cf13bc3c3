#pragma once

#include <QDialog>
#include <vector>

#include "panels/settings.h"

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QSpinBox;
class QVBoxLayout;

namespace ganvas::ui {

class ErrorNote;
class ParameterEditor;

/// What the user chooses once for all runs. OK and Apply save; what is wrong is said in place and keeps both off.
class SettingsDialog : public QDialog {
  Q_OBJECT

 public:
  explicit SettingsDialog(const Settings& settings, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// The user has accepted other settings; they are saved.
  void changed(const ganvas::ui::Settings& settings);

 private:
  /// A line with its error below: a folder, or a number with a parameter's bounds.
  struct Field {
    ParameterEditor* editor;
    ErrorNote* error;
    QString file = {};  ///< a path that was found to be no folder when its editing ended
  };

  void addHeading(QFormLayout& form, const QString& text);
  void addFolders(QFormLayout& form);
  void addLooks(QFormLayout& form);
  void addComputing(QFormLayout& form);
  void addCheckpoints(QFormLayout& form);
  Field addFolder(QFormLayout& form, const QString& label, const char* name, const QString& placeholder,
                  const QString& tip);
  Field addNumber(QFormLayout& form, const char* key);
  Field place(QFormLayout& form, const QString& label, ParameterEditor* editor);

  void fill(const Settings& settings);
  Settings entered() const;
  void check();
  void lookAt(Field& folder);
  bool checkFolder(const Field& field) const;
  bool checkNumber(const Field& field, const char* key) const;
  void apply();

  Settings settings_;  ///< as saved
  Field runs_{}, data_{}, threads_{}, every_{}, keepLast_{}, keepEvery_{};
  QComboBox* appearance_ = nullptr;
  QSpinBox* fontSize_ = nullptr;
  QCheckBox* own_ = nullptr;
  QDialogButtonBox* buttons_ = nullptr;
};

}  // namespace ganvas::ui
