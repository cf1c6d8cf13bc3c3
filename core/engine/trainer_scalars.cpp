#include <cmath>
#include <optional>
#include <utility>

#include "base/error.h"
#include "engine/trainer_impl.h"

namespace ganvas::engine {

namespace {

// A row with a number that is not finite where training cannot go on from it.
struct Fault {
  std::size_t row;
  std::string what, network;
};

// Losses come first and gradient norms before the learning rates, both in the phases' order.
std::optional<Fault> firstFault(const ScalarBlock& block, const std::vector<Phase>& phases) {
  const std::size_t width = block.names.size(), norms = width - 2 * phases.size();
  for (std::size_t row = 0; row < static_cast<std::size_t>(block.steps()); ++row) {
    const auto finite = [&](std::size_t column) { return std::isfinite(block.rows[row * width + column]); };
    for (std::size_t p = 0; p < phases.size(); ++p) {
      if (finite(p) && finite(norms + p)) continue;
      const std::string what =
          finite(p) ? "the gradient norm " + block.names[norms + p] : "the loss " + phases[p].lossScalar;
      return Fault{row, what, phases[p].updates.front()};
    }
  }
  return {};
}

}  // namespace

ScalarBlock Trainer::Impl::takeBlock() {
  ScalarBlock block;
  block.firstStep = steps - scalars->rows() + 1;
  block.names = scalars->names();
  const auto measured = static_cast<std::ptrdiff_t>(block.names.size());
  for (const Phase& phase : objective.phases) block.names.push_back(scalarPrefix(phase) + "_lr");
  const auto phases = static_cast<std::ptrdiff_t>(objective.phases.size());
  const std::vector<float> values = scalars->take(), used = std::exchange(rates, {});
  auto rate = used.begin();
  for (auto value = values.begin(); value != values.end(); value += measured, rate += phases) {
    block.rows.insert(block.rows.end(), value, value + measured);
    block.rows.insert(block.rows.end(), rate, rate + phases);
  }
  return block;
}

ScalarBlock Trainer::takeScalars(ScalarBlock* partial) {
  ScalarBlock block = impl_->takeBlock();
  const auto fault = firstFault(block, impl_->objective.phases);
  if (!fault) return block;
  block.rows.resize((fault->row + 1) * block.names.size());
  const std::int64_t step = block.firstStep + block.steps() - 1;
  if (partial) *partial = std::move(block);
  throw Error(fault->what + " is not a finite number", "step " + std::to_string(step) + ", " + fault->network,
              "Lower its learning rate: in a new run, or for this one (ganvas-cli resume RUN --set KEY=VALUE)");
}

}  // namespace ganvas::engine
