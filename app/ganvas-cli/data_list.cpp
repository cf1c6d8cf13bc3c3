#include <CLI/CLI.hpp>
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "data_commands.h"
#include "report.h"
#include "sets/catalogue.h"
#include "sets/data_home.h"

namespace ganvas::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string stateText(const sets::SetPresence& presence) {
  if (presence.complete) return "here";
  if (presence.files == 0 && presence.partly == 0) return "to fetch";
  return "partly here: " + sizeText(presence.bytes + presence.partly);
}

void printSet(const sets::CatalogueSet& set) {
  const std::filesystem::path home = sets::dataHome(set.name);
  const sets::SetPresence presence = sets::presenceOf(set, home);
  std::cout << std::left << std::setw(14) << set.name << std::setw(10) << sizeText(set.bytes()) << stateText(presence)
            << '\n';
  std::cout << "  " << set.title << ": " << set.description << '\n';
  std::cout << "  licence  " << set.licence << '\n';
  std::cout << "  from     " << set.homePage << '\n';
  if (presence.files > 0 || presence.partly > 0) std::cout << "  in       " << home.string() << '\n';
}

Json toJson(const sets::CatalogueSet& set) {
  const std::filesystem::path home = sets::dataHome(set.name);
  const sets::SetPresence presence = sets::presenceOf(set, home);
  Json files = Json::array();
  for (const sets::CatalogueFile& file : set.files) {
    files.push_back({{"name", file.name}, {"bytes", file.bytes}, {"md5", file.md5}, {"addresses", file.addresses}});
  }
  return {{"name", set.name},
          {"title", set.title},
          {"description", set.description},
          {"licence", set.licence},
          {"home_page", set.homePage},
          {"bytes", set.bytes()},
          {"files", files},
          {"directory", home.string()},
          {"complete", presence.complete},
          {"bytes_here", presence.bytes + presence.partly}};
}

int list(bool json) {
  if (!json) {
    for (const sets::CatalogueSet& set : sets::catalogue()) printSet(set);
    return kDone;
  }
  Json all = Json::array();
  for (const sets::CatalogueSet& set : sets::catalogue()) all.push_back(toJson(set));
  std::cout << all.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
  return kDone;
}

}  // namespace

void addDataList(CLI::App& data, Action& action) {
  auto json = std::make_shared<bool>(false);
  CLI::App* command = data.add_subcommand("list", "List the sets that can be fetched, and which of them are here");
  command->add_flag("--json", *json, "As JSON");
  command->callback([&action, json] { action = [json] { return list(*json); }; });
}

}  // namespace ganvas::cli
