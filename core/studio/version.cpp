#include "studio/version.h"

namespace ganvas::studio {

const char* programVersion() {
  return GANVAS_VERSION;
}

}  // namespace ganvas::studio
