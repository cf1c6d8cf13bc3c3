#include "studio/sample_schedule.h"

namespace ganvas::studio {

bool isSampleDue(std::int64_t step, std::int64_t every, std::int64_t last) {
  if (step == 0 || step == last || step % every == 0) return true;
  if (step > every) return false;
  if (step == 25) return true;
  while (step % 10 == 0) step /= 10;
  return step == 1 || step == 2 || step == 5;
}

}  // namespace ganvas::studio
