/*
 * zwgk: the rules of Chinese government-information disclosure as code. The C ABI.
 *
 * Bytes in     a pointer and a length. Length 0 is empty whatever the pointer. Texts are UTF-8 without a NUL. Nothing is
 *              kept: the bytes may go away when the call returns.
 * Bytes out    a ZwgkBuffer that the caller owns and frees with zwgk_buffer_free, which sets it to zero. A NUL follows the
 *              bytes and is not counted. Freeing a zero buffer or a NULL handle does nothing.
 * Status       0, or the number of the error's band; then the buffer holds {"error":{"code","message","help","at"}}.
 *              Programs go by `code`, people read `message` and `help`, in the engine's language (`lang`: zh or en).
 * Out-params   are written whole, on success and on error, and never read: they need not be set before. A buffer that still
 *              owns bytes is not freed by a call, so free it first.
 * NULL         as handle, as bytes with a length, and a length beyond half the address space: ZWGK_STATUS_OPTIONS with an
 *              error. NULL instead of the out buffer: ZWGK_STATUS_OPTIONS, and nothing is written or done.
 * Threads      any number of threads may use one engine at once. A session is used by one thread at a time and may be handed
 *              on. Nothing may be freed while another thread uses it. The library has no globals and no thread-locals.
 * Failures     a panic inside ends the call with ZWGK_STATUS_INTERNAL, never the process; its one line goes to stderr. The
 *              engine stays usable; a session that was being changed answers ZWGK_STATUS_INTERNAL from then on.
 *
 * Written by cbindgen from bindings-c/src. Do not edit: see cbindgen.toml.
 */


#ifndef ZWGK_H
#define ZWGK_H

#include <stddef.h>
#include <stdint.h>

/**
 * It worked; the buffer holds the answer, if the function has one.
 */
#define ZWGK_STATUS_OK 0

/**
 * The input could not be read.
 */
#define ZWGK_STATUS_INPUT 1

/**
 * A limit was reached.
 */
#define ZWGK_STATUS_LIMIT 2

/**
 * The operation, its options or an argument were wrong.
 */
#define ZWGK_STATUS_OPTIONS 3

/**
 * The profile or the engine's configuration was wrong.
 */
#define ZWGK_STATUS_PROFILE 4

/**
 * The program itself failed; the engine can still be used.
 */
#define ZWGK_STATUS_INTERNAL 5

/**
 * Version of this ABI: it changes when a caller that was compiled against an older header would break.
 */
#define ZWGK_ABI_VERSION 1

/**
 * A profile, decisions, limits and a language. It never changes once made: any number of threads may use one at once.
 */
typedef struct ZwgkEngine ZwgkEngine;

/**
 * What is larger than one input. One thread at a time may use it; threads that share work open one each and merge them.
 */
typedef struct ZwgkSession ZwgkSession;

/**
 * Bytes that this library allocated and the caller owns: an answer, or an error as JSON. A NUL follows them and is not
 * counted, so text without NULs is a C string. Free it with `zwgk_buffer_free`; never change its fields.
 */
typedef struct ZwgkBuffer {
  /**
   * The bytes; NULL when there are none to free.
   */
  uint8_t *data;
  /**
   * How many.
   */
  size_t len;
} ZwgkBuffer;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * `len` zeroed bytes and a NUL, aligned for any out-parameter of this library; NULL when there is no memory for them.
 *
 * This is how a host of the wasm32 build gets memory to write arguments to and out-parameters in: such a host has none
 * to begin with, so a pointer is returned, not a buffer written. Free it as the `data` of a `ZwgkBuffer` with this `len`;
 * that `ZwgkBuffer` may stand in the very bytes that it frees.
 */
uint8_t *zwgk_buffer_new(size_t len);

/**
 * Frees the bytes of a buffer and sets it to zero; NULL or a buffer that is zero already: nothing happens.
 *
 * # Safety
 * `buffer` is NULL or as this library filled it, freed at most once (a copy of it is the same buffer).
 */
void zwgk_buffer_free(struct ZwgkBuffer *buffer);

