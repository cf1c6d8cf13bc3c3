#pragma once

#include "plots/span.h"
#include "plots/step_scale.h"

class QCPAxis;

namespace ganvas::ui {

/// Ticks and numbers for an x axis: whole steps, epochs, or h:mm:ss as fine as the stretch needs.
/// As many as its length has room for.
void setXTicks(QCPAxis& axis, XUnit unit);

/// Ticks and numbers for a value axis. Powers of ten on a logarithmic one that spans several, even steps otherwise.
void setValueTicks(QCPAxis& axis, bool logarithmic);

}  // namespace ganvas::ui
