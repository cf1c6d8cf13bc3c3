#include "panels/recipe_browser.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>
#include <utility>

#include "panels/recipe_delegate.h"
#include "panels/recipe_details.h"

namespace ganvas::ui {

namespace {
constexpr auto kOrderKey = "recipes/order";
}

RecipeBrowser::RecipeBrowser(RecipeFactsFeed& feed, SessionBridge& bridge, Ask ask, QWidget* parent)
    : QDialog(parent), feed_(feed), bridge_(bridge), ask_(std::move(ask)), kept_(bridge.status().measurement) {
  setObjectName(QStringLiteral("recipeBrowser"));
  setWindowTitle(tr("Recipes"));
  build();
  connectParts();
  showMeasuring();
  showSelected();
  feed_.ask(ask_());
}

void RecipeBrowser::done(int result) {
  bridge_.cancelMeasurement();
  QDialog::done(result);
}

void RecipeBrowser::build() {
  list_ = new QListView(this);
  list_->setObjectName(QStringLiteral("recipeList"));
  list_->setAccessibleName(tr("Recipes"));
  list_->setModel(&filter_);
  list_->setItemDelegate(new RecipeDelegate(filter_, list_));
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setResizeMode(QListView::Adjust);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setMinimumWidth(300);
  nothing_ = new QLabel(list_->viewport());
  nothing_->setObjectName(QStringLiteral("noRecipeFound"));
  nothing_->setAlignment(Qt::AlignCenter);
  nothing_->setForegroundRole(QPalette::PlaceholderText);
  auto* inside = new QVBoxLayout(list_->viewport());
  inside->addWidget(nothing_);
  details_ = new RecipeDetails(this);
  details_->setMinimumWidth(280);
  auto* halves = new QSplitter(this);
  halves->setChildrenCollapsible(false);
  halves->addWidget(list_);
  halves->addWidget(details_);
  halves->setStretchFactor(0, 5);
  halves->setStretchFactor(1, 6);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  use_ = buttons->addButton(tr("&Use this recipe"), QDialogButtonBox::AcceptRole);
  use_->setObjectName(QStringLiteral("useRecipe"));
  use_->setDefault(true);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(use_, &QPushButton::clicked, this, &RecipeBrowser::choose);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(10);
  layout->addWidget(buildSearch());
  layout->addWidget(halves, 1);
  layout->addWidget(buttons);
  const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1280, 800);
  resize(QSize(1060, 700).boundedTo(room - QSize(40, 60)).expandedTo({640, 420}));
}

QWidget* RecipeBrowser::buildSearch() {
  auto* box = new QWidget(this);
  search_ = new QLineEdit(box);
  search_->setObjectName(QStringLiteral("recipeSearch"));
  search_->setPlaceholderText(tr("Search: a name, a word, a loss, a layer"));
  search_->setAccessibleName(tr("Search recipes"));
  search_->setClearButtonEnabled(true);
  search_->setMaxLength(100);
  document_ = new QComboBox(box);
  document_->setObjectName(QStringLiteral("recipeDocument"));
  document_->setAccessibleName(tr("Source of the recipes"));
  document_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  document_->setMinimumContentsLength(16);
  document_->addItem(tr("All sources"));
  order_ = new QComboBox(box);
  order_->setObjectName(QStringLiteral("recipeOrder"));
  order_->setAccessibleName(tr("Order of the recipes"));
  order_->addItem(tr("By source"), static_cast<int>(RecipesFilter::Order::Document));
  order_->addItem(tr("By name"), static_cast<int>(RecipesFilter::Order::Name));
  order_->addItem(tr("By time, shortest first"), static_cast<int>(RecipesFilter::Order::Time));
  auto* layout = new QHBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(search_, 1);
  layout->addWidget(document_);
  layout->addWidget(order_);
  return box;
}

void RecipeBrowser::connectParts() {
  search_->installEventFilter(this);
  list_->installEventFilter(this);
  connect(search_, &QLineEdit::textChanged, this, [this](const QString& text) {
    filter_.setSearch(text);
    ensureSelected();
  });
  connect(document_, &QComboBox::currentIndexChanged, this, [this](int index) {
    filter_.setDocument(index > 0 ? document_->currentText() : QString());
    ensureSelected();
  });
  connect(order_, &QComboBox::currentIndexChanged, this, [this] {
    filter_.setOrder(static_cast<RecipesFilter::Order>(order_->currentData().toInt()));
    QSettings().setValue(QLatin1String(kOrderKey), order_->currentIndex());
    list_->scrollTo(list_->currentIndex());
  });
  order_->setCurrentIndex(qBound(0, QSettings().value(QLatin1String(kOrderKey), 0).toInt(), order_->count() - 1));
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &RecipeBrowser::showSelected);
  connect(list_, &QListView::doubleClicked, this, &RecipeBrowser::choose);
  connect(details_, &RecipeDetails::measureWanted, this, [this] {
    details_->setProblem({});
    if (const auto* facts = current()) bridge_.measureStep(facts->offered);
  });
  connect(details_, &RecipeDetails::cancelWanted, &bridge_, &SessionBridge::cancelMeasurement);
  connect(&bridge_, &SessionBridge::statusChanged, this, &RecipeBrowser::showMeasuring);
  connect(&feed_, &RecipeFactsFeed::answered, this, &RecipeBrowser::setFacts);
}

