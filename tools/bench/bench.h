/* The benchmark's parts: each measures us and the peers in one run and prints rows of the table. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Milliseconds of something done many times. */
typedef struct {
  GArray *samples; /* of double */
} BenchTimes;

BenchTimes bench_times_new(void);
void bench_times_clear(BenchTimes *times);
void bench_times_add(BenchTimes *times, double milliseconds);
/* `share` 0.5: the median. NAN without samples. */
double bench_times_at(const BenchTimes *times, double share);

double bench_now(void); /* milliseconds */
double bench_cpu(void); /* milliseconds of processor time: the same whatever else the machine does */
void bench_row(const char *what, const char *measured, const char *budget, gboolean kept);

/* Files below a folder whose names end so, sorted: array of char*. */
GPtrArray *bench_files(const char *folder, const char *ending);
/* Runs a program with its output thrown away; milliseconds, NAN when it is not installed or failed. */
double bench_run(const char *const *argv);
/* The same in milliseconds of its processor time. */
double bench_run_cpu(const char *const *argv);

/* Reading of the files in a folder, format by format, against converters. */
gboolean bench_readers(const char *folder);
/* Extraction and indexing of a folder of texts, against pcre2grep, FTS5 and omindex. */
gboolean bench_index(const char *program, const char *folder, const char *work);
/* Search over an index of our own made from a folder, against FTS5 and Xapian on the same texts. */
gboolean bench_search(const char *db, const char *folder, const char *work, const char *xapian_peer);
/* Direct references, chains and coverage over an index, against recursive SQL. */
gboolean bench_graph(const char *db);

G_END_DECLS
