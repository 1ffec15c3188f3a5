// The peer: Xapian over the same tokens. Usage: xapian-peer TOKENS DATABASE QUESTIONS
// TOKENS has a document a line: "@FILTER" and its tokens; one with '=' in front stands at the place of the
// next. QUESTIONS has a line each, "and|or|phrase|phrases|filter" TAB tokens. Prints how indexing went, then
// milliseconds a question.
#include <sys/stat.h>
#include <xapian.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

// Milliseconds of processor time.
static double
now() {
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return (double)used.tv_sec * 1e3 + (double)used.tv_nsec / 1e6;
}

static void
print_size(const char *path) {
  double bytes = 0;
  struct stat info;
  for (const char *file :
       {"/postlist.glass", "/position.glass", "/termlist.glass", "/docdata.glass", "/iamglass"})
    if (stat((std::string(path) + file).c_str(), &info) == 0)
      bytes += (double)info.st_size;
  std::printf(", %.0f MB\n", bytes / 1e6);
}

// Takes an index that is there from before as it is.
static void
index_all(const char *tokens, const char *path) {
  struct stat info;
  if (stat((std::string(path) + "/iamglass").c_str(), &info) == 0) {
    std::printf("Xapian with our tokens: from before");
    print_size(path);
    return;
  }
  std::ifstream in(tokens);
  std::string line, token;
  double start = now();
  Xapian::WritableDatabase db(path, Xapian::DB_CREATE_OR_OVERWRITE);
  while (std::getline(in, line)) {
    std::istringstream words(line);
    Xapian::Document document;
    Xapian::termpos place = 1;
    while (words >> token) {
      if (token[0] == '@')
        document.add_boolean_term(token);
      else if (token.size() < 200)
        document.add_posting(token[0] == '=' ? token.substr(1) : token, token[0] == '=' ? place : place++);
    }
    db.add_document(document);
  }
  db.commit();
  std::printf("Xapian with our tokens: %.1f s", (now() - start) / 1000);
  print_size(path);
}

static Xapian::Query
query_of(const std::string &kind, const std::vector<std::string> &words) {
  using Xapian::Query;
  if (kind == "or")
    return Query(Query::OP_OR, words.begin(), words.end());
  if (kind == "phrase")
    return Query(Query::OP_PHRASE, words.begin(), words.end(), words.size());
  if (kind == "phrases" && words.size() == 4)
    return Query(Query::OP_AND, Query(Query::OP_PHRASE, words.begin(), words.begin() + 2, 2),
                 Query(Query::OP_PHRASE, words.begin() + 2, words.end(), 2));
  Query all(Query::OP_AND, words.begin(), words.end());
  return kind == "filter" ? Query(Query::OP_FILTER, all, Query("@KH")) : all;
}

static double
ask(const Xapian::Database &db, const std::string &line) {
  std::istringstream in(line);
  std::string kind, word;
  std::vector<std::string> words;
  in >> kind;
  while (in >> word)
    words.push_back(word);
  if (words.empty())
    return 0;
  double start = now();
  Xapian::Enquire enquire(db);
  enquire.set_query(query_of(kind, words));
  Xapian::MSet found = enquire.get_mset(0, 10);
  volatile Xapian::doccount n = found.size();
  (void)n;
  return now() - start;
}

int
main(int argc, char **argv) {
  if (argc != 4)
    return 2;
  try {
    index_all(argv[1], argv[2]);
    Xapian::Database db(argv[2]);
    std::ifstream questions(argv[3]);
    std::vector<std::string> lines;
    for (std::string line; std::getline(questions, line);)
      lines.push_back(line);
    for (const auto &line : lines) // warms up
      ask(db, line);
    for (const auto &line : lines)
      std::printf("%.4f\n", ask(db, line));
  } catch (const Xapian::Error &error) {
    std::fprintf(stderr, "xapian-peer: %s\n", error.get_description().c_str());
    return 2;
  }
  return 0;
}
