#include "models/layer_completions.h"

#include <algorithm>

namespace ganvas::ui {

namespace {

QString toText(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isBlank(QChar c) {
  return c == u' ' || c == u'\t';
}

/// Words of a line, none of them empty.
QStringList wordsOf(QString line) {
  return line.replace(u'\t', u' ').split(u' ', Qt::SkipEmptyParts);
}

/// The words of a form that stand for something to write, without the name and the words between them.
QStringList partsOf(const config::LayerForm& form) {
  QString usage = toText(form.usage);
  for (const QChar c : {u'[', u']', u','}) usage.replace(c, u' ');
  QStringList parts;
  for (const QString& word : wordsOf(usage)) {
    if (word == toText(form.name) || word == u"or" || word == u"then" || parts.contains(word)) continue;
    parts << word;
  }
  return parts;
}

bool isPlaceholder(const QString& part) {
  return std::none_of(part.begin(), part.end(), [](QChar c) { return c.isLower() && c != u'x'; });
}

// "kK" is written "k" and a number, "init=normal:STD" up to the number.
QString writtenPart(const QString& part) {
  qsizetype end = part.size();
  while (end > 0 && part[end - 1].isUpper()) --end;
  return part.left(end);
}

QStringList fillers(const QString& name, const QString& part, const CompletionScope& scope) {
  if (part == u"HxWxC" && !scope.picture.isEmpty()) return {scope.picture};
  if (part == u"NAME" && name != u"save") return scope.saved;
  return {};
}

/// Whether the line has that option already: the same word, or another value of "init=".
bool isGiven(const QString& written, const QStringList& given) {
  const qsizetype equals = written.indexOf(u'=');
  return std::any_of(given.begin(), given.end(), [&](const QString& word) {
    if (equals >= 0) return word.startsWith(QStringView(written).left(equals + 1));
    return word == written || (written.size() == 1 && word.size() > 1 && word[0] == written[0] && word[1].isDigit());
  });
}

std::vector<LayerCompletion> names(const QString& word) {
  std::vector<LayerCompletion> found;
  for (const config::LayerForm& form : config::layerForms()) {
    const QString name = toText(form.name);
    if (name.startsWith(word)) found.push_back({name, name, layerHelp(name)});
  }
  return found;
}

}  // namespace

QString wordAt(const QString& before) {
  qsizetype begin = before.size();
  while (begin > 0 && !isBlank(before[begin - 1]) && before[begin - 1] != u';') --begin;
  return before.mid(begin);
}

std::vector<LayerCompletion> layerCompletions(const QString& before, const CompletionScope& scope) {
  const QString line = before.mid(before.lastIndexOf(u';') + 1);
  const QString word = wordAt(line);
  const QStringList given = wordsOf(line.chopped(word.size()));
  if (given.isEmpty()) return names(word);
  const config::LayerForm* form = layerForm(given.first());
  if (!form) return {};
  const QString help = layerHelp(given.first());
  std::vector<LayerCompletion> found;
  for (const QString& part : partsOf(*form)) {
    if (isPlaceholder(part)) {
      for (const QString& filler : fillers(given.first(), part, scope)) {
        if (given.size() == 1 && filler.startsWith(word)) found.push_back({filler, filler, help});
      }
      continue;
    }
    const QString written = writtenPart(part);
    if (written.startsWith(word) && !isGiven(written, given)) found.push_back({written, part, help});
  }
  return found;
}

const config::LayerForm* layerForm(const QString& name) {
  const auto forms = config::layerForms();
  const auto found =
      std::find_if(forms.begin(), forms.end(), [&](const auto& form) { return toText(form.name) == name; });
  return found == forms.end() ? nullptr : &*found;
}

QString layerHelp(const QString& name) {
  const config::LayerForm* form = layerForm(name);
  return form ? toText(form->usage) + u'\n' + toText(form->help) : QString();
}

}  // namespace ganvas::ui
