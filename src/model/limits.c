#include "model/limits.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "model/limits.inc"

static int
cmp_type(const void *type, const void *l)
{
	return strcmp(type, ((const struct limits *)l)->type);
}

const struct limits *
limits_find(const char *type)
{
	return bsearch(type, limits, nlimits, sizeof(*limits), cmp_type);
}

/* Index of the first entry that does not sort before type. */
static size_t
set_at(const struct limits_set *s, const char *type)
{
	size_t lo = 0, hi = s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(s->v[mid]->type, type) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool
is_at(const struct limits_set *s, size_t at, const char *type)
{
	return at < s->n && strcmp(s->v[at]->type, type) == 0;
}

void
limits_set_init(struct limits_set *s, struct arena *a)
{
	*s = (struct limits_set){ .arena = a };
	for (size_t i = 0; i < nlimits; i++)
		*arena_push(a, s->v, s->n) = &limits[i];
}

void
limits_set_add(struct limits_set *s, const struct limits *l)
{
	size_t at = set_at(s, l->type);

	if (!is_at(s, at, l->type)) {
		*arena_push(s->arena, s->v, s->n) = l;
		memmove(&s->v[at + 1], &s->v[at],
		    (s->n - 1 - at) * sizeof(*s->v));
	}
	s->v[at] = l;
}

const struct limits *
limits_set_get(const struct limits_set *s, const char *type)
{
	size_t at = set_at(s, type);

	return is_at(s, at, type) ? s->v[at] : NULL;
}

const struct limits *
limits_set_find(const struct limits_set *s, const char *type, struct err *e)
{
	size_t at = set_at(s, type);
	struct str_near near;
	char buf[256];

	if (is_at(s, at, type))
		return s->v[at];
	str_near_init(&near, type);
	for (size_t i = 0; i < s->n; i++)
		str_near_offer(&near, s->v[i]->type);
	err_cannot(e, "%s: unknown instance type%s", type,
	    str_near_format(&near, buf, sizeof(buf)));
	return NULL;
}

const struct limits *
limits_find_near(const char *type, struct err *e)
{
	const struct limits *l = limits_find(type);
	struct arena a = ARENA_INIT;
	struct limits_set builtin;

	if (l != NULL)
		return l;
	limits_set_init(&builtin, &a);
	limits_set_find(&builtin, type, e);
	arena_clear(&a);
	return NULL;
}

bool
limits_set_match(const struct limits_set *s, const char *word,
    const struct limits ***out, size_t *nout, struct err *e)
{
	size_t before = *nout;

	if (strpbrk(word, "*?[") == NULL) {
		const struct limits *l = limits_set_find(s, word, e);

		if (l != NULL)
			*arena_push(s->arena, *out, *nout) = l;
		return l != NULL;
	}
	for (size_t i = 0; i < s->n; i++)
		if (fnmatch(word, s->v[i]->type, 0) == 0)
			*arena_push(s->arena, *out, *nout) = s->v[i];
	return *nout != before ||
	    err_cannot(e, "%s: no instance type matches", word);
}

const char *
hypervisor_name(enum hypervisor h)
{
	static const char *const names[] = { NULL, "nitro", "xen", "metal" };

	return names[h];
}
