#include "report.h"

#include <array>
#include <iomanip>
#include <iostream>
#include <sstream>

namespace ganvas::cli {

void report(const Error& error) {
  std::cerr << "ganvas-cli: ";
  if (!error.where().empty()) std::cerr << error.where() << ": ";
  std::cerr << error.problem() << '\n';
  if (!error.advice().empty()) std::cerr << error.advice() << '\n';
}

void warn(const std::string& text) {
  std::cerr << "ganvas-cli: warning: " << text << '\n';
}

std::string sizeText(std::int64_t bytes) {
  if (bytes < 1024) return std::to_string(bytes) + " bytes";
  auto size = static_cast<double>(bytes);
  std::size_t unit = 0;
  constexpr std::array kUnits{"KiB", "MiB", "GiB", "TiB", "PiB"};
  for (size /= 1024; size >= 1024 && unit + 1 < kUnits.size(); ++unit) size /= 1024;
  std::ostringstream text;
  text << std::setprecision(size < 10 ? 2 : size < 100 ? 3 : 4) << size << ' ' << kUnits[unit];
  return text.str();
}

}  // namespace ganvas::cli
