# cmake -DFILES="a;b;…" -DOUTPUT=FILE.c -DSYMBOL=NAME -P digest.cmake
# Writes a C source with 60 bits of the digest of the files, which no sign reaches: another number when one of
# them is another.
set(all "")
foreach(file ${FILES})
  file(SHA256 ${file} digest)
  string(APPEND all ${digest})
endforeach()
string(SHA256 digest "${all}")
string(SUBSTRING ${digest} 0 15 digest)
file(WRITE ${OUTPUT} "#include <glib.h>\nextern const gint64 ${SYMBOL};\nconst gint64 ${SYMBOL} = 0x${digest};\n")
