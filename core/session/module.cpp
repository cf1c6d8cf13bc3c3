#include "session/session.h"

/// The one symbol that the window looks up in this module. The caller owns what it returns.
extern "C" __attribute__((visibility("default"))) ganvas::session::Session* ganvasMakeSession() {
  return ganvas::session::makeSession().release();
}
