// What a run is called, its data and its beginning.
#include "config/parameter_rows.h"

namespace ganvas::config {

namespace {

constexpr double kLargestSeed = 0x1.0p53;  // whole numbers beyond are not exact everywhere that a TOML file may go

bool isSynthetic(const Experiment& experiment) {
  return experiment.data.source == "synthetic";
}

bool isFolder(const Experiment& experiment) {
  return experiment.data.source == "folder";
}

bool hasBoxes(const Experiment& experiment) {
  return isFolder(experiment) && !experiment.data.boxes.empty();
}

bool choosesLabels(const Experiment& experiment) {
  return isFolder(experiment) || experiment.data.source == "cifar100";
}

bool choosesSize(const Experiment& experiment) {
  return isSynthetic(experiment) || experiment.data.source == "folder";
}

// How the pictures of a folder or archive are found and cut.
void addPictureFiles(Table& table) {
  table.push_back(onlyIf(
      bound(
          choice({"data.fit", "Fit",
                  "How a picture comes to its size. centre: cut to the aspect, evenly on both sides. stretch: whole, "
                  "its aspect changed. letterbox: whole, with black bars."},
                 {"centre", "stretch", "letterbox"}),
          [](auto& e) -> auto& { return e.data.fit; }),
      isFolder));
  table.push_back(onlyIf(
      bound(
          text({"data.labels", "Labels",
                "Empty: found by themselves (sub-folders, dataset.json, labels.csv). none: there are none. Otherwise a "
                "file, FILE or FILE#COLUMN: CSV, StyleGAN’s dataset.json or CelebA’s list of attributes. CIFAR-100: "
                "fine or coarse."}),
          [](auto& e) -> auto& { return e.data.labels; }),
      choosesLabels));
  table.push_back(onlyIf(
      bound(
          named(ParameterKind::Path, {"data.boxes", "Boxes",
                                      "A directory or archive of PASCAL VOC annotations: each box becomes a picture "
                                      "of its own. Empty: whole pictures."}),
          [](auto& e) -> auto& { return e.data.boxes; }),
      isFolder));
  table.push_back(
      onlyIf(bound(
                 real({"data.box_margin", "Margin of a box",
                       "Share of a box’s longer side that is added on each side, as far as the picture goes."},
                      {0, 4, ""}),
                 [](auto& e) -> auto& { return e.data.boxMargin; }),
             hasBoxes));
  table.push_back(onlyIf(bound(
                             integer({"data.box_smallest", "Smallest box", "Boxes with a shorter side are left out."},
                                     {1, 4096, "pixels"}),
                             [](auto& e) -> auto& { return e.data.boxSmallest; }),
                         hasBoxes));
}

}  // namespace

void addSeed(Table& table) {
  table.push_back(bound(
      integer({"seed", "Seed",
               "Starts all random numbers: weights, noise, order of the pictures. The same seed "
               "gives the same run."},
              {0, kLargestSeed, ""}),
      [](auto& e) -> auto& { return e.seed; }));
}

void addAbout(Table& table) {
  table.push_back(bound(
      text({"about.name", "Name", "What the recipe and its runs are called."}),
      [](auto& e) -> auto& { return e.about.name; }));
  table.push_back(bound(
      text({"about.description", "Description", "What you get, in one or two sentences."}),
      [](auto& e) -> auto& { return e.about.description; }));
  table.push_back(bound(
      text({"about.source", "Source", "The paper or document that the recipe follows."}),
      [](auto& e) -> auto& { return e.about.source; }));
  table.push_back(bound(
      text({"about.assumed", "Assumed", "What that document leaves open and the recipe assumes."}),
      [](auto& e) -> auto& { return e.about.assumed; }));
  table.push_back(bound(
      named(ParameterKind::Lines, {"about.reported", "Reported",
                                   "Figures that the document gives, one per line: NAME VALUE [epoch E] [mark]. Those "
                                   "with `mark` are drawn behind the curves."}),
      [](auto& e) -> auto& { return e.about.reported; }));
  table.push_back(bound(
      text({"about.reported_note", "About the reported", "How far the reported figures compare with measured ones."}),
      [](auto& e) -> auto& { return e.about.reportedNote; }));
  table.push_back(bound(
      text({"about.sweep", "Sweep", "The sweep that the run belongs to. Empty: none."}),
      [](auto& e) -> auto& { return e.about.sweep; }));
}

void addData(Table& table) {
  table.push_back(bound(
      choice(
          {"data.source", "Data set",
           "Where the pictures come from. The named sets are found by themselves once they are installed or fetched, "
           "or "
           "read from where you say; idx reads any files of MNIST’s kind; folder takes the pictures of a directory or "
           "archive, with sub-folders as classes; synthetic needs no files."},
          {"fashion-mnist", "mnist", "kmnist", "idx", "cifar10", "cifar100", "stl10", "folder", "synthetic"}),
      [](auto& e) -> auto& { return e.data.source; }));
  table.push_back(
      onlyIf(bound(
                 named(ParameterKind::Path, {"data.path", "Directory or archive",
                                             "The directory or archive that holds the data set's files. Empty where "
                                             "the data set is found by itself."}),
                 [](auto& e) -> auto& { return e.data.path; }),
             [](const Experiment& e) { return !isSynthetic(e); }));
  table.push_back(
      onlyIf(bound(
                 choice({"data.split", "Part",
                         "Which part of the data set to train on. Only STL-10 has pictures without labels."},
                        {"train", "test", "unlabeled"}),
                 [](auto& e) -> auto& { return e.data.split; }),
             [](const Experiment& e) { return !isSynthetic(e); }));
  table.push_back(bound(
      integer({"data.limit", "Use the first", "Train on the first so many pictures. 0 uses all."},
              {0, kLargestCount, "pictures"}),
      [](auto& e) -> auto& { return e.data.limit; }));
  table.push_back(
      onlyIf(bound(
                 integer({"data.width", "Width", "Width of the pictures: what those of a folder are resized to."},
                         {1, 4096, "pixels"}),
                 [](auto& e) -> auto& { return e.data.width; }),
             choosesSize));
  table.push_back(
      onlyIf(bound(
                 integer({"data.height", "Height", "Height of the pictures: what those of a folder are resized to."},
                         {1, 4096, "pixels"}),
                 [](auto& e) -> auto& { return e.data.height; }),
             choosesSize));
  Parameter channels = integer({"data.channels", "Channels", "1 is grey, 3 is colour."}, {1, 3, ""});
  channels.form = "1 or 3";
  channels.fits = [](const Value& value) { return std::get<std::int64_t>(value) != 2; };
  table.push_back(onlyIf(bound(
                             channels, [](auto& e) -> auto& { return e.data.channels; }),
                         choosesSize));
  table.push_back(
      onlyIf(bound(
                 integer({"data.classes", "Classes", "Number of labels. Synthetic data only."}, {0, 10000, ""}),
                 [](auto& e) -> auto& { return e.data.classes; }),
             isSynthetic));
  table.push_back(onlyIf(
      bound(
          integer({"data.count", "Count", "Number of pictures. Synthetic data only."}, {1, kLargestCount, "pictures"}),
          [](auto& e) -> auto& { return e.data.count; }),
      isSynthetic));
  addPictureFiles(table);
  table.push_back(onlyIf(
      bound(
          choice({"data.keep", "While training, pictures are",
                  "memory: all on the training device. stream: read ahead from the prepared file, for sets larger "
                  "than memory. auto: in memory where they fit easily."},
                 {"auto", "memory", "stream"}),
          [](auto& e) -> auto& { return e.data.keep; }),
      [](const Experiment& e) { return !isSynthetic(e); }));
}

void addStart(Table& table) {
  table.push_back(bound(
      named(ParameterKind::Path, {"start.weights_from", "Start from the weights of",
                                  "A run's directory (its newest checkpoint) or a checkpoint's: networks with the same "
                                  "layers begin with its weights. Empty: with fresh ones from the seed."}),
      [](auto& e) -> auto& { return e.start.weightsFrom; }));
}

}  // namespace ganvas::config
