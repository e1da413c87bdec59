/*
 * arena: memory that is freed all at once.
 *
 * Everything read from or computed for one command lives in one arena and
 * dies with it; nothing taken from an arena is ever freed on its own.  A
 * loop that allocates takes a second, scratch arena and clears it each time
 * round.  Running out of memory prints a message and exits with EXIT_MACHINE,
 * so no caller tests for NULL.
 *
 * Under AddressSanitizer every object is a block of its own, so that an
 * overflow of one is seen.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_block *top;
	struct arena_pages *pages;
};

#define ARENA_INIT { NULL, NULL }

/* Zeroed, maximally aligned memory for n objects of the given size. */
void *arena_alloc(struct arena *a, size_t n, size_t size)
    __attribute__((malloc, returns_nonnull));
/* The n bytes at s and a NUL. */
char *arena_strndup(struct arena *a, const char *s, size_t n)
    __attribute__((returns_nonnull));
char *arena_strdup(struct arena *a, const char *s)
    __attribute__((returns_nonnull));
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3), returns_nonnull));

/*
 * Room for one more element in the array at p, which has n of them, each of
 * the given size.  Arrays grow by doubling when n is 0 or a power of two from
 * 8 on; the old copy stays in the arena.  Returns the array.
 */
void *arena_grow(struct arena *a, const void *p, size_t n, size_t size)
    __attribute__((returns_nonnull));

/*
 * Room for n objects in the array at p, which has room for old (p NULL: none),
 * for arrays of millions: pages of their own that grow in place, so no copy
 * stays behind, and memory never touched costs nothing.  The new part is
 * zeroed; p is not valid any more.
 */
void *arena_stretch(struct arena *a, void *p, size_t old, size_t n,
    size_t size) __attribute__((returns_nonnull));

/* Free every block; the arena is empty and usable again. */
void arena_clear(struct arena *a);
/* The same for an arena that is filled again at once: a block is kept. */
void arena_reset(struct arena *a);

/* Say so on standard error and exit with EXIT_MACHINE. */
void arena_exhausted(void) __attribute__((noreturn));

#define arena_new(a, type) ((type *)arena_alloc((a), 1, sizeof(type)))
#define arena_array(a, n, type) ((type *)arena_alloc((a), (n), sizeof(type)))
/* Append one zeroed element to array, count n; yields a pointer to it. */
#define arena_push(a, array, n)						\
	((array) = arena_grow((a), (array), (n), sizeof(*(array))),	\
	&(array)[(n)++])

#endif
