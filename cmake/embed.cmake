# cmake -DINPUT=FILE -DOUTPUT=FILE.c -DSYMBOL=NAME -P embed.cmake
# Writes a C source that holds the file's bytes, ended by a NUL that its length does not count.
file(READ ${INPUT} bytes HEX)
string(LENGTH "${bytes}" digits)
math(EXPR length "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," body "${bytes}")
file(WRITE ${OUTPUT}
  "#include <stddef.h>\n"
  "extern const char ${SYMBOL}[];\nextern const size_t ${SYMBOL}_len;\n"
  "const char ${SYMBOL}[] = {${body}0x00};\nconst size_t ${SYMBOL}_len = ${length};\n")
