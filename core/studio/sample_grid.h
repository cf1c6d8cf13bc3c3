#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>

#include "config/experiment.h"
#include "engine/trainer.h"
#include "studio/run_control.h"

namespace ganvas::studio {

/// The seed of the noise that a run's sample grids are made from: the same at every step of the run.
std::uint64_t gridSeed(const config::Experiment& experiment);

/// The grid of the fixed noise, evaluation.sampleRows × sampleColumns, as it looks now. Throws Error "cancelled"
/// when `stop` is requested.
std::shared_ptr<const GridPicture> makeGrid(const config::Experiment& experiment, engine::Trainer& trainer,
                                            const std::stop_token& stop);

/// Pixels per picture pixel that bring small pictures to some 64 pixels on a sheet: 1 … 4.
int sheetScale(int width, int height);

/// The gallery that a finished run leaves in its exports: 10×10 pictures, enlarged when they are small.
/// Throws as makeGrid(), and when the file cannot be written.
void writeGallery(const config::Experiment& experiment, engine::Trainer& trainer, const std::filesystem::path& file,
                  const std::stop_token& stop);

}  // namespace ganvas::studio
