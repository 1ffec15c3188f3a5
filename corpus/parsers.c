#include "corpus/parsers.h"

const DcParser dc_parsers[] = {{"pdf", dc_read_pdf},         {"docx", dc_read_docx}, {"odt", dc_read_odt},
                               {"doc", dc_read_doc},         {"rtf", dc_read_rtf},   {"image", dc_read_image},
                               {"archive", dc_read_archive}, {"html", dc_read_html}, {NULL, NULL}};
