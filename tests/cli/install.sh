# Installs into a folder of its own, compiles a program against every installed header and the pkg-config file,
# and runs it and the installed danchieu.
set -eu
root=$PWD/root
rm -rf "$root"
cmake --install "$BUILD" --prefix "$root" >install.log

"$root/bin/danchieu" --version

PKG_CONFIG_PATH=$(dirname "$(find "$root" -name danchieu.pc)")
export PKG_CONFIG_PATH
(cd "$root/include/danchieu" && find . -name '*.h' | sort | sed 's|^\./\(.*\)|#include "\1"|') >client.c
cat >>client.c <<'END'
#include <string.h>

int
main(void) {
  g_autofree char *folded = dc_letters_fold("Tỉnh Uỷ", -1);
  g_autoptr(DcDocument) document = dc_document_new("a.txt");
  dc_document_take_text(document, g_strdup("Kết luận số 91-KL/TW"), strlen("Kết luận số 91-KL/TW"));
  g_autoptr(DcExtract) extract = dc_extract(document);
  return strcmp(folded, "tỉnh ủy") == 0 && extract->mentions->len == 1 ? 0 : 1;
}
END
# shellcheck disable=SC2046,SC2086 # lists of flags
"$CC" $CFLAGS -std=c17 -Wall -Werror client.c -o client \
  $(pkg-config --cflags --libs danchieu)
./client
