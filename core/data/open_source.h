#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "base/batch_source.h"
#include "config/experiment.h"
#include "data/picture_import.h"

namespace ganvas::data {

/// Opens the data set that an experiment names, checking headers and file sizes but reading no picture yet.
///   fashion-mnist  IDX files in data.path; when it is empty Debian's dataset-fashion-mnist, or what was fetched
///   mnist, kmnist  IDX files in data.path, or what was fetched (sets/data_home.h)
///   idx            a directory with MNIST's four files (plain or .gz, '-' or '.' before idx3), or one images file
///   cifar10        CIFAR-10's binary files (data_batch_1.bin … test_batch.bin): a directory, the official archive, or
///                  what was fetched; cifar100 (train.bin, test.bin) and stl10 (train_X.bin …) likewise
///   folder         pictures of a directory or archive, resized to data.width × height × channels: decoded now, with
///                  `progress`, unless a prepared set of them is in the cache (folder_source.h)
///   synthetic      computed; no files
/// data.split chooses train or test (stl10: or unlabeled); data.limit the first so many (folder: evenly of all
/// classes). Throws Error naming file, what is wrong and what to do: missing, truncated, wrong magic, wrong length,
/// absurd dimensions, labels that do not match; or "cancelled" when `stop` is requested while a folder's many files are
/// looked at or decoded.
std::unique_ptr<BatchSource> openSource(const config::Data& data, const std::stop_token& stop = {},
                                        const SourceProgress& progress = {});

/// openSource().info() without decoding pictures: those of a folder or archive that will turn out unusable still count.
SetInfo lookAtSource(const config::Data& data, const std::stop_token& stop = {});

/// A parameter that is a path (data.path …) in a form that holds wherever the program is started: absolute, with ~
/// expanded. Empty stays empty.
std::string absolutePath(const std::string& path);

}  // namespace ganvas::data
