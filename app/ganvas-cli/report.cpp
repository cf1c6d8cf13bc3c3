#include "report.h"

#include <iostream>

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

}  // namespace ganvas::cli
