#include "session/command_queue.h"

#include <utility>

namespace ganvas::session {

namespace {

using Kind = studio::RunCommand::Kind;

bool isAboutPause(Kind kind) {
  return kind == Kind::Pause || kind == Kind::Unpause;
}

bool replaces(const studio::RunCommand& newer, const studio::RunCommand& older) {
  if (isAboutPause(newer.kind)) return isAboutPause(older.kind);
  return newer.kind == older.kind && newer.key == older.key;
}

}  // namespace

void CommandQueue::push(studio::RunCommand command) {
  std::erase_if(commands_, [&](const studio::RunCommand& older) { return replaces(command, older); });
  commands_.push_back(std::move(command));
}

std::vector<studio::RunCommand> CommandQueue::takeAll() {
  return std::exchange(commands_, {});
}

}  // namespace ganvas::session
