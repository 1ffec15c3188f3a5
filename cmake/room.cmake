# danchieu_room(NAME SOURCES … HEADERS … USES …): one static library a room, its headers installed under its name.
function(danchieu_room name)
  cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;USES;PRIVATE" ${ARGN})
  add_library(danchieu-${name} STATIC ${ARG_SOURCES} ${ARG_HEADERS})
  target_link_libraries(danchieu-${name} PUBLIC danchieu-build ${ARG_USES} PRIVATE ${ARG_PRIVATE})
  install(TARGETS danchieu-${name} DESTINATION ${CMAKE_INSTALL_LIBDIR})
  foreach(header ${ARG_HEADERS})
    cmake_path(GET header PARENT_PATH folder)
    install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/danchieu/${name}/${folder})
  endforeach()
endfunction()

# danchieu_digest(NAME FILE …): NAME.c in the room's build folder, which holds a number that the contents of the files
# make, as dc_NAME.
function(danchieu_digest name)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}.c)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} "-DFILES=${ARGN}" -DOUTPUT=${output} -DSYMBOL=dc_${name}
            -P ${PROJECT_SOURCE_DIR}/cmake/digest.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/digest.cmake VERBATIM)
endfunction()

# danchieu_embed(NAME FILE): FILE.c in the room's build folder, which holds FILE as dc_NAME_csv or dc_NAME_sql.
function(danchieu_embed name file)
  cmake_path(GET file EXTENSION LAST_ONLY ending)
  string(SUBSTRING ${ending} 1 -1 ending)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}.${ending}.c)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${CMAKE_CURRENT_SOURCE_DIR}/${file} -DOUTPUT=${output}
            -DSYMBOL=dc_${name}_${ending} -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${file} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
endfunction()
