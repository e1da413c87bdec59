#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/err.h"

#define ALIGN _Alignof(max_align_t)
#define ARRAY_MIN 8		/* first capacity of a growing array */

#if defined(__SANITIZE_ADDRESS__)
#define BLOCK_SIZE 0		/* a block for each object */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BLOCK_SIZE 0
#endif
#endif
#ifndef BLOCK_SIZE
#define BLOCK_SIZE (size_t)(64 * 1024)
#endif
#define PAGES_MIN (size_t)(1 << 17)	/* bytes worth pages of their own */
#define HUGE_MIN (size_t)(1 << 23)	/* bytes worth huge ones */
#ifdef MREMAP_MAYMOVE
#define PAGES (BLOCK_SIZE != 0)
#else
#define PAGES 0
#define MREMAP_MAYMOVE 0
#define mremap(p, old, n, flags) MAP_FAILED
#endif

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	_Alignas(max_align_t) unsigned char data[];
};

struct arena_pages {
	struct arena_pages *next;
	void *p;
	size_t size;
};

void
arena_exhausted(void)
{
	fputs("ipplan: out of memory\n", stderr);
	exit(EXIT_MACHINE);
}

static struct arena_block *
block_new(size_t size, struct arena_block *next)
{
	struct arena_block *b = calloc(1, sizeof(*b) + size);

	if (b == NULL)
		arena_exhausted();
	b->size = size;
	b->next = next;
	return b;
}

void *
arena_alloc(struct arena *a, size_t n, size_t size)
{
	struct arena_block *b = a->top;
	size_t want;
	void *p;

	if (size != 0 && n > (SIZE_MAX / 2 - ALIGN) / size)
		arena_exhausted();
	want = (n * size + ALIGN - 1) & ~(ALIGN - 1);
	if (BLOCK_SIZE == 0)	/* exact, so that the first byte over is seen */
		want = n * size;
	if (b == NULL || BLOCK_SIZE == 0 || b->size - b->used < want)
		b = a->top = block_new(want > BLOCK_SIZE ? want : BLOCK_SIZE,
		    b);
	p = b->data + b->used;
	b->used += want;
	return p;
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1, 1);

	if (n != 0)
		memcpy(p, s, n);
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	p = arena_alloc(a, (size_t)n + 1, 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

void *
arena_grow(struct arena *a, const void *p, size_t n, size_t size)
{
	size_t cap = n == 0 ? ARRAY_MIN : 2 * n;
	void *q;

	if (n != 0 && (n < ARRAY_MIN || (n & (n - 1)) != 0))
		return (void *)(uintptr_t)p;
	q = arena_alloc(a, cap, size);
	if (n != 0)
		memcpy(q, p, n * size);
	return q;
}

/* Fewer, larger pages where there are some: each costs a fault. */
static void
want_huge(void *p, size_t size)
{
#ifdef MADV_HUGEPAGE
	if (size >= HUGE_MIN)
		madvise(p, size, MADV_HUGEPAGE);
#else
	(void)p;
	(void)size;
#endif
}

static void *
pages_new(struct arena *a, size_t size)
{
	struct arena_pages *g = arena_new(a, struct arena_pages);

	*g = (struct arena_pages){ a->pages, mmap(NULL, size, PROT_READ |
	    PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), size };
	if (g->p == MAP_FAILED)
		arena_exhausted();
	want_huge(g->p, size);
	a->pages = g;
	return g->p;
}

static void *
pages_grow(struct arena *a, void *p, size_t size)
{
	struct arena_pages *g = a->pages;

	while (g->p != p)
		g = g->next;
	g->p = mremap(p, g->size, size, MREMAP_MAYMOVE);
	if (g->p == MAP_FAILED)
		arena_exhausted();
	g->size = size;
	want_huge(g->p, size);
	return g->p;
}

void *
arena_stretch(struct arena *a, void *p, size_t old, size_t n, size_t size)
{
	void *q;

	if (size != 0 && n > (SIZE_MAX / 2 - PAGES_MIN) / size)
		arena_exhausted();
	if (PAGES && p != NULL && old * size >= PAGES_MIN)
		return pages_grow(a, p, n * size);
	if (PAGES && n * size >= PAGES_MIN)
		q = pages_new(a, n * size);
	else
		q = arena_alloc(a, n, size);
	if (p != NULL)
		memcpy(q, p, old * size);
	return q;
}

void
arena_reset(struct arena *a)
{
	struct arena_block *keep = a->top;

	if (keep == NULL || keep->size != BLOCK_SIZE || BLOCK_SIZE == 0) {
		arena_clear(a);
		return;
	}
	a->top = keep->next;
	arena_clear(a);
	memset(keep->data, 0, keep->used);
	keep->used = 0;
	keep->next = NULL;
	a->top = keep;
}

void
arena_clear(struct arena *a)
{
	for (; a->pages != NULL; a->pages = a->pages->next)
		munmap(a->pages->p, a->pages->size);
	while (a->top != NULL) {
		struct arena_block *next = a->top->next;

		free(a->top);
		a->top = next;
	}
}
