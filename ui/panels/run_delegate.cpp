#include "panels/run_delegate.h"

#include <QApplication>
#include <QLineEdit>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "models/runs_model.h"
#include "panels/run_line.h"

namespace ganvas::ui {

namespace {
constexpr int kMostTyped = 300;  // UTF-16 units, which are never fewer than the code points that notes keep of a name
}

RunDelegate::RunDelegate(ThumbnailFeed& thumbnails, QObject* parent)
    : QStyledItemDelegate(parent), thumbnails_(thumbnails) {}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return {240, RunLineLayout::height(option.font)};
}

void RunDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const {
  QStyleOptionViewItem option = given;
  option.backgroundBrush = index.data(Qt::BackgroundRole).value<QBrush>();
  const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
  style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);

  const double ratio = painter->device()->devicePixelRatioF();
  ThumbnailRequest request{index.data(RunsModel::PathRole).toString(), index.data(RunsModel::SampleRole).toString(),
                           index.data(RunsModel::SampleRowsRole).toInt(),
                           index.data(RunsModel::SampleColumnsRole).toInt(),
                           static_cast<int>(std::lround(kThumbnail * ratio))};
  QPixmap thumbnail;
  if (!request.file.isEmpty()) thumbnail = thumbnails_.thumbnail(request);
  thumbnail.setDevicePixelRatio(ratio);

  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  RunLinePainter(*painter, option, index).paint(thumbnail);
  painter->restore();
  if (option.state & QStyle::State_HasFocus) {
    QStyleOptionFocusRect focus;
    focus.QStyleOption::operator=(option);
    focus.backgroundColor =
        option.palette.color(option.state & QStyle::State_Selected ? QPalette::Highlight : QPalette::Base);
    style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
  }
}

QWidget* RunDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const {
  auto* editor = new QLineEdit(parent);
  editor->setObjectName(QStringLiteral("runNameEditor"));
  editor->setAccessibleName(tr("Name of the run"));
  editor->setMaxLength(std::max(kMostTyped, static_cast<int>(index.data(Qt::EditRole).toString().size())));
  return editor;
}

// Called whenever the run's line changes, up to twenty times a second while it trains.
void RunDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
  auto* line = static_cast<QLineEdit*>(editor);
  const QString name = index.data(Qt::EditRole).toString();
  if (!line->isModified() && line->text() != name) line->setText(name);
}

void RunDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const {
  QRect box = RunLineLayout(option).name;
  const int height = editor->sizeHint().height();
  box.moveTop(box.center().y() - height / 2);
  box.setHeight(height);
  editor->setGeometry(box.adjusted(-4, 0, 0, 0));
}

}  // namespace ganvas::ui
