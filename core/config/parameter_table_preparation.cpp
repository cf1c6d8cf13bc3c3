// What is done to the set once, before training.
#include "config/parameter_rows.h"

namespace ganvas::config {

namespace {

bool dropsNear(const Experiment& experiment) {
  return experiment.preparation.duplicates == "near";
}

bool filtersOutliers(const Experiment& experiment) {
  return experiment.preparation.outliers > 0 || experiment.preparation.outlierThreshold > 0;
}

bool sharpens(const Experiment& experiment) {
  return experiment.preparation.sharpen != "none";
}

void addSelection(Table& table) {
  table.push_back(bound(
      text({"preparation.classes", "Only the classes", "Names or numbers, separated by commas. Empty: all."}),
      [](auto& e) -> auto& { return e.preparation.classes; }));
  table.push_back(bound(
      integer({"preparation.subset", "Random subset", "So many pictures, drawn at random from the seed. 0 takes all."},
              {0, kLargestCount, "pictures"}),
      [](auto& e) -> auto& { return e.preparation.subset; }));
  table.push_back(bound(
      choice(
          {"preparation.duplicates", "Duplicates",
           "exact: of pictures that are the same byte for byte only the first stays. near: also of those that look the "
           "same, by a perceptual hash."},
          {"keep", "exact", "near"}),
      [](auto& e) -> auto& { return e.preparation.duplicates; }));
  table.push_back(onlyIf(bound(
                             integer({"preparation.duplicate_distance", "Near means",
                                      "Bits of the 64-bit perceptual hash that may differ."},
                                     {0, 16, "bits"}),
                             [](auto& e) -> auto& { return e.preparation.duplicateDistance; }),
                         dropsNear));
}

void addOutliers(Table& table) {
  table.push_back(bound(
      real({"preparation.outliers", "Outliers",
            "Share of the pictures that is left out: those that a convolutional autoencoder, trained on the set, "
            "reconstructs worst. 0: none."},
           {0, 0.5, ""}),
      [](auto& e) -> auto& { return e.preparation.outliers; }));
  table.push_back(bound(
      real({"preparation.outlier_threshold", "Outliers’ error above",
            "Reconstruction error (mean squared, pictures in −1 … 1) above which pictures are left out, instead of a "
            "share. 0: the share decides."},
           {0, 4, ""}),
      [](auto& e) -> auto& { return e.preparation.outlierThreshold; }));
  table.push_back(onlyIf(bound(
                             integer({"preparation.outlier_epochs", "Autoencoder’s epochs",
                                      "How long the outlier filter’s autoencoder is trained."},
                                     {1, 1000, "epochs"}),
                             [](auto& e) -> auto& { return e.preparation.outlierEpochs; }),
                         filtersOutliers));
  table.push_back(onlyIf(bound(
                             text({"preparation.outlier_keep", "Keep all the same",
                                   "Numbers of pictures, separated by commas, that stay whatever their error."}),
                             [](auto& e) -> auto& { return e.preparation.outlierKeep; }),
                         filtersOutliers));
  table.push_back(onlyIf(bound(
                             text({"preparation.outlier_reject", "Leave out all the same",
                                   "Numbers of pictures, separated by commas, that go whatever their error."}),
                             [](auto& e) -> auto& { return e.preparation.outlierReject; }),
                         filtersOutliers));
}

void addSharpening(Table& table) {
  table.push_back(bound(
      choice({"preparation.sharpen", "Sharpen",
              "unsharp: adds the difference from a blurred copy. high-pass: adds it by overlay, stronger in mid-tones. "
              "laplacian: takes the second derivative away."},
             {"none", "unsharp", "high-pass", "laplacian"}),
      [](auto& e) -> auto& { return e.preparation.sharpen; }));
  table.push_back(
      onlyIf(bound(
                 real({"preparation.sharpen_radius", "Radius", "Standard deviation of the blur."}, {0.1, 20, "pixels"}),
                 [](auto& e) -> auto& { return e.preparation.sharpenRadius; }),
             sharpens));
  table.push_back(onlyIf(bound(
                             real({"preparation.sharpen_amount", "Amount", "Factor on what is added."}, {0, 5, ""}),
                             [](auto& e) -> auto& { return e.preparation.sharpenAmount; }),
                         sharpens));
  table.push_back(onlyIf(bound(
                             integer({"preparation.sharpen_threshold", "Threshold",
                                      "Differences of at most so many of 255 levels are left alone: noise."},
                                     {0, 255, "levels"}),
                             [](auto& e) -> auto& { return e.preparation.sharpenThreshold; }),
                         sharpens));
}

}  // namespace

void addPreparation(Table& table) {
  addSelection(table);
  addOutliers(table);
  addSharpening(table);
  table.push_back(bound(
      choice({"preparation.oversample", "Oversample",
              "balance: pictures of smaller classes are drawn again until all classes are as large as the largest. "
              "copies: "
              "the set is drawn anew with replacement, as many times its size as you say."},
             {"none", "balance", "copies"}),
      [](auto& e) -> auto& { return e.preparation.oversample; }));
  table.push_back(
      onlyIf(bound(
                 real({"preparation.oversample_factor", "Times the set", "Size of the drawn set."}, {1, 100, "×"}),
                 [](auto& e) -> auto& { return e.preparation.oversampleFactor; }),
             [](const Experiment& e) { return e.preparation.oversample == "copies"; }));
}

}  // namespace ganvas::config
