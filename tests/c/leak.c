/* One answer in twenty is not freed: valgrind and the sanitizer must say so, or their silence elsewhere means nothing. */
#include "common.h"

int main(void) {
  ZwgkEngine *engine = new_engine("{}");
  for (int i = 0; i < 20; i++) {
    ZwgkBuffer answer;
    CHECK(zwgk_call(engine, TEXT("check"), TEXT(REPORT), TEXT(OPTIONS), &answer) == ZWGK_STATUS_OK);
    if (i != 10) zwgk_buffer_free(&answer);
  }
  zwgk_engine_free(engine);
  return 0;
}
