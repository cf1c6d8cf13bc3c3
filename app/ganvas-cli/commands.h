#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace ganvas::cli {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kInterrupted = 130;

/// What the chosen command does; returns the exit code.
using Action = std::function<int()>;

// Each adds one command, which sets `action` when it is the one that was given.
void addTrain(CLI::App& app, Action& action);
void addResume(CLI::App& app, Action& action);
void addRuns(CLI::App& app, Action& action);
void addShow(CLI::App& app, Action& action);
void addNote(CLI::App& app, Action& action);
void addPrune(CLI::App& app, Action& action);
void addDescribe(CLI::App& app, Action& action);
void addRecipes(CLI::App& app, Action& action);
void addSpeed(CLI::App& app, Action& action);
void addSample(CLI::App& app, Action& action);
void addQueue(CLI::App& app, Action& action);
void addSweep(CLI::App& app, Action& action);
void addTable(CLI::App& app, Action& action);
void addData(CLI::App& app, Action& action);

}  // namespace ganvas::cli
