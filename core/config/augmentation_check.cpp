#include "config/augmentation_check.h"

#include "base/error.h"
#include "config/diffaugment.h"

namespace ganvas::config {

namespace {

// With these D(x) is a logit, or a margin about 0: positive says "real".
bool signMeansReal(const std::string& loss) {
  return loss == "minimax" || loss == "non-saturating" || loss == "hinge";
}

bool isSteered(const Augmentation& a) {
  return a.rotation > 0 || a.shift > 0 || a.flip > 0 || a.zoom > 0 || a.brightness > 0 ||
         parseDiffAugment(a.diffaugment).value_or(DiffAugment{}).any();
}

}  // namespace

bool augments(const Augmentation& augmentation) {
  return isSteered(augmentation) || augmentation.cutmix > 0;
}

void checkAugmentation(const Experiment& experiment) {
  if (experiment.augmentation.adaTarget == 0) return;
  const std::string& loss = experiment.objective.loss;
  if (!signMeansReal(loss)) {
    throw Error("ADA needs a discriminator whose output is above 0 for real pictures; with the loss " + loss +
                    " the sign says nothing",
                "augmentation.ada_target",
                "Set it to 0 (the changes are then always made), or train with non-saturating, minimax or hinge");
  }
  if (isSteered(experiment.augmentation)) return;
  throw Error("ADA has no change whose probability it could steer", "augmentation.ada_target",
              "Set augmentation.diffaugment, rotation, shift, flip, zoom or brightness, or set it to 0");
}

}  // namespace ganvas::config
