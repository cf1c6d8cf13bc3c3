#include "engine/trainer.h"

#include <c10/util/Exception.h>
#include <torch/version.h>

#include <stdexcept>

#include "base/error.h"
#include "config/parameter.h"
#include "engine/device.h"
#include "engine/generate.h"
#include "engine/host_allocator.h"
#include "engine/memory.h"
#include "engine/reconstruction.h"
#include "engine/trainer_impl.h"

namespace ganvas::engine {

Trainer::Trainer(const config::Experiment& experiment, BatchSource& source, std::stop_token stop,
                 const LoadProgress& progress) {
  installHostAllocator();
  try {
    impl_ = std::make_unique<Impl>(experiment, source, std::move(stop), progress);
  } catch (const Error&) {
    throw;
  } catch (const std::exception& error) {
    if (!isOutOfMemory(error)) throw;
    throw Error("out of memory while preparing", "", "Use fewer pictures (data.limit) or smaller layers");
  }
}

Trainer::~Trainer() = default;

void Trainer::step() {
  try {
    impl_->step();
    return;
  } catch (const std::exception& error) {
    if (!isOutOfMemory(error)) throw;
  }
  const std::int64_t asked = impl_->batchSize;
  const std::int64_t fits = impl_->largestFittingBatch();
  throw Error("out of memory with a batch of " + std::to_string(asked), "step " + std::to_string(impl_->steps + 1),
              fits > 0 ? "A batch size of " + std::to_string(fits) + " would fit (schedule.batch_size)"
                       : "Not even one picture fits: use smaller layers");
}

std::int64_t Trainer::stepsDone() const {
  return impl_->steps;
}

double Trainer::epoch() const {
  return static_cast<double>(impl_->set->taken()) / static_cast<double>(impl_->set->size());
}

std::int64_t Trainer::pictures() const {
  return impl_->set->size();
}

std::int64_t Trainer::picturesPerStep() const {
  return impl_->batchSize * impl_->objective.phases.front().repeats;
}

ImageBatch Trainer::sample(std::uint64_t seed, std::int64_t first, std::int64_t count,
                           std::optional<std::int64_t> onlyClass, const std::stop_token& stop) {
  if (impl_->shown.pictures.defined()) {
    if (onlyClass) checkClass(impl_->making, onlyClass);
    return reconstructions(impl_->samplingNetwork(), impl_->shown, first, count);
  }
  return generatePictures(impl_->samplingNetwork(), impl_->making, seed, first, count, onlyClass, stop);
}

std::vector<float> Trainer::reconstructionErrors(BatchSource& source, const std::stop_token& stop,
                                                 const LoadProgress& progress) {
  if (!impl_->shown.pictures.defined()) throw std::logic_error("the network reconstructs no pictures");
  return engine::reconstructionErrors(impl_->samplingNetwork(), source, impl_->batchSize, stop, progress);
}

void Trainer::setLive(const std::string& key, const std::string& value) {
  const config::Parameter* parameter = config::findParameter(key);
  if (!parameter || !parameter->live) {
    throw Error("needs restart: this parameter cannot change while the run trains", key, "");
  }
  config::setFromText(impl_->experiment, key + "=" + value, "live change");
}

std::string Trainer::deviceText() const {
  return describeDevice(impl_->device);
}

std::string torchVersion() {
  return TORCH_VERSION;
}

}  // namespace ganvas::engine
