/* Every outline atomic against what it has to do: the old value is returned, the new one is stored, and nothing beside it is touched. */
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include "check.h"

typedef unsigned __int128 uint128_t;

static int functions;

#define MEMORY 0x8899aabbccddeef1u
#define VALUE 0xfedcba9876543217u
#define GUARD 0x5a

#define CHECK_OPERATION(name, type, result) \
    do \
    { \
        extern type name(type, type *); \
        struct { type before, at, after; } m; \
        memset(&m, GUARD, sizeof m); \
        type guard = m.before, old = (type)MEMORY, value = (type)VALUE; \
        m.at = old; \
        CHECK(name(value, &m.at) == old); \
        CHECK(m.at == (type)(result)); \
        CHECK(m.before == guard && m.after == guard); \
        functions++; \
    } while (0)

#define CHECK_CAS(name, type, expected_, new_) \
    do \
    { \
        extern type name(type, type, type *); \
        struct { type before, at, after; } m __attribute__((aligned(16))); \
        memset(&m, GUARD, sizeof m); \
        type guard = m.before, expected = (type)(expected_), replacement = (type)(new_); \
        m.at = expected; \
        CHECK(name(expected, replacement, &m.at) == expected); \
        CHECK(m.at == replacement); \
        CHECK(name(expected, expected, &m.at) == replacement); \
        CHECK(m.at == replacement); \
        CHECK(m.before == guard && m.after == guard); \
        functions++; \
    } while (0)

#define EACH_OF_SIZE(bytes, type, order) \
    CHECK_CAS(__aarch64_cas##bytes##_##order, type, MEMORY, VALUE); \
    CHECK_OPERATION(__aarch64_swp##bytes##_##order, type, value); \
    CHECK_OPERATION(__aarch64_ldadd##bytes##_##order, type, old + value); \
    CHECK_OPERATION(__aarch64_ldclr##bytes##_##order, type, old & ~value); \
    CHECK_OPERATION(__aarch64_ldeor##bytes##_##order, type, old ^ value); \
    CHECK_OPERATION(__aarch64_ldset##bytes##_##order, type, old | value)

#define EACH_OF_ORDER(order) \
    EACH_OF_SIZE(1, uint8_t, order); \
    EACH_OF_SIZE(2, uint16_t, order); \
    EACH_OF_SIZE(4, uint32_t, order); \
    EACH_OF_SIZE(8, uint64_t, order); \
    CHECK_CAS(__aarch64_cas16_##order, uint128_t, (uint128_t)MEMORY << 64 | VALUE, (uint128_t)VALUE << 64 | MEMORY)

enum { THREADS = 4, ROUNDS = 20000 };

static uint32_t added;
static uint64_t swapped_in;
static uint128_t pair;

static void *compete(void *unused)
{
    extern uint32_t __aarch64_ldadd4_acq_rel(uint32_t, uint32_t *);
    extern uint64_t __aarch64_cas8_acq_rel(uint64_t, uint64_t, uint64_t *);
    extern uint128_t __aarch64_cas16_acq_rel(uint128_t, uint128_t, uint128_t *);
    for (int i = 0; i < ROUNDS; i++)
    {
        __aarch64_ldadd4_acq_rel(1, &added);
        for (uint64_t seen = 0, old; (old = __aarch64_cas8_acq_rel(seen, seen + 1, &swapped_in)) != seen;)
            seen = old;
        for (uint128_t seen = 0, old; (old = __aarch64_cas16_acq_rel(seen, seen + 1 + ((uint128_t)1 << 64), &pair)) != seen;)
            seen = old;
    }
    return unused;
}

int main(void)
{
    EACH_OF_ORDER(relax);
    EACH_OF_ORDER(acq);
    EACH_OF_ORDER(rel);
    EACH_OF_ORDER(acq_rel);
    EACH_OF_ORDER(sync);

    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, compete, NULL) == 0);
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK(added == THREADS * ROUNDS && swapped_in == THREADS * ROUNDS);
    CHECK((uint64_t)pair == THREADS * ROUNDS && (uint64_t)(pair >> 64) == THREADS * ROUNDS);
    printf("%d functions\n", functions);
    return 0;
}
