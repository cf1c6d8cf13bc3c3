#include "sets/catalogue.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "config/edit_distance.h"

namespace ganvas::sets {

namespace fs = std::filesystem;

namespace {

struct MnistFile {
  std::int64_t bytes;
  const char* md5;
};

/// The four files that MNIST and its kin all have: train-images, train-labels, t10k-images, t10k-labels.
std::vector<CatalogueFile> mnistFiles(const std::vector<std::string>& folders, const std::vector<MnistFile>& facts) {
  const std::vector<std::string> names{"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
                                       "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"};
  std::vector<CatalogueFile> files;
  for (std::size_t i = 0; i < names.size(); ++i) {
    CatalogueFile file{names[i], {}, facts[i].bytes, facts[i].md5};
    for (const std::string& folder : folders) file.addresses.push_back(folder + names[i]);
    files.push_back(std::move(file));
  }
  return files;
}

// The checksums of MNIST's kin and of STL-10 are those of torchvision 0.13 (datasets/mnist.py, stl10.py).

CatalogueSet mnist() {
  return {"mnist", "MNIST", "Handwritten digits: 70,000 grey pictures of 28×28 pixels in 10 classes.", "CC BY-SA 3.0",
          "http://yann.lecun.com/exdb/mnist/",
          // The home page itself gives the files no more; these two are the copies that the frameworks fetch.
          mnistFiles(
              {"https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"},
              {{9912422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"},
               {28881, "d53e105ee54ea40749a09fcbcd1e9432"},
               {1648877, "9fb629c4189551a2d022fa330f9573f3"},
               {4542, "ec29112dd5afa0611ce80d1b7f02629c"}})};
}

CatalogueSet fashionMnist() {
  return {
      "fashion-mnist",
      "Fashion-MNIST",
      "Zalando’s articles: 70,000 grey pictures of 28×28 pixels in 10 classes. Debian’s package dataset-fashion-mnist "
      "has them, too.",
      "MIT",
      "https://github.com/zalandoresearch/fashion-mnist",
      mnistFiles({"http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                  "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"},
                 {{26421880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"},
                  {29515, "25c81989df183df01b3e8a0aad5dffbe"},
                  {4422102, "bef4ecab320f06d8554ea6380940ec79"},
                  {5148, "bb300cfdad3c16e7a12a480ee83cd310"}})};
}

CatalogueSet kmnist() {
  return {
      "kmnist",
      "Kuzushiji-MNIST",
      "Cursive Japanese characters: 70,000 grey pictures of 28×28 pixels in 10 classes.",
      "CC BY-SA 4.0",
      "http://codh.rois.ac.jp/kmnist/",
      mnistFiles({"https://codh.rois.ac.jp/kmnist/dataset/kmnist/", "http://codh.rois.ac.jp/kmnist/dataset/kmnist/"},
                 {{18165135, "bdb82020997e1d708af4cf47b453dcf7"},
                  {29497, "e144d726b3acfaa3e44228e80efcd344"},
                  {3041136, "5c965bf0a639b31b8f53240b1b52f4d7"},
                  {5120, "7320c461ea6c1c855c0b718fb2a4b134"}})};
}

// CIFAR's checksums are those of its home page.

CatalogueSet cifar10() {
  return {"cifar10",
          "CIFAR-10",
          "Small photographs of animals and vehicles: 60,000 colour pictures of 32×32 pixels in 10 classes.",
          "none stated; its makers ask to cite Krizhevsky 2009",
          "https://www.cs.toronto.edu/~kriz/cifar.html",
          {{"cifar-10-binary.tar.gz",
            {"https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"},
            170052171,
            "c32a1d4ab5d03f1284b67883e8d87530"}}};
}

CatalogueSet cifar100() {
  return {
      "cifar100",
      "CIFAR-100",
      "Small photographs of all kinds of things: 60,000 colour pictures of 32×32 pixels in 100 classes of 20 groups.",
      "none stated; its makers ask to cite Krizhevsky 2009",
      "https://www.cs.toronto.edu/~kriz/cifar.html",
      {{"cifar-100-binary.tar.gz",
        {"https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"},
        168513733,
        "03b5dce01913d631647c71ecec9e9cb8"}}};
}

CatalogueSet stl10() {
  return {
      "stl10",
      "STL-10",
      "Photographs from ImageNet: colour pictures of 96×96 pixels, 13,000 in 10 classes and 100,000 without a class.",
      "none stated; its makers ask to cite Coates, Lee and Ng 2011",
      "https://cs.stanford.edu/~acoates/stl10/",
      {{"stl10_binary.tar.gz",
        {"https://cs.stanford.edu/~acoates/stl10/stl10_binary.tar.gz",
         "http://ai.stanford.edu/~acoates/stl10/stl10_binary.tar.gz"},
        2640397119,
        "91f7769df0f17e558f3565bffb0c7dfb"}}};
}

/// Size of a plain file; −1 where there is none.
std::int64_t sizeOf(const fs::path& file) {
  std::error_code failure;
  if (!fs::is_regular_file(file, failure)) return -1;
  const std::uintmax_t size = fs::file_size(file, failure);
  return failure ? -1 : static_cast<std::int64_t>(size);
}

}  // namespace

std::int64_t CatalogueSet::bytes() const {
  std::int64_t sum = 0;
  for (const CatalogueFile& file : files) sum += file.bytes;
  return sum;
}

const std::vector<CatalogueSet>& catalogue() {
  static const std::vector<CatalogueSet> sets{mnist(), fashionMnist(), kmnist(), cifar10(), cifar100(), stl10()};
  return sets;
}

const CatalogueSet& catalogueSet(const std::string& name) {
  std::vector<std::string> names;
  std::string all;
  for (const CatalogueSet& set : catalogue()) {
    if (set.name == name) return set;
    names.push_back(set.name);
    all += (all.empty() ? "" : ", ") + set.name;
  }
  const std::string nearest = config::nearestName(name, names);
  throw Error("there is no data set '" + name + "' to fetch", "",
              nearest.empty() ? "There are " + all : "Did you mean " + nearest + "?");
}

SetPresence presenceOf(const CatalogueSet& set, const fs::path& directory) {
  SetPresence presence;
  for (const CatalogueFile& file : set.files) {
    const std::int64_t size = sizeOf(directory / file.name);
    if (size >= 0 && (file.bytes == 0 || size == file.bytes)) {
      ++presence.files;
      presence.bytes += size;
    } else {
      presence.partly += std::max<std::int64_t>(0, sizeOf(directory / (file.name + kPartEnding)));
    }
  }
  presence.complete = presence.files == set.files.size();
  return presence;
}

}  // namespace ganvas::sets
