#include "panels/network_page.h"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include "bridge/text.h"
#include "models/experiment_draft.h"
#include "panels/changes_list.h"
#include "panels/drawing_bar.h"
#include "panels/error_note.h"
#include "panels/layer_editor.h"
#include "panels/widgets.h"
#include "plots/network_view.h"

namespace ganvas::ui {

namespace {

QStringList linesOf(const QString& text) {
  QStringList lines;
  for (const LayerTextLine& line : layerTextLines(text)) lines << line.text;
  return lines;
}

std::optional<EditorFault> faultOf(const NetworkVerdict& verdict) {
  if (!verdict.fault) return {};
  const config::LayerError& fault = *verdict.fault;
  const std::size_t index = fault.line() - 1;
  EditorFault shown{static_cast<int>(index), 0, 0, verdict.problem};
  if (fault.length() == 0) return shown;
  shown.column = static_cast<int>(fault.column()) - 1;
  shown.length = static_cast<int>(fault.length());
  return shown;
}

}  // namespace

NetworkPage::NetworkPage(const config::Parameter& layers, const QString& name, QWidget* parent)
    : QWidget(parent), parameter_(layers) {
  splitter_ = new QSplitter(Qt::Horizontal, this);
  splitter_->setChildrenCollapsible(false);
  splitter_->addWidget(buildLeft());
  splitter_->addWidget(buildRight());
  splitter_->setStretchFactor(0, 2);
  splitter_->setStretchFactor(1, 3);
  splitter_->setSizes({420, 820});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->addWidget(splitter_);
  editor_->setAccessibleName(tr("Layers of the %1").arg(name.toLower()));
  view_->setAccessibleName(tr("Drawing of the %1").arg(name.toLower()));
  rows_->setAccessibleName(tr("Shapes and counts of the %1").arg(name.toLower()));
  connectParts();
  showForm(-1);
}

QWidget* NetworkPage::buildLeft() {
  auto* left = new QWidget(this);
  editor_ = new LayerEditor(left);
  editor_->setObjectName(QStringLiteral("layerEditor"));
  error_ = new ErrorNote(QStringLiteral("layerError"), left);
  form_ = wrappingLabel(QStringLiteral("layerForm"), left);
  form_->setMinimumHeight(3 * form_->fontMetrics().lineSpacing());
  form_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  changes_ = new ChangesList(left);
  auto* layout = new QVBoxLayout(left);
  layout->setContentsMargins(0, 0, 4, 0);
  layout->addWidget(editor_, 1);
  layout->addWidget(error_);
  layout->addWidget(form_);
  layout->addWidget(changes_);
  return left;
}

QWidget* NetworkPage::buildRight() {
  auto* right = new QSplitter(Qt::Vertical, this);
  right->setChildrenCollapsible(false);
  auto* top = new QWidget(right);
  view_ = new NetworkView(top);
  view_->setObjectName(QStringLiteral("networkView"));
  bar_ = new DrawingBar(*view_, top);
  auto* layout = new QVBoxLayout(top);
  layout->setContentsMargins(4, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(bar_);
  layout->addWidget(view_, 1);
  rows_ = new QTableView(right);
  rows_->setObjectName(QStringLiteral("networkTable"));
  rows_->setModel(&table_);
  rows_->setSelectionBehavior(QAbstractItemView::SelectRows);
  rows_->setSelectionMode(QAbstractItemView::SingleSelection);
  rows_->setTabKeyNavigation(false);
  rows_->setShowGrid(false);
  rows_->setAlternatingRowColors(true);
  rows_->verticalHeader()->hide();
  rows_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  rows_->verticalHeader()->setDefaultSectionSize(rows_->fontMetrics().lineSpacing() + 6);
  rows_->horizontalHeader()->setHighlightSections(false);
  rows_->horizontalHeader()->setSectionResizeMode(NetworkTable::Layer, QHeaderView::Stretch);
  const std::pair<int, QString> widest[] = {{NetworkTable::Line, QStringLiteral("00000")},
                                            {NetworkTable::Output, QStringLiteral("1024×1024×1024")},
                                            {NetworkTable::Parameters, QStringLiteral("000,000,000")},
                                            {NetworkTable::MultiplyAdds, QStringLiteral("0,000,000,000")}};
  for (const auto& [column, sample] : widest) {
    rows_->setColumnWidth(column, rows_->fontMetrics().horizontalAdvance(sample) + 20);
  }
  right->addWidget(top);
  right->addWidget(rows_);
  right->setSizes({380, 300});
  return right;
}

void NetworkPage::connectParts() {
  connect(editor_, &LayerEditor::edited, this, [this](const QString& text) {
    showChanges();
    Q_EMIT edited(parameter_, text);
  });
  connect(editor_, &LayerEditor::refused, error_, &ErrorNote::say);
  connect(editor_, &LayerEditor::currentLineChanged, this, &NetworkPage::chooseLine);
  connect(view_, &NetworkView::lineChosen, editor_, &LayerEditor::goTo);
  connect(view_, &NetworkView::editWanted, editor_, qOverload<>(&QWidget::setFocus));
  connect(rows_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& row) { editor_->goTo(row.row()); });
  connect(changes_, &ChangesList::chosen, this, [this](const LineChange& change) { editor_->goTo(change.is); });
  connect(changes_, &ChangesList::revertWanted, editor_, &LayerEditor::revert);
  connect(changes_, &ChangesList::revertAllWanted, this, [this] {
    editor_->setLayers(base_, true);
    showChanges();
    Q_EMIT edited(parameter_, editor_->toPlainText());
  });
}

// The cursor has come to a line.
void NetworkPage::chooseLine(int line) {
  view_->setCurrentLine(line);
  const QSignalBlocker quiet(rows_->selectionModel());
  const QModelIndex row = table_.index(line, 0);
  rows_->selectionModel()->setCurrentIndex(row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
  if (row.isValid()) rows_->scrollTo(row);
  rows_->viewport()->update();
  showForm(line);
}

void NetworkPage::showForm(int line) {
  const QStringList layers = editor_->layers();
  const QString name = line >= 0 && line < layers.size() ? layers[line].section(u' ', 0, 0) : QString();
  const QString help = layerHelp(name);
  form_->setText(help.isEmpty() ? tr("One layer a line. Ctrl+Space lists what can be written here.") : help);
}

void NetworkPage::showText(const ExperimentDraft& draft, const QString& origin) {
  const QStringList base = linesOf(valueText(parameter_, draft.base()));
  const QStringList lines = linesOf(draft.text(parameter_));
  const bool another = base != base_ || origin != origin_;
  base_ = base;
  origin_ = origin;
  if (lines != editor_->layers()) editor_->setLayers(lines, !another);
  showChanges();
}

void NetworkPage::showChanges() {
  const std::vector<LineChange> changes = lineChanges(base_, editor_->layers());
  editor_->setChanges(changes);
  changes_->show(changes, origin_);
}

void NetworkPage::showVerdict(const NetworkVerdict& verdict, const std::optional<config::Shape>& picture) {
  std::optional<int> unplanned;
  if (verdict.fault) unplanned = static_cast<int>(verdict.fault->line()) - 1;
  editor_->setFault(faultOf(verdict));
  editor_->setPicture(picture ? QString::fromStdString(picture->text()).replace(u'×', u'x') : QString());
  error_->say(verdict.problem);
  table_.setPlan(verdict.plan);
  view_->setPlan(verdict.plan, unplanned);
  bar_->setSummary(verdict.plan);
  chooseLine(editor_->currentLine());
}

void NetworkPage::setTitle(const QString& title) {
  bar_->setTitle(title);
}

}  // namespace ganvas::ui
