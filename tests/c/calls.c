/* N checks, an error after each, engines and sessions between: under valgrind not a byte may be lost. */
#include "common.h"

static void call(const ZwgkEngine *engine, const char *op, const char *input, const char *options, int32_t wanted) {
  ZwgkBuffer answer;
  CHECK(zwgk_call(engine, TEXT(op), TEXT(input), TEXT(options), &answer) == wanted);
  CHECK(answer.data != NULL && answer.data[answer.len] == 0);
  zwgk_buffer_free(&answer);
}

static void session(const ZwgkEngine *engine) {
  ZwgkSession *one, *two;
  ZwgkBuffer answer;
  CHECK(zwgk_session_open(engine, TEXT("check"), TEXT(OPTIONS), &one, &answer) == ZWGK_STATUS_OK);
  CHECK(zwgk_session_open(engine, TEXT("check"), TEXT(OPTIONS), &two, &answer) == ZWGK_STATUS_OK);
  CHECK(zwgk_session_push(two, TEXT("a"), TEXT(REPORT), &answer) == ZWGK_STATUS_OK);
  zwgk_buffer_free(&answer);
  CHECK(zwgk_session_push(two, TEXT("b"), TEXT("{"), &answer) == ZWGK_STATUS_INPUT);
  zwgk_buffer_free(&answer);
  CHECK(zwgk_session_merge(one, two, &answer) == ZWGK_STATUS_OK);
  CHECK(zwgk_session_finish(one, &answer) == ZWGK_STATUS_OK);
  zwgk_buffer_free(&answer);
  zwgk_session_free(one);
  zwgk_session_free(two);
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  long rounds = strtol(argv[1], NULL, 10);
  CHECK(rounds > 0);
  ZwgkEngine *engine = new_engine("{\"lang\":\"en\"}");
  for (long i = 0; i < rounds; i++) {
    call(engine, "check", REPORT, OPTIONS, ZWGK_STATUS_OK);
    if (i % 3 == 0) call(engine, "check", "{\"agency\":1}", OPTIONS, ZWGK_STATUS_INPUT);
    if (i % 3 == 1) call(engine, "check", REPORT, "{}", ZWGK_STATUS_OPTIONS);
    if (i % 3 == 2) call(engine, "chekc", "", "", ZWGK_STATUS_OPTIONS);
    /* An engine costs as much as a hundred calls. */
    if (i % 100 == 0) {
      ZwgkEngine *bad;
      ZwgkBuffer error;
      CHECK(zwgk_engine_new(TEXT("{\"profile\":\"nowhere\"}"), &bad, &error) == ZWGK_STATUS_PROFILE && bad == NULL);
      zwgk_buffer_free(&error);
      zwgk_engine_free(new_engine("{}"));
      session(engine);
    }
  }
  zwgk_engine_free(engine);
  printf("%ld rounds\n", rounds);
  return 0;
}
