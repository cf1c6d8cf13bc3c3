#include "panels/set_left_out_view.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "bridge/text.h"
#include "panels/set_export.h"
#include "panels/widgets.h"

namespace ganvas::ui {

SetLeftOutView::SetLeftOutView(SetExport& exports, QWidget* parent)
    : SetView(parent),
      export_(exports),
      text_(wrappingLabel(QStringLiteral("leftOutText"), this)),
      table_(new QTableView(this)),
      copy_(new QPushButton(tr("&Copy"), this)),
      save_(new QPushButton(tr("&Save as CSV…"), this)) {
  sorted_.setSourceModel(&model_);
  sorted_.setSortCaseSensitivity(Qt::CaseInsensitive);
  build();
}

void SetLeftOutView::build() {
  table_->setObjectName(QStringLiteral("leftOutTable"));
  table_->setAccessibleName(tr("Files that were left out"));
  table_->setModel(&sorted_);
  table_->setSortingEnabled(true);
  table_->sortByColumn(-1, Qt::AscendingOrder);  // as the set has them
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setTabKeyNavigation(false);
  table_->setWordWrap(false);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 8);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setStretchLastSection(true);
  table_->setColumnWidth(LeftOutModel::kFile, 460);
  copy_->setObjectName(QStringLiteral("copyLeftOut"));
  copy_->setToolTip(tr("Copy the selected rows; all, where none is selected"));
  save_->setObjectName(QStringLiteral("saveLeftOut"));
  auto* keys = new QAction(table_);
  keys->setShortcut(QKeySequence::Copy);
  keys->setShortcutContext(Qt::WidgetShortcut);
  table_->addAction(keys);
  connect(keys, &QAction::triggered, this, &SetLeftOutView::copy);
  connect(copy_, &QPushButton::clicked, this, &SetLeftOutView::copy);
  connect(save_, &QPushButton::clicked, this, [this] { export_.saveCsv(tableCsv(sorted_), tr("left out")); });
  auto* top = new QHBoxLayout;
  top->addWidget(text_, 1);
  top->addWidget(copy_);
  top->addWidget(save_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 6, 0, 0);
  layout->addLayout(top);
  layout->addWidget(table_, 1);
  layout->addStretch(0);
}

void SetLeftOutView::refresh(const session::Inspection& inspection) {
  model_.setFiles(inspection.leftOut);
  const int count = model_.rowCount();
  text_->setText(count == 0   ? tr("No file was left out.")
                 : count == 1 ? tr("1 file was left out.")
                              : tr("%1 files were left out.").arg(countText(count)));
  table_->setVisible(count > 0);
  copy_->setVisible(count > 0);
  save_->setVisible(count > 0);
}

void SetLeftOutView::copy() {
  std::vector<int> rows;
  const auto selected = table_->selectionModel()->selectedRows();
  for (const QModelIndex& index : selected) rows.push_back(index.row());
  std::sort(rows.begin(), rows.end());
  if (rows.empty()) {
    for (int row = 0; row < sorted_.rowCount(); ++row) rows.push_back(row);
  }
  QGuiApplication::clipboard()->setText(tableText(sorted_, rows));
}

}  // namespace ganvas::ui
