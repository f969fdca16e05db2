/* Every vector of a folder through the C ABI: the same bytes, and the status of their band.
 * The format stands in tests/src/lib.rs. */
#define _POSIX_C_SOURCE 200809L
#include "common.h"

#include <dirent.h>

/* The status that an answer asks for: that of the band its code begins with. */
static int32_t status_of(const ZwgkBuffer *answer) {
  static const char *const bands[] = {"input.", "limit.", "options.", "profile.", "internal."};
  char head[64];
  if (!begins(answer, "{\"error\":")) return ZWGK_STATUS_OK;
  for (int32_t i = 0; i < 5; i++) {
    snprintf(head, sizeof head, "{\"error\":{\"code\":\"%s", bands[i]);
    if (begins(answer, head)) return i + 1;
  }
  return -1;
}

static ZwgkBuffer read_part(const char *folder, const char *name, const char *part) {
  char path[4096];
  int len = snprintf(path, sizeof path, "%s/%s/%s", folder, name, part);
  CHECK(len > 0 && (size_t)len < sizeof path);
  return read_file(path);
}

/* The next line: its bytes without the line end, which need not be there at the end of the file. */
static const uint8_t *line(const uint8_t **at, const uint8_t *end, size_t *len) {
  const uint8_t *start = *at;
  const uint8_t *stop = start < end ? memchr(start, '\n', (size_t)(end - start)) : NULL;
  *at = stop != NULL ? stop + 1 : end;
  *len = (size_t)((stop != NULL ? stop : end) - start);
  return start;
}

static bool run(const char *folder, const char *name) {
  ZwgkBuffer call = read_part(folder, name, "call");
  ZwgkBuffer input = read_part(folder, name, "input");
  ZwgkBuffer answer = read_part(folder, name, "answer");
  const uint8_t *at = call.data, *end = call.data + call.len;
  size_t config_len, op_len, options_len;
  const uint8_t *config = line(&at, end, &config_len);
  const uint8_t *op = line(&at, end, &op_len);
  const uint8_t *options = line(&at, end, &options_len);

  ZwgkEngine *engine;
  ZwgkBuffer found;
  int32_t status = zwgk_engine_new(config, config_len, &engine, &found);
  CHECK((status == ZWGK_STATUS_OK) == (engine != NULL));
  if (engine != NULL) status = zwgk_call(engine, op, op_len, BYTES(input), options, options_len, &found);
  bool good = status == status_of(&answer) && same(&found, &answer) && found.data[found.len] == 0;
  if (!good) {
    fprintf(stderr, "%s: status %d, wanted %d\n  found  %.400s\n  wanted %.400s\n", name, (int)status,
            (int)status_of(&answer), (const char *)found.data, (const char *)answer.data);
  }
  zwgk_engine_free(engine);
  zwgk_buffer_free(&found);
  zwgk_buffer_free(&answer);
  zwgk_buffer_free(&input);
  zwgk_buffer_free(&call);
  return good;
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  CHECK(zwgk_abi_version() == ZWGK_ABI_VERSION);
  struct dirent **entries;
  int count = scandir(argv[1], &entries, NULL, alphasort);
  CHECK(count >= 0);
  int passed = 0, failed = 0;
  for (int i = 0; i < count; i++) {
    if (entries[i]->d_name[0] != '.') {
      if (run(argv[1], entries[i]->d_name)) passed++;
      else failed++;
    }
    free(entries[i]);
  }
  free(entries);
  printf("%d vectors agree, %d differ\n", passed, failed);
  return failed == 0 && passed >= 10 ? 0 : 1;
}
