/* Wrong arguments, wrong order, many threads: a status and an error, never a crash. Built with sanitizers too. */
#define _POSIX_C_SOURCE 200809L
#include "common.h"

#include <pthread.h>

#define MARK ((void *)(uintptr_t)0x5a5a)

/* Frees an answer that must be an error of this code. */
static void error_of(ZwgkBuffer *answer, const char *code) {
  char head[96];
  snprintf(head, sizeof head, "{\"error\":{\"code\":\"%s\",\"message\":\"", code);
  if (!begins(answer, head)) {
    fprintf(stderr, "wanted %s, found %s\n", code, answer->data == NULL ? "nothing" : (const char *)answer->data);
    exit(1);
  }
  CHECK(strlen((const char *)answer->data) == answer->len);
  zwgk_buffer_free(answer);
  CHECK(answer->data == NULL && answer->len == 0);
}

#define REFUSED(call, wanted, code)  \
  do {                               \
    ZwgkBuffer answer = {MARK, 77};  \
    CHECK((call) == (wanted));       \
    error_of(&answer, code);         \
  } while (0)

static void versions(void) {
  CHECK(zwgk_abi_version() == ZWGK_ABI_VERSION);
  CHECK(zwgk_version() != NULL && strchr(zwgk_version(), '.') != NULL);
}

static void buffers(void) {
  ZwgkBuffer zero = {NULL, 0};
  zwgk_buffer_free(NULL);
  zwgk_buffer_free(&zero);
  zwgk_buffer_free(&zero);
  ZwgkBuffer none = {zwgk_buffer_new(0), 0};
  CHECK(none.data != NULL && none.data[0] == 0);
  zwgk_buffer_free(&none);
  zwgk_buffer_free(&none);
  CHECK(none.data == NULL);
  CHECK(zwgk_buffer_new(SIZE_MAX) == NULL);
  CHECK(zwgk_buffer_new(SIZE_MAX / 2) == NULL);
  /* A host without memory: the buffer stands in the bytes that it frees. */
  uint8_t *bytes = zwgk_buffer_new(sizeof(ZwgkBuffer));
  CHECK(bytes != NULL && (uintptr_t)bytes % sizeof(void *) == 0);
  ZwgkBuffer *inside = (ZwgkBuffer *)(void *)bytes;
  inside->data = bytes;
  inside->len = sizeof(ZwgkBuffer);
  zwgk_buffer_free(inside);
}

static void engines(void) {
  ZwgkEngine *engine = MARK;
  ZwgkBuffer untouched = {MARK, 77};
  zwgk_engine_free(NULL);
  /* Without an out buffer nothing is written; without a place for the handle the buffer says so. */
  CHECK(zwgk_engine_new(TEXT("{}"), &engine, NULL) == ZWGK_STATUS_OPTIONS && engine == MARK);
  CHECK(zwgk_engine_new(TEXT("{}"), NULL, NULL) == ZWGK_STATUS_OPTIONS);
  REFUSED(zwgk_engine_new(TEXT("{}"), NULL, &answer), ZWGK_STATUS_OPTIONS, "options.null");
  REFUSED(zwgk_engine_new(NULL, 2, &engine, &answer), ZWGK_STATUS_OPTIONS, "options.null");
  CHECK(engine == NULL);
  engine = MARK;
  REFUSED(zwgk_engine_new((const uint8_t *)"{}", SIZE_MAX, &engine, &answer), ZWGK_STATUS_OPTIONS, "options.length");
  CHECK(engine == NULL);
  REFUSED(zwgk_engine_new(TEXT("{\"lang\":\"fr\"}"), &engine, &answer), ZWGK_STATUS_PROFILE, "profile.unknown-value");
  REFUSED(zwgk_engine_new(TEXT("{"), &engine, &answer), ZWGK_STATUS_PROFILE, "profile.truncated");
  /* The error is in the language that the broken configuration asks for. */
  CHECK(zwgk_engine_new(TEXT("{\"lang\":\"en\",\"lnag\":1}"), &engine, &untouched) == ZWGK_STATUS_PROFILE);
  CHECK(strstr((const char *)untouched.data, "unknown field `lnag`") != NULL);
  error_of(&untouched, "profile.unknown-field");
  /* Length 0 is empty, whatever the pointer. */
  ZwgkBuffer error;
  CHECK(zwgk_engine_new(NULL, 0, &engine, &error) == ZWGK_STATUS_OK && engine != NULL);
  zwgk_engine_free(engine);
  CHECK(zwgk_engine_new(MARK, 0, &engine, &error) == ZWGK_STATUS_OK && engine != NULL);
  zwgk_engine_free(engine);
}

