/*
 * Addresses in text against a reader that looks at every byte and every
 * entry; each way to look at 64 bytes against the bytes.
 */
#include "test.h"
#include "net.h"

#include <stdlib.h>

#include "net/text.h"

#define ROUNDS 6000
#define MOST 400

static struct arena arena;

static bool
is_word(char c)
{
	return strchr("0123456789.:abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ", c) != NULL && c != '\0';
}

/* What is looked for, and the same as a plain list. */
struct list {
	struct prefix v[MOST];
	unsigned n;
	struct lookup lookup;
};

static bool
stupid_lookup(const struct list *l, const struct prefix *p, struct prefix *m)
{
	bool found = false;

	for (unsigned i = 0; i < l->n; i++)
		if (prefix_covers(&l->v[i], p) &&
		    (!found || l->v[i].len > m->len)) {
			*m = l->v[i];
			found = true;
		}
	return found;
}

/* The first match from s on; in each line's first word only, if asked. */
static const char *
stupid_find(const struct list *l, const char *s, const char *end,
    unsigned flags, bool first_only, struct prefix *m)
{
	const char *word;
	struct prefix p;

	while (s < end) {
		while (first_only && (*s == ' ' || *s == '\t'))
			s++;
		for (word = s; is_word(*s);)
			s++;
		if (s != word &&
		    prefix_scan(&p, word, (size_t)(s - word), flags) &&
		    stupid_lookup(l, &p, m))
			return word;
		while (first_only && *s != '\n')
			s++;
		s++;
	}
	return NULL;
}

static void
make_list(struct list *l, uint64_t *seed)
{
	static const unsigned sizes[] = { 1, 3, 20, MOST };
	unsigned families = 1 + random_below(seed, 3);

	l->n = sizes[random_below(seed, COUNT(sizes))];
	lookup_init(&l->lookup, &arena);
	for (unsigned i = 0; i < l->n; i++) {
		bool v4 = families == 1 || (families == 3 && i % 2);
		unsigned len = random_below(seed, v4 ? 33 : 129);
		u128 addr = v4 ? 0x0a000000 | random_below(seed, 65536) :
		    U128(0x20010db800000000 | random_below(seed, 65536),
		    random_below(seed, 256));
		struct prefix *p = &l->v[i];
		struct range r;

		if (len < 8)
			len = v4 ? 24 : 64;
		*p = (struct prefix){ addr, v4 ? IPV4 : IPV6, len };
		p->addr &= ~host_mask(p->family, len);
		r = range_of(p);
		lookup_add(&l->lookup, &r, len);
	}
	lookup_build(&l->lookup);
}

/* Words that are addresses, nearly so, or nothing; and what stands between. */
static size_t
make_text(char *s, size_t most, uint64_t *seed)
{
	static const char between[] = "   ,;/[]()\"-_=\n\n\t#\xc3";
	static const char letters[] = "0123456789.:aFgZ";
	size_t n = 0;

	while (n + 80 < most) {
		struct prefix p = { 0x0a000000 | random_below(seed, 65536),
		    IPV4, 32 };
		unsigned kind = random_below(seed, 8);

		if (kind == 1 || kind == 2)
			p = (struct prefix){ U128(0x20010db800000000 |
			    random_below(seed, 65536), random_below(seed,
			    256)), IPV6, 128 };
		if (kind == 3)
			p = (struct prefix){ p.addr | (u128)0xffff << 32,
			    IPV6, 128 };
		if (kind < 6)
			n += address_format_n(p.addr, p.family, s + n);
		for (unsigned i = random_below(seed, kind == 6 ? 70 : 2);
		    i > 0; i--)
			s[n++] = letters[random_below(seed,
			    sizeof(letters) - 1)];
		if (random_below(seed, 8) != 0)
			s[n++] = between[random_below(seed,
			    sizeof(between) - 1)];
	}
	s[n++] = '\n';
	return n;
}

static void
finds(void **state)
{
	const struct text_ways *ways[4];
	static char s[3000 + TEXT_ROOM];
	static struct list l;
	uint64_t seed = SEED, found = 0;

	(void)state;
	text_ways(ways);
	for (unsigned k = 0; k < ROUNDS; k++, arena_clear(&arena)) {
		unsigned flags = random_below(&seed, 2) ? PREFIX_MAP4 : 0;
		struct text t;
		size_t n;

		make_list(&l, &seed);
		n = make_text(s, k % 16 ? 300 : 3000, &seed);
		text_init(&t, &l.lookup, flags);
		t.first_only = random_below(&seed, 4) == 0;
		for (unsigned i = 0; ways[i] != NULL; i++) {
			const char *at = s, *end = s + n, *want;
			struct prefix p = { 0, IPV4, 0 };
			struct text_match m;

			t.ways = ways[i];
			for (; at != end; at = memchr(want, '\n', 3000),
			    at++) {
				want = stupid_find(&l, at, end, flags,
				    t.first_only, &p);
				assert_int_equal(text_find(&t, at, end, &m),
				    want != NULL);
				if (want == NULL)
					break;
				found++;
				assert_ptr_equal(m.at, want);
				assert_int_equal(prefix_cmp(&m.prefix, &p), 0);
				assert_int_equal(m.tag, p.len);
			}
		}
	}
	assert_true(found > ROUNDS);
}

static void
ways(void **state)
{
	const struct text_ways *v[4];
	uint64_t seed = SEED;
	size_t n = text_ways(v);
	char s[300];

	(void)state;
	for (unsigned k = 0; k < 4 * ROUNDS; k++) {
		uint64_t digits = 0, dots = 0, colons = 0, got[3];
		size_t lines = 0, most = random_below(&seed, sizeof(s) + 1);
		bool nul = false, has_nul;

		for (unsigned i = 0; i < sizeof(s); i++) {
			s[i] = (char)random_below(&seed, 256);
			if (k % 2 != 0)
				s[i] = "0189./:;\n\x0b\xba\xae"[s[i] & 7];
			if (k % 3 != 0 && s[i] == '\0')
				s[i] = 'x';
			if (i < 64) {
				digits |= (uint64_t)(s[i] >= '0' &&
				    s[i] <= '9') << i;
				dots |= (uint64_t)(s[i] == '.') << i;
				colons |= (uint64_t)(s[i] == ':') << i;
			}
			lines += i < most && s[i] == '\n';
			nul |= i < most && s[i] == '\0';
		}
		for (size_t i = 0; i < n; i++) {
			got[0] = v[i]->digits(s, &got[1], &got[2]);
			assert_int_equal(got[0], digits);
			assert_int_equal(got[1], dots);
			assert_int_equal(got[2], colons);
			assert_int_equal(v[i]->lines(s, most, &has_nul),
			    lines);
			assert_int_equal(has_nul, nul);
		}
	}
}

int
main(void)
{
	const struct text_ways *v[4];
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds),
		cmocka_unit_test(ways),
	};

	printf("# seed %llu", (unsigned long long)SEED);
	for (size_t i = text_ways(v); i > 0; i--)
		printf(", %s", v[i - 1]->name);
	printf("\n");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
