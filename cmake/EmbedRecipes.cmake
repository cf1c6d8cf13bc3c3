# Writes OUTPUT, a C++ file with one raw string for each of the files in RECIPES.
string(CONCAT text "#include \"config/embedded_recipes.h\"\n\nnamespace ganvas::config {\n\n"
         "const std::vector<EmbeddedRecipe>& embeddedRecipes() {\n  static const std::vector<EmbeddedRecipe> recipes = {\n")
foreach(file IN LISTS RECIPES)
  get_filename_component(name ${file} NAME_WLE)
  file(READ ${file} content)
  string(APPEND text "      {\"${name}\", R\"recipe(${content})recipe\"},\n")
endforeach()
string(APPEND text "  };\n  return recipes;\n}\n\n}  // namespace ganvas::config\n")
file(WRITE ${OUTPUT} "${text}")