static void calls(const ZwgkEngine *engine) {
  const uint8_t *one = (const uint8_t *)"x";
  size_t beyond = SIZE_MAX / 2 + 1;
  CHECK(zwgk_call(engine, TEXT("rules"), EMPTY, EMPTY, NULL) == ZWGK_STATUS_OPTIONS);
  CHECK(zwgk_call(NULL, EMPTY, EMPTY, EMPTY, NULL) == ZWGK_STATUS_OPTIONS);
  REFUSED(zwgk_call(NULL, TEXT("rules"), EMPTY, EMPTY, &answer), ZWGK_STATUS_OPTIONS, "options.null");
  REFUSED(zwgk_call(engine, NULL, 5, EMPTY, EMPTY, &answer), ZWGK_STATUS_OPTIONS, "options.null");
  REFUSED(zwgk_call(engine, TEXT("check"), NULL, 1, TEXT(OPTIONS), &answer), ZWGK_STATUS_OPTIONS, "options.null");
  REFUSED(zwgk_call(engine, TEXT("check"), TEXT(REPORT), NULL, 1, &answer), ZWGK_STATUS_OPTIONS, "options.null");
  REFUSED(zwgk_call(engine, one, beyond, EMPTY, EMPTY, &answer), ZWGK_STATUS_OPTIONS, "options.length");
  REFUSED(zwgk_call(engine, TEXT("check"), one, beyond, TEXT(OPTIONS), &answer), ZWGK_STATUS_OPTIONS, "options.length");
  REFUSED(zwgk_call(engine, TEXT("check"), TEXT(REPORT), one, SIZE_MAX, &answer), ZWGK_STATUS_OPTIONS, "options.length");
  REFUSED(zwgk_call(engine, EMPTY, EMPTY, EMPTY, &answer), ZWGK_STATUS_OPTIONS, "options.unknown-op");
  REFUSED(zwgk_call(engine, TEXT("\xff\xfe"), EMPTY, EMPTY, &answer), ZWGK_STATUS_OPTIONS, "options.text");
  REFUSED(zwgk_call(engine, (const uint8_t *)"check\0", 6, EMPTY, EMPTY, &answer), ZWGK_STATUS_OPTIONS, "options.unknown-op");
  REFUSED(zwgk_call(engine, TEXT("check"), TEXT(REPORT), EMPTY, &answer), ZWGK_STATUS_OPTIONS, "options.empty");
  REFUSED(zwgk_call(engine, TEXT("check"), TEXT(REPORT), TEXT("{}"), &answer), ZWGK_STATUS_OPTIONS, "options.missing");
  REFUSED(zwgk_call(engine, TEXT("check"), EMPTY, TEXT(OPTIONS), &answer), ZWGK_STATUS_INPUT, "input.empty");
  REFUSED(zwgk_call(engine, TEXT("check"), (const uint8_t *)"\0\0", 2, TEXT(OPTIONS), &answer), ZWGK_STATUS_INPUT, "input.json");
  ZwgkBuffer answer;
  /* Errors about arguments too are in the engine's language. */
  ZwgkEngine *small = new_engine("{\"lang\":\"en\",\"limits\":{\"bytes\":100}}");
  CHECK(zwgk_call(small, NULL, 1, EMPTY, EMPTY, &answer) == ZWGK_STATUS_OPTIONS);
  CHECK(strstr((const char *)answer.data, "the argument `op` is a null pointer") != NULL);
  zwgk_buffer_free(&answer);
  REFUSED(zwgk_call(small, TEXT("check"), TEXT(REPORT), TEXT(OPTIONS), &answer), ZWGK_STATUS_LIMIT, "limit.size");
  zwgk_engine_free(small);
  CHECK(zwgk_call(engine, TEXT("rules"), EMPTY, EMPTY, &answer) == ZWGK_STATUS_OK);
  CHECK(answer.data[answer.len] == 0 && strlen((const char *)answer.data) == answer.len);
  zwgk_buffer_free(&answer);
}

static ZwgkSession *open_session(const ZwgkEngine *engine, const char *options) {
  ZwgkSession *session;
  ZwgkBuffer error;
  CHECK(zwgk_session_open(engine, TEXT("check"), TEXT(options), &session, &error) == ZWGK_STATUS_OK);
  CHECK(session != NULL && error.data == NULL && error.len == 0);
  return session;
}

