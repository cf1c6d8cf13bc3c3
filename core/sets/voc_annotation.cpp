#include "sets/voc_annotation.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <pugixml.hpp>

#include "base/error.h"
#include "sets/table_reader.h"

namespace ganvas::sets {

namespace {

constexpr double kFarthest = 1e6;  // pixels; no picture is larger

double numberIn(const pugi::xml_node& box, const char* name, const std::string& where, std::size_t object) {
  const std::string_view text = trimmed(box.child(name).text().get());
  double number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code == std::errc() && end == text.data() + text.size() && std::abs(number) <= kFarthest) return number;
  throw Error("object " + std::to_string(object) + " has no number <" + name + "> in its <bndbox>", where,
              "Mend the annotation");
}

int sizeIn(const pugi::xml_node& size, const char* name) {
  const int number = size.child(name).text().as_int();
  return number > 0 && number <= static_cast<int>(kFarthest) ? number : 0;
}

}  // namespace

VocAnnotation readVocAnnotation(const std::string& xml, const std::string& where) {
  if (xml.size() > kLargestAnnotation) throw Error("the annotation is larger than 1 MiB", where, "");
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default);
  if (!parsed) {
    const auto end = xml.begin() + std::min(parsed.offset, static_cast<std::ptrdiff_t>(xml.size()));
    throw Error("the annotation is not well-formed XML (line " +
                    std::to_string(1 + std::count(xml.begin(), end, '\n')) + ": " + parsed.description() + ")",
                where, "Mend it or get it again");
  }
  const pugi::xml_node root = document.child("annotation");
  if (!root) throw Error("the XML file holds no <annotation>", where, "Name PASCAL VOC annotations");
  const pugi::xml_node size = root.child("size");
  VocAnnotation annotation{root.child("filename").text().get(), sizeIn(size, "width"), sizeIn(size, "height"), {}};
  std::size_t count = 0;
  for (const pugi::xml_node& object : root.children("object")) {
    ++count;
    const pugi::xml_node box = object.child("bndbox");
    const auto number = [&](const char* name) { return numberIn(box, name, where, count); };
    const std::string name(trimmed(object.child("name").text().get()));
    annotation.objects.push_back({name, number("xmin"), number("ymin"), number("xmax"), number("ymax")});
  }
  return annotation;
}

}  // namespace ganvas::sets
