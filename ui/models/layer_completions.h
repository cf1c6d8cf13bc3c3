#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "config/network_plan.h"

namespace ganvas::ui {

/// Something that can be written at the cursor.
struct LayerCompletion {
  QString insert;  ///< the text
  QString shown;   ///< as it is listed: "kK" for an inserted "k"
  QString help;    ///< the form and what it does
  bool operator==(const LayerCompletion&) const = default;
};

/// What completion knows of the network around the line.
struct CompletionScope {
  QStringList saved;  ///< names of the values saved above
  QString picture;    ///< the data set's, as "32x32x3"; empty where unknown
};

/// The word that ends at the cursor, when `before` is what its line has up to there.
QString wordAt(const QString& before);

/// What may stand in place of that word: names of layers, or what the layer's form still allows; in the order of the
/// grammar, all of them beginning with the word.
std::vector<LayerCompletion> layerCompletions(const QString& before, const CompletionScope& scope);

/// The form of that name, or nullptr.
const config::LayerForm* layerForm(const QString& name);

/// "conv C kK …\nConvolution to …": form and help; empty for an unknown name.
QString layerHelp(const QString& name);

}  // namespace ganvas::ui