static void wrong_sessions(const ZwgkEngine *engine) {
  ZwgkSession *session = MARK;
  zwgk_session_free(NULL);
  CHECK(zwgk_session_open(engine, TEXT("check"), TEXT(OPTIONS), &session, NULL) == ZWGK_STATUS_OPTIONS && session == MARK);
  REFUSED(zwgk_session_open(engine, TEXT("check"), TEXT(OPTIONS), NULL, &answer), ZWGK_STATUS_OPTIONS, "options.null");
  REFUSED(zwgk_session_open(NULL, TEXT("check"), TEXT(OPTIONS), &session, &answer), ZWGK_STATUS_OPTIONS, "options.null");
  CHECK(session == NULL);
  REFUSED(zwgk_session_open(engine, TEXT("rules"), EMPTY, &session, &answer), ZWGK_STATUS_OPTIONS, "options.no-session");
  REFUSED(zwgk_session_open(engine, TEXT("check"), TEXT("{}"), &session, &answer), ZWGK_STATUS_OPTIONS, "options.missing");
  CHECK(session == NULL);
  REFUSED(zwgk_session_push(NULL, EMPTY, EMPTY, &answer), ZWGK_STATUS_OPTIONS, "options.null");
  REFUSED(zwgk_session_finish(NULL, &answer), ZWGK_STATUS_OPTIONS, "options.null");
  REFUSED(zwgk_session_merge(NULL, NULL, &answer), ZWGK_STATUS_OPTIONS, "options.null");

  session = open_session(engine, OPTIONS);
  ZwgkBuffer before, after;
  CHECK(zwgk_session_finish(session, &before) == ZWGK_STATUS_OK);
  CHECK(zwgk_session_push(session, EMPTY, TEXT(REPORT), NULL) == ZWGK_STATUS_OPTIONS);
  CHECK(zwgk_session_finish(session, NULL) == ZWGK_STATUS_OPTIONS);
  CHECK(zwgk_session_merge(session, session, NULL) == ZWGK_STATUS_OPTIONS);
  REFUSED(zwgk_session_push(session, NULL, 1, TEXT(REPORT), &answer), ZWGK_STATUS_OPTIONS, "options.null");
  REFUSED(zwgk_session_push(session, TEXT("\xe4\xb8"), TEXT(REPORT), &answer), ZWGK_STATUS_OPTIONS, "options.text");
  REFUSED(zwgk_session_push(session, EMPTY, NULL, 1, &answer), ZWGK_STATUS_OPTIONS, "options.null");
  REFUSED(zwgk_session_merge(session, NULL, &answer), ZWGK_STATUS_OPTIONS, "options.null");
  REFUSED(zwgk_session_merge(NULL, session, &answer), ZWGK_STATUS_OPTIONS, "options.null");
  REFUSED(zwgk_session_merge(session, session, &answer), ZWGK_STATUS_OPTIONS, "options.merge-self");
  ZwgkSession *other = open_session(engine, "{\"as_of\":\"2025-06-02\"}");
  REFUSED(zwgk_session_merge(session, other, &answer), ZWGK_STATUS_OPTIONS, "options.merge");
  /* Nothing of all that was counted. */
  CHECK(zwgk_session_finish(session, &after) == ZWGK_STATUS_OK && same(&before, &after));
  zwgk_buffer_free(&before);
  zwgk_buffer_free(&after);
  zwgk_session_free(other);
  zwgk_session_free(session);
}

static const struct {
  const char *name, *input;
  int32_t status;
} INPUTS[] = {{"一/a.json", REPORT, ZWGK_STATUS_OK},
              {"b", OTHER, ZWGK_STATUS_OK},
              {"", REPORT, ZWGK_STATUS_OK},
              {"c", "{\"agency\":", ZWGK_STATUS_INPUT},
              {"d", "", ZWGK_STATUS_INPUT}};
enum { COUNT = sizeof INPUTS / sizeof INPUTS[0] };

/* Pushes an input; with `wanted` set its answer is compared, else it becomes what is wanted. */
static void push(ZwgkSession *session, int i, ZwgkBuffer *wanted) {
  ZwgkBuffer answer;
  CHECK(zwgk_session_push(session, TEXT(INPUTS[i].name), TEXT(INPUTS[i].input), &answer) == INPUTS[i].status);
  CHECK(answer.data[answer.len] == 0);
  if (wanted->data == NULL) {
    *wanted = answer;
  } else {
    CHECK(same(&answer, wanted));
    zwgk_buffer_free(&answer);
  }
}

