// What is done to each batch while it trains.
#include "config/diffaugment.h"
#include "config/parameter_rows.h"

namespace ganvas::config {

namespace {

void addGeometry(Table& table) {
  table.push_back(onlyIf(
      bound(
          real({"augmentation.rotation", "Rotation", "Real pictures are turned by up to so many degrees either way."},
               {0, 180, "°"}),
          [](auto& e) -> auto& { return e.augmentation.rotation; }),
      isAdversarial));
  table.push_back(
      onlyIf(bound(
                 real({"augmentation.shift", "Shift", "Real pictures are moved by up to this share of their sides."},
                      {0, 0.5, ""}),
                 [](auto& e) -> auto& { return e.augmentation.shift; }),
             isAdversarial));
  table.push_back(
      onlyIf(bound(
                 real({"augmentation.flip", "Flip", "Probability that a real picture is mirrored."}, {0, 1, ""}),
                 [](auto& e) -> auto& { return e.augmentation.flip; }),
             isAdversarial));
  table.push_back(
      onlyIf(bound(
                 real({"augmentation.zoom", "Zoom", "Real pictures grow or shrink by up to this share."}, {0, 0.9, ""}),
                 [](auto& e) -> auto& { return e.augmentation.zoom; }),
             isAdversarial));
  table.push_back(onlyIf(bound(
                             real({"augmentation.brightness", "Brightness",
                                   "Up to this much is added to or taken from real pictures (−1 … 1)."},
                                  {0, 1, ""}),
                             [](auto& e) -> auto& { return e.augmentation.brightness; }),
                         isAdversarial));
}

}  // namespace

void addAugmentation(Table& table) {
  addGeometry(table);
  table.push_back(
      onlyIf(bound(
                 real({"augmentation.cutmix", "CutMix",
                       "Probability that a part of a real picture is replaced by another’s; labels are mixed "
                       "in proportion (Yun et al. 2019)."},
                      {0, 1, ""}),
                 [](auto& e) -> auto& { return e.augmentation.cutmix; }),
             isAdversarial));
  Parameter policy =
      text({"augmentation.diffaugment", "DiffAugment",
            "Changes of real and generated pictures alike that gradients pass through (Zhao et al. 2020): "
            "colour, translation, cutout, separated by commas. Empty: none."});
  policy.form = "of colour, translation, cutout, separated by commas";
  policy.fits = [](const Value& value) { return parseDiffAugment(std::get<std::string>(value)).has_value(); };
  table.push_back(onlyIf(bound(
                             policy, [](auto& e) -> auto& { return e.augmentation.diffaugment; }),
                         isAdversarial));
  table.push_back(
      onlyIf(bound(
                 real({"augmentation.ada_target", "ADA target",
                       "Adaptive augmentation (Karras et al. 2020): real and generated pictures are changed "
                       "with a probability that is steered until this share more of the real ones are judged "
                       "real than not. 0.6 is usual; 0: no ADA. Needs the loss minimax, non-saturating or hinge."},
                      {0, 1, ""}),
                 [](auto& e) -> auto& { return e.augmentation.adaTarget; }),
             isAdversarial));
  table.push_back(onlyIf(bound(
                             real({"augmentation.ada_length", "ADA length",
                                   "Pictures, in thousands, in which ADA’s probability can go from 0 to 1."},
                                  {0.001, 1e6, "thousand pictures"}),
                             [](auto& e) -> auto& { return e.augmentation.adaLength; }),
                         [](const Experiment& e) { return isAdversarial(e) && e.augmentation.adaTarget > 0; }));
}

}  // namespace ganvas::config
