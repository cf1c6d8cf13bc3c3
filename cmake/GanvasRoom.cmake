# One CMake target per room. What a room may not use, its target does not link: the linker is the check.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

find_program(GANVAS_CCACHE ccache)
if(GANVAS_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${GANVAS_CCACHE})
endif()

add_library(ganvas-options INTERFACE)
target_compile_options(ganvas-options INTERFACE -Wall -Wextra -Wnon-virtual-dtor -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(ganvas-options INTERFACE -Wno-restrict)  # false alarms on string + string (GCC bug 105651)
endif()
if(GANVAS_WERROR)
  target_compile_options(ganvas-options INTERFACE -Werror)
endif()
if(GANVAS_SANITIZE)
  add_compile_options(-fsanitize=${GANVAS_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${GANVAS_SANITIZE})
endif()

if(GANVAS_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)  # libFuzzer sees what an input reaches
endif()

# ganvas_room(NAME [PUBLIC targets...] [PRIVATE targets...])
# Builds every .cpp and .h of the current folder as the static library ganvas-NAME.
function(ganvas_room name)
  cmake_parse_arguments(ROOM "" "" "PUBLIC;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  add_library(ganvas-${name} STATIC ${sources})
  target_include_directories(ganvas-${name} PUBLIC ${CMAKE_SOURCE_DIR}/core)
  target_link_libraries(ganvas-${name} PUBLIC ${ROOM_PUBLIC} PRIVATE ganvas-options ${ROOM_PRIVATE})
endfunction()

# ganvas_tests(ROOM [ONE_PROCESS] [LIBRARIES targets...])
# Builds tests/ROOM/*.cpp as ROOM-tests. A program that links LibTorch takes a second to start, so those rooms
# run as one ctest entry (ONE_PROCESS); elsewhere each test is its own entry.
function(ganvas_tests room)
  cmake_parse_arguments(T "ONE_PROCESS" "" "LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${room}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${room}-tests ${sources})
  target_include_directories(${room}-tests PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(${room}-tests PRIVATE ganvas-options ${T_LIBRARIES} GTest::gmock GTest::gtest_main)
  target_compile_options(${room}-tests PRIVATE -O0)  # half the time to compile; the code under test keeps its own
  target_compile_definitions(${room}-tests PRIVATE
    GANVAS_SOURCE_DIR="${CMAKE_SOURCE_DIR}" GANVAS_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  if(T_ONE_PROCESS)
    add_test(NAME ${room} COMMAND ${room}-tests)
    # Training uses every core: alone, and with threads that sleep rather than spin while they wait.
    set_tests_properties(${room} PROPERTIES TIMEOUT 1200 RUN_SERIAL ON ENVIRONMENT OMP_WAIT_POLICY=PASSIVE)
  else()
    include(GoogleTest)
    gtest_discover_tests(${room}-tests TEST_PREFIX ${room}. PROPERTIES TIMEOUT 120)
  endif()
endfunction()