void RecipeBrowser::setFacts(const std::vector<runs::RecipeFacts>& facts) {
  const QString before = selected();
  if (wanted_.isEmpty()) wanted_ = before;
  model_.setFacts(facts);
  showDocuments();
  ensureSelected();
  showSelected();
}

void RecipeBrowser::showDocuments() {
  const QSignalBlocker quiet(document_);
  const QString before = document_->currentIndex() > 0 ? document_->currentText() : QString();
  while (document_->count() > 1) document_->removeItem(1);
  document_->addItems(model_.documents());
  document_->setCurrentIndex(qMax(0, before.isEmpty() ? 0 : document_->findText(before)));
}

void RecipeBrowser::select(const QString& name) {
  wanted_ = name;
  ensureSelected();
}

QString RecipeBrowser::selected() const {
  return list_->currentIndex().data().toString();
}

/// What was wanted or selected, else the first: Enter always has something to choose.
void RecipeBrowser::ensureSelected() {
  const int row = wanted_.isEmpty() ? -1 : model_.rowOf(wanted_);
  QModelIndex index = row < 0 ? list_->currentIndex() : filter_.mapFromSource(model_.index(row));
  if (row >= 0 && index.isValid()) wanted_.clear();
  if (!index.isValid()) index = filter_.index(0, 0);
  list_->setCurrentIndex(index);
  list_->scrollTo(index);
  nothing_->setText(model_.rowCount() == 0 ? tr("Reading the recipes…") : tr("No recipe has all these words."));
  nothing_->setVisible(filter_.rowCount() == 0);
}

const runs::RecipeFacts* RecipeBrowser::current() const {
  const QModelIndex index = list_->currentIndex();
  return index.isValid() ? &model_.facts(filter_.mapToSource(index).row()) : nullptr;
}

void RecipeBrowser::showSelected() {
  const runs::RecipeFacts* facts = current();
  use_->setEnabled(facts && !facts->isBroken());
  if (!facts) return details_->clear();
  details_->show(*facts, list_->currentIndex().data(RecipesModel::ThumbnailRole).toString());
  details_->setProblem({});
}

void RecipeBrowser::showMeasuring() {
  using Measuring = RecipeDetails::Measuring;
  const session::Status& status = bridge_.status();
  details_->setMeasuring(!bridge_.loaded()  ? Measuring::Loading
                         : status.measuring ? Measuring::UnderWay
                         : bridge_.isBusy() ? Measuring::RunTrains
                                            : Measuring::Possible);
  if (!status.measurement || status.measurement == kept_) return;
  kept_ = status.measurement;
  keepMeasurement(*kept_);
}

void RecipeBrowser::keepMeasurement(const session::StepMeasurement& measurement) {
  if (measurement.failure) details_->setProblem(QString::fromStdString(measurement.failure->text()));
  if (measurement.failure || measurement.cancelled) return;
  feed_.remember(measurement.experiment,
                 {measurement.seconds, measurement.device, measurement.torch, measurement.pictures});
  feed_.ask(ask_());
}

void RecipeBrowser::choose() {
  if (!use_->isEnabled()) return;
  Q_EMIT chosen(selected());
  accept();
}

/// Arrows walk through the list while one types, and letters typed in the list go to the search.
bool RecipeBrowser::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QDialog::eventFilter(watched, event);
  auto* key = static_cast<QKeyEvent*>(event);
  const bool walks = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down || key->key() == Qt::Key_PageUp ||
                     key->key() == Qt::Key_PageDown;
  if (watched == search_ && walks) {
    QCoreApplication::sendEvent(list_, event);
    return true;
  }
  const bool types = !key->text().isEmpty() && key->text().at(0).isPrint() &&
                     !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
  if (watched == list_ && types) {
    search_->setFocus();
    QCoreApplication::sendEvent(search_, event);
    return true;
  }
  return QDialog::eventFilter(watched, event);
}

}  // namespace ganvas::ui
