# Writes OUTPUT, a C++ file with one raw string for each of the files in RECIPES and SWEEPS.
function(embed function files)
  string(APPEND text "const std::vector<EmbeddedRecipe>& ${function}() {\n"
         "  static const std::vector<EmbeddedRecipe> files = {\n")
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WLE)
    file(READ ${file} content)
    string(APPEND text "      {\"${name}\", R\"recipe(${content})recipe\"},\n")
  endforeach()
  string(APPEND text "  };\n  return files;\n}\n\n")
  set(text "${text}" PARENT_SCOPE)
endfunction()

set(text "#include \"config/embedded_recipes.h\"\n\nnamespace ganvas::config {\n\n")
embed(embeddedRecipes "${RECIPES}")
embed(embeddedSweeps "${SWEEPS}")
string(APPEND text "}  // namespace ganvas::config\n")
file(WRITE ${OUTPUT} "${text}")
