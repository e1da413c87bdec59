#include "cli/opt.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

struct parse {
	const struct optset *sets;
	size_t nsets;
	int argc, at;
	char **argv;
	struct arena *arena;
	struct err *err;
};

static const struct opt *
find(const struct opt *o, char s, const char *l, size_t n)
{
	for (; o->type != OPT_END; o++)
		if (l != NULL ? strlen(o->l) == n && memcmp(o->l, l, n) == 0 :
		    s != '\0' && o->s == s)
			return o;
	return NULL;
}

static bool
unknown(const struct parse *p, const char *word, size_t n)
{
	const char *name = arena_strndup(p->arena, word, n);
	struct str_near near;
	char buf[256], dashed[80];

	str_near_init(&near, name);
	for (size_t k = 0; k < p->nsets; k++)
		for (const struct opt *o = p->sets[k].opts;
		    o->type != OPT_END; o++) {
			snprintf(dashed, sizeof(dashed), "--%s", o->l);
			if (str_distance(name, dashed, near.best) <= near.best)
				str_near_offer(&near,
				    arena_strdup(p->arena, dashed));
		}
	return err_usage(p->err, "%s: no such option%s", name,
	    str_near_format(&near, buf, sizeof(buf)));
}

static bool
set_u64(const struct parse *p, const struct opt *o, struct opt_u64 *dst,
    const char *value)
{
	uint64_t max = o->max != 0 ? o->max : INT64_MAX;

	dst->set = true;
	if (str_u64(&dst->v, value, max) && dst->v >= o->min)
		return true;
	return err_usage(p->err,
	    "--%s %s: expected a whole number from %llu to %llu", o->l, value,
	    (unsigned long long)o->min, (unsigned long long)max);
}

static bool
set_string(const struct parse *p, const struct opt *o, const char **dst,
    const char *value)
{
	struct str_near near;
	char buf[256];

	*dst = value;
	if (o->choices == NULL)
		return true;
	str_near_init(&near, value);
	for (size_t i = 0; o->choices[i] != NULL; i++) {
		if (strcmp(o->choices[i], value) == 0)
			return true;
		str_near_offer(&near, o->choices[i]);
	}
	return err_usage(p->err, "--%s %s: expected %s%s", o->l, value,
	    o->arg, str_near_format(&near, buf, sizeof(buf)));
}

static bool
set(const struct parse *p, const struct opt *o, void *base, const char *value)
{
	void *dst = (char *)base + o->off;
	struct opt_list *list = dst;

	switch (o->type) {
	case OPT_FLAG:
		*(bool *)dst = true;
		return true;
	case OPT_STRING:
		return set_string(p, o, dst, value);
	case OPT_LIST:
		*arena_push(p->arena, list->v, list->n) = value;
		return true;
	case OPT_U64:
		return set_u64(p, o, dst, value);
	case OPT_END:
		break;
	}
	return false;
}

/* The option in argv[at]; at moves on if its value is the next word. */
static bool
parse_one(struct parse *p)
{
	const char *a = p->argv[p->at], *value = NULL;
	bool is_long = a[1] == '-';
	size_t k, n = is_long ? strcspn(a + 2, "=") : 1;
	const struct opt *o = NULL;

	for (k = 0; k < p->nsets && o == NULL; k++)
		o = find(p->sets[k].opts, a[1], is_long ? a + 2 : NULL, n);
	if (o == NULL)
		return unknown(p, a, is_long ? n + 2 : strlen(a));
	if (is_long && a[2 + n] == '=')
		value = a + 2 + n + 1;
	else if (!is_long && a[2] != '\0')
		value = a + 2;
	else if (o->type != OPT_FLAG && p->at + 1 < p->argc)
		value = p->argv[++p->at];
	if (value != NULL && o->type == OPT_FLAG)
		return err_usage(p->err, "--%s takes no argument", o->l);
	if (value == NULL && o->type != OPT_FLAG)
		return err_usage(p->err, "--%s needs an argument: %s", o->l,
		    o->arg);
	return set(p, o, p->sets[k - 1].dst, value);
}

static bool
is_option(const char *a)
{
	return a[0] == '-' && a[1] != '\0' && strchr("0123456789.:", a[1]) ==
	    NULL;
}

int
opt_parse(const struct optset *sets, size_t nsets, int argc, char **argv,
    struct arena *a, struct err *e)
{
	struct parse p = { sets, nsets, argc, 1, argv, a, e };
	bool ended = false;
	int n = 0;

	for (; p.at < argc; p.at++) {
		if (!ended && strcmp(argv[p.at], "--") == 0)
			ended = true;
		else if (ended || !is_option(argv[p.at]))
			argv[1 + n++] = argv[p.at];
		else if (!parse_one(&p))
			return -1;
	}
	return n;
}