/**
 * Makes an engine of a JSON configuration (`lang`, `profile`, `decisions`, `limits`; none of it is required).
 *
 * On success `*engine` is the engine, to be freed with `zwgk_engine_free`, and `*error` is zero; else `*engine` is NULL and
 * `*error` has the error, in the language that the configuration asks for.
 *
 * # Safety
 * `config` leads to `config_len` bytes; `engine` and `error` are NULL or can be written.
 */
int32_t zwgk_engine_new(const uint8_t *config,
                        size_t config_len,
                        struct ZwgkEngine **engine,
                        struct ZwgkBuffer *error);

/**
 * Frees an engine; NULL: nothing happens. Its sessions live on.
 *
 * # Safety
 * `engine` is NULL or came from `zwgk_engine_new`, is used by no thread any more and freed once.
 */
void zwgk_engine_free(struct ZwgkEngine *engine);

/**
 * One request: an operation (such as `check`), its input and its options as JSON. `check` requires `as_of` among the
 * options: the library reads no clock.
 *
 * `*answer` holds the answer, or the error in the engine's language; free it in both cases.
 *
 * # Safety
 * `engine` is NULL or a live engine, each pointer leads to as many bytes as its length says, `answer` is NULL or can be
 * written.
 */
int32_t zwgk_call(const struct ZwgkEngine *engine,
                  const uint8_t *op,
                  size_t op_len,
                  const uint8_t *input,
                  size_t input_len,
                  const uint8_t *options,
                  size_t options_len,
                  struct ZwgkBuffer *answer);

/**
 * Opens a session of an operation that has one (`check`), with the options of that operation.
 *
 * On success `*session` is the session, to be freed with `zwgk_session_free`, and `*error` is zero; else `*session` is NULL
 * and `*error` has the error. The engine may be freed before its sessions.
 *
 * # Safety
 * `engine` is NULL or a live engine, each pointer leads to as many bytes as its length says, `session` and `error` are NULL
 * or can be written.
 */
int32_t zwgk_session_open(const struct ZwgkEngine *engine,
                          const uint8_t *op,
                          size_t op_len,
                          const uint8_t *options,
                          size_t options_len,
                          struct ZwgkSession **session,
                          struct ZwgkBuffer *error);

/**
 * Pushes one input called `name` (UTF-8; empty: the input names itself). `*answer` holds what this input alone says, or its
 * error: the session counts an input that cannot be read and goes on. Wrong arguments are not counted.
 *
 * # Safety
 * `session` is NULL or a live session that no other thread uses now, each pointer leads to as many bytes as its length says,
 * `answer` is NULL or can be written.
 */
int32_t zwgk_session_push(struct ZwgkSession *session,
                          const uint8_t *name,
                          size_t name_len,
                          const uint8_t *input,
                          size_t input_len,
                          struct ZwgkBuffer *answer);

/**
 * Takes over what `other` counted; `other` stays as it is. Both were opened with one engine, one operation and the same
 * options. On success `*error` is zero.
 *
 * # Safety
 * Both are NULL or live sessions that no other thread uses now; `error` is NULL or can be written.
 */
int32_t zwgk_session_merge(struct ZwgkSession *session,
                           const struct ZwgkSession *other,
                           struct ZwgkBuffer *error);

/**
 * Totals of everything that was pushed and merged. The session stays open: more may be pushed, and it must be freed.
 *
 * # Safety
 * `session` is NULL or a live session that no other thread uses now; `answer` is NULL or can be written.
 */
int32_t zwgk_session_finish(struct ZwgkSession *session,
                            struct ZwgkBuffer *answer);

/**
 * Frees a session; NULL: nothing happens.
 *
 * # Safety
 * `session` is NULL or came from `zwgk_session_open`, is used by no thread any more and freed once.
 */
void zwgk_session_free(struct ZwgkSession *session);

/**
 * The ABI version of the library that is loaded: compare it with `ZWGK_ABI_VERSION` of the header.
 */
int32_t zwgk_abi_version(void);

/**
 * The version of the program, such as `0.1.0`: static, NUL-terminated, never to be freed.
 */
const char *zwgk_version(void);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* ZWGK_H */