static void orders_and_splits(void) {
  ZwgkEngine *engine = new_engine("{}");
  ZwgkBuffer wanted[COUNT] = {{NULL, 0}}, all, found, again, nothing;
  ZwgkSession *whole = open_session(engine, OPTIONS);
  for (int i = 0; i < COUNT; i++) push(whole, i, &wanted[i]);
  CHECK(zwgk_session_finish(whole, &all) == ZWGK_STATUS_OK);
  CHECK(strstr((const char *)all.data, "\"totals\":{\"subjects\":3,\"errors\":2,") != NULL);
  zwgk_session_free(whole);
  for (int cut = 0; cut <= COUNT; cut++) {
    ZwgkSession *left = open_session(engine, OPTIONS), *right = open_session(engine, OPTIONS);
    for (int i = COUNT; i-- > 0;) push(i < cut ? left : right, i, &wanted[i]);
    CHECK(zwgk_session_merge(right, left, &nothing) == ZWGK_STATUS_OK && nothing.data == NULL && nothing.len == 0);
    zwgk_session_free(left);
    CHECK(zwgk_session_finish(right, &found) == ZWGK_STATUS_OK && same(&found, &all));
    CHECK(zwgk_session_finish(right, &again) == ZWGK_STATUS_OK && same(&again, &all));
    zwgk_buffer_free(&found);
    zwgk_buffer_free(&again);
    zwgk_session_free(right);
  }
  /* A session keeps what it needs of its engine; after `finish` it goes on. */
  ZwgkSession *last = open_session(engine, OPTIONS);
  CHECK(zwgk_session_finish(last, &found) == ZWGK_STATUS_OK);
  zwgk_buffer_free(&found);
  zwgk_engine_free(engine);
  for (int i = 0; i < COUNT; i++) push(last, i, &wanted[i]);
  CHECK(zwgk_session_finish(last, &found) == ZWGK_STATUS_OK && same(&found, &all));
  zwgk_buffer_free(&found);
  zwgk_session_free(last);
  zwgk_buffer_free(&all);
  for (int i = 0; i < COUNT; i++) zwgk_buffer_free(&wanted[i]);
}

enum { THREADS = 4, ROUNDS = 25 };

typedef struct {
  const ZwgkEngine *engine;
  ZwgkSession *session;
  const ZwgkBuffer *wanted;
} Work;

static void *work(void *argument) {
  Work *work = argument;
  ZwgkBuffer answer;
  for (int i = 0; i < ROUNDS; i++) {
    CHECK(zwgk_call(work->engine, TEXT("check"), TEXT(REPORT), TEXT(OPTIONS), &answer) == ZWGK_STATUS_OK);
    CHECK(same(&answer, work->wanted));
    zwgk_buffer_free(&answer);
    REFUSED(zwgk_call(work->engine, TEXT("check"), TEXT("["), TEXT(OPTIONS), &answer), ZWGK_STATUS_INPUT, "input.truncated");
    CHECK(zwgk_session_push(work->session, EMPTY, TEXT(REPORT), &answer) == ZWGK_STATUS_OK);
    CHECK(same(&answer, work->wanted));
    zwgk_buffer_free(&answer);
  }
  return NULL;
}

static void threads(const ZwgkEngine *engine) {
  ZwgkBuffer wanted, totals, nothing;
  CHECK(zwgk_call(engine, TEXT("check"), TEXT(REPORT), TEXT(OPTIONS), &wanted) == ZWGK_STATUS_OK);
  pthread_t threads[THREADS];
  Work works[THREADS];
  for (int i = 0; i < THREADS; i++) {
    works[i] = (Work){engine, open_session(engine, OPTIONS), &wanted};
    CHECK(pthread_create(&threads[i], NULL, work, &works[i]) == 0);
  }
  for (int i = 0; i < THREADS; i++) {
    CHECK(pthread_join(threads[i], NULL) == 0);
    if (i == 0) continue;
    CHECK(zwgk_session_merge(works[0].session, works[i].session, &nothing) == ZWGK_STATUS_OK);
    zwgk_session_free(works[i].session);
  }
  CHECK(zwgk_session_finish(works[0].session, &totals) == ZWGK_STATUS_OK);
  CHECK(strstr((const char *)totals.data, "\"subjects\":100,\"errors\":0,") != NULL);
  zwgk_session_free(works[0].session);
  zwgk_buffer_free(&totals);
  zwgk_buffer_free(&wanted);
}

int main(void) {
  versions();
  buffers();
  engines();
  ZwgkEngine *engine = new_engine("{}");
  calls(engine);
  wrong_sessions(engine);
  orders_and_splits();
  threads(engine);
  zwgk_engine_free(engine);
  puts("every misuse got its status");
  return 0;
}
