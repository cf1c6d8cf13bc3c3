#pragma once

#include "session/inspector.h"
#include "studio/inspection.h"

namespace ganvas::session {

/// Takes what has become known into the inspection. Quick: nothing large is copied.
void addNews(Inspection& inspection, studio::InspectionNews&& news);

}  // namespace ganvas::session
