/* What the test programs share: slices of C strings, checks, files. */
#ifndef COMMON_H
#define COMMON_H

#include "zwgk.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text as the two arguments of a slice. */
#define TEXT(s) (const uint8_t *)(s), strlen(s)
#define BYTES(b) (b).data, (b).len
#define EMPTY NULL, 0

/* Fails the program with the place and what was wanted. */
#define CHECK(wanted)                                                                     \
  do {                                                                                    \
    if (!(wanted)) {                                                                      \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #wanted);                \
      exit(1);                                                                            \
    }                                                                                     \
  } while (0)

/* A whole file; memory of this library, so that zwgk_buffer_new is used too. */
static inline ZwgkBuffer read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    perror(path);
    exit(1);
  }
  CHECK(fseek(file, 0, SEEK_END) == 0);
  long size = ftell(file);
  CHECK(size >= 0 && fseek(file, 0, SEEK_SET) == 0);
  ZwgkBuffer bytes = {zwgk_buffer_new((size_t)size), (size_t)size};
  CHECK(bytes.data != NULL);
  CHECK(fread(bytes.data, 1, bytes.len, file) == bytes.len);
  fclose(file);
  return bytes;
}

static inline bool same(const ZwgkBuffer *a, const ZwgkBuffer *b) {
  return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

static inline bool begins(const ZwgkBuffer *bytes, const char *with) {
  size_t len = strlen(with);
  return bytes->len >= len && memcmp(bytes->data, with, len) == 0;
}

/* A small report with two faults, and the options that a check requires. */
#define REPORT                                                                                        \
  "{\"agency\":\"示例镇\",\"year\":2024,\"table4\":{\"reconsideration\":{\"upheld\":1,\"corrected\":0," \
  "\"other\":0,\"pending\":0,\"total\":2},\"litigation_direct\":{\"upheld\":3,\"corrected\":0,\"other\":0," \
  "\"pending\":0,\"total\":2}}}"
#define OTHER "{\"agency\":\"Example Town\",\"year\":2023,\"table4\":{}}"
#define OPTIONS "{\"as_of\":\"2025-06-01\"}"

static inline ZwgkEngine *new_engine(const char *config) {
  ZwgkEngine *engine = NULL;
  ZwgkBuffer error;
  CHECK(zwgk_engine_new(TEXT(config), &engine, &error) == ZWGK_STATUS_OK);
  CHECK(engine != NULL && error.data == NULL && error.len == 0);
  return engine;
}

#endif
