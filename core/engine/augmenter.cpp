#include "engine/augmenter.h"

#include <c10/core/GradMode.h>

#include "config/augmentation_check.h"
#include "engine/colour.h"
#include "engine/cutmix.h"
#include "engine/diffaugment.h"
#include "engine/geometry.h"

namespace ganvas::engine {

namespace {

at::Tensor inRange(const at::Tensor& pictures) {
  return pictures.clamp(-1, 1).contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace

Augmenter::Augmenter(const config::Augmentation& settings, std::int64_t classes, c10::Device device)
    : settings_(settings),
      kinds_(config::parseDiffAugment(settings.diffaugment).value_or(config::DiffAugment{})),
      classes_(classes),
      device_(device) {
  if (settings.adaTarget > 0) ada_.emplace(settings, device);
}

Chance Augmenter::chanceFor(const at::Tensor& pictures, const at::Generator& random) const {
  return {pictures.size(0), random, device_, ada_ ? ada_->probability() : at::Tensor()};
}

at::Tensor Augmenter::moved(const at::Tensor& pictures, const Chance& chance) const {
  const at::Tensor placed = movePictures(pictures, settings_, chance);
  if (settings_.brightness == 0) return placed;
  const at::Tensor applied = chance.applied();
  return addBrightness(placed, valueWhere(applied, chance.uniform(-settings_.brightness, settings_.brightness), 0));
}

RealBatch Augmenter::real(const RealBatch& batch, const at::Generator& random) const {
  const c10::NoGradGuard noGrad;
  const Chance chance = chanceFor(batch.pictures, random);
  RealBatch changed{moved(batch.pictures, chance), batch.labels};
  if (settings_.cutmix > 0) {
    const CutMix cut = drawCutMix(settings_.cutmix, changed.pictures.size(2), changed.pictures.size(3), chance);
    const MixedPictures mixed = mixPictures(changed.pictures, cut);
    changed.pictures = mixed.pictures;
    if (classes_ > 0) changed.labels = mixLabels(softLabels(batch.labels, classes_), cut.partner, mixed.share);
  }
  changed.pictures = inRange(diffAugment(changed.pictures, kinds_, chance));
  return changed;
}

RealBatch Augmenter::generated(const RealBatch& batch, const at::Generator& random) const {
  RealBatch changed = batch;
  if (settings_.cutmix > 0 && classes_ > 0) changed.labels = softLabels(batch.labels, classes_);
  if (!ada_ && !kinds_.any()) return changed;
  const Chance chance = chanceFor(batch.pictures, random);
  at::Tensor pictures = batch.pictures.to(at::kFloat);
  if (ada_) pictures = moved(pictures, chance);
  changed.pictures = inRange(diffAugment(pictures, kinds_, chance));
  return changed;
}

std::shared_ptr<Augmenter> makeAugmenter(const config::Augmentation& settings, std::int64_t classes,
                                         c10::Device device) {
  if (!config::augments(settings)) return nullptr;
  return std::make_shared<Augmenter>(settings, classes, device);
}

}  // namespace ganvas::engine
