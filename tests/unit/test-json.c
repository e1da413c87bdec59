/*
 * The JSON reader: texts with the records they hold, or with the error and
 * its place.  Each text is fed whole, byte by byte, and cut in two at every
 * place; what comes out must be the same.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/json.h"

/* What a text gave, in writing. */
struct heard {
	char text[4096];
	size_t n;
};

static void
say(struct heard *h, const char *s)
{
	h->n += (size_t)snprintf(h->text + h->n, sizeof(h->text) - h->n, "%s",
	    s);
	assert_true(h->n < sizeof(h->text));
}

static void
say_node(struct heard *h, const struct node *n)
{
	bool map = n->kind == NODE_MAP;

	if (n->kind == NODE_SCALAR) {
		say(h, n->plain ? "" : "'");
		say(h, n->text);
		return;
	}
	say(h, map ? "{" : "[");
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		if (map) {
			say(h, c->key);
			say(h, ":");
		}
		say_node(h, c);
		if (c->next != NULL)
			say(h, " ");
	}
	say(h, map ? "}" : "]");
}

static bool
on_record(void *arg, const struct json_kind *k, const struct node *rec,
    struct err *e)
{
	char at[64];

	(void)e;
	snprintf(at, sizeof(at), "@%lu:%lu ", rec->line, rec->column);
	say(arg, k->name);
	say(arg, at);
	say_node(arg, rec);
	say(arg, "\n");
	return true;
}

static bool
on_page(void *arg, const struct json_page *p, struct err *e)
{
	char text[80];

	(void)e;
	snprintf(text, sizeof(text), "page %lu %s %u%s\n", p->line,
	    p->kind != NULL ? p->kind->name : "?", (unsigned)p->nrecords,
	    p->more ? " more" : "");
	say(arg, text);
	return true;
}

static const struct json_kind kinds[] = {
	{ "sub", "Subs", "Id N Tags{Key Value} List{*} All{*} data", "Id N",
	    on_record, NULL, NULL },
	{ "inst", "Res.Inst", "Id Nets{A}", NULL, on_record, NULL, NULL },
	{ NULL, NULL, NULL, NULL, NULL, NULL, NULL }
};

/* Feed the text in pieces: up to cut, then the rest; each of at most size. */
static void
hear(struct heard *h, const char *text, size_t n, size_t cut, size_t size)
{
	const struct json_reader reader = { kinds, on_page, h, NULL };
	struct err e = ERR_INIT;
	struct json *j = json_open(&reader, "f", &e);
	char place[32];

	h->n = 0;
	h->text[0] = '\0';
	for (size_t at = 0, k; at < n; at += k) {
		char *piece;
		bool ok;

		k = at < cut ? cut - at : n - at;
		if (k > size)
			k = size;
		piece = malloc(k);	/* so that an overrun is seen */
		assert_non_null(piece);
		memcpy(piece, text + at, k);
		ok = json_push(j, piece, k);
		free(piece);
		if (!ok)
			break;
	}
	if (!json_close(j)) {
		assert_int_equal(e.status, EXIT_INPUT);
		assert_string_equal(e.file, "f");
		snprintf(place, sizeof(place), "%lu:%lu ", e.line, e.column);
		say(h, place);
		say(h, e.msg);
	}
}

/*
 * The text; what is heard, where an error is its place and the beginning of
 * its message.
 */
#define SUB "sub@1:10 "
static const struct {
	const char *text, *want;
} cases[] = {
	{ "{\"Subs\": [{\"Id\": \"a\", \"N\": 1}]}",
	    "sub@1:11 {Id:'a N:1}\npage 1 sub 1\n" },
	{ "{\"Subs\":[{\"Id\":\"a\"},{\"Id\":\"b\",\"X\":[1,{\"Id\":2}]}]}",
	    SUB "{Id:'a}\nsub@1:21 {Id:'b}\npage 1 sub 2\n" },
	{ "{\"Subs\":[{\"Tags\":[{\"Key\":\"k\",\"V\":1,\"Value\":\"v\"}]}]}",
	    SUB "{Tags:[{Key:'k Value:'v}]}\npage 1 sub 1\n" },
	{ "{\"Subs\":[{\"List\":[1,-2.5e3,true,null,[\"x\"]]}]}",
	    SUB "{List:[1 -2.5e3 true null ['x]]}\npage 1 sub 1\n" },
	{ "{\"Subs\":[{\"All\":{\"a.b/c\":{\"d\":\"e\"}}}]}",
	    SUB "{All:{a.b/c:{d:'e}}}\npage 1 sub 1\n" },
	{ "{\"Res\":[{\"X\":1,\"Inst\":[{\"Id\":\"i\"}]},{\"Inst\":[]}]}",
	    "inst@1:24 {Id:'i}\npage 1 inst 1\n" },
	{ "{\"Subs\":[]}", "page 1 sub 0\n" },
	{ "{\"Other\":[{\"Id\":1}]}", "page 1 ? 0\n" },
	{ "{}", "page 1 ? 0\n" },
	/* several documents, pages, wrappers, bare records */
	{ "{\"Subs\":[],\"NextToken\":\"x\"}\n{\"Subs\":[]}",
	    "page 1 sub 0 more\npage 2 sub 0\n" },
	{ "{\"NextToken\":null,\"Subs\":[]}{\"nextToken\":\"\",\"Subs\":[]}",
	    "page 1 sub 0\npage 1 sub 0\n" },
	{ "[{\"Subs\":[{\"Id\":\"a\"}]},\n{\"Subs\":[]}]",
	    "sub@1:11 {Id:'a}\npage 1 sub 1\npage 2 sub 0\n" },
	{ "{\"status_code\":200,\"data\":{\"Subs\":[{\"Id\":\"a\"}]}}",
	    "sub@1:36 {Id:'a}\npage 1 sub 1\n" },
	{ "[{\"Id\":\"a\",\"N\":1},{\"Id\":\"b\",\"N\":2}]",
	    "sub@1:2 {Id:'a N:1}\npage 1 sub 1\n"
	    "sub@1:19 {Id:'b N:2}\npage 1 sub 1\n" },
	{ "{\"N\":2,\"Id\":\"b\",\"Z\":0}", "sub@1:1 {N:2 Id:'b}\n"
	    "page 1 sub 1\n" },
	{ "{\"Subs\":null}", "page 1 ? 0\n" },
	{ "{\"Subs\":[null]}", "page 1 sub 0\n" },
	/* texts */
	{ "{\"Subs\":[{\"Id\":\"\\u00e9\\ud83d\\ude00\\n\\/\"}]}",
	    SUB "{Id:'\xc3\xa9\xf0\x9f\x98\x80\n/}\npage 1 sub 1\n" },
	{ "{\"Subs\":[{\"Id\":\"\xc3\xa9\"}]}",
	    SUB "{Id:'\xc3\xa9}\npage 1 sub 1\n" },
	{ "\xef\xbb\xbf{\"Subs\":[]}", "page 1 sub 0\n" },
	{ "{\"Subs\":[{\"X\":\"\\u0000\"}]}", SUB "{}\npage 1 sub 1\n" },
	/* refused */
	{ "", "0:0 no JSON document" },
	{ " \n ", "0:0 no JSON document" },
	{ "[]", "0:0 a list without a document" },
	{ "[1, \"x\"]", "0:0 a list without a document" },
	{ "5", "1:1 a bare value; expected an object" },
	{ "\"x\"", "1:" },
	{ "{\"Subs\":[5]}", "1:10 sub: expected an object, got a single" },
	{ "{\"Subs\":\"x\"}", "1:" },
	{ "{\"Id\":1,\"Id\":1}", "1:12 key \"Id\" is in this object twice" },
	{ "{\"a\":1,\n\"\\u0061\":1}", "2:8 key \"a\" is in this object" },
	{ "{\"z\":{\"a\":1,\"a\":2}}", "1:15 key \"a\" is in this object" },
	{ "{\"Subs\":[{\"Id\":\"\\u0000\"}]}", "1:" },
	{ "{\"x\":\"\\ud83d\"}", "1:" },
	{ "{\"x\":\"\\ude00\"}", "1:" },
	{ "{\"x\":\"\\ud83d\\n\"}", "1:" },
	{ "{\"x\":\"\\ud83d\\ud83d\"}", "1:" },
	{ "{\"x\":\"\xff\"}", "1:" },
	{ "{\"x\":\"\xed\xa0\x80\"}", "1:" },
	{ "{\"x\":\"\xc0\xaf\"}", "1:" },
	{ "{\"x\":1,}", "1:" },
	{ "{\"x\":01}", "1:" },
	{ "{'x':1}", "1:" },
	{ "{\"x\":NaN}", "1:" },
	{ "{\"x\":1} // y", "page 1 ? 0\n1:" },
	{ "Subs:\n- Id: a\n", "1:1 not JSON: " },
	{ "{\"Subs\":[{\"Id\":\"a\"}", SUB "{Id:'a}\n1:" },
	{ "{\"Subs\":[{\"Id\":\"a", "1:" },
	{ "{\"Subs\":[]", "1:" },
	{ "[{\"Subs\":[]}", "page 1 sub 0\n1:" },
	{ "\xff\xfe{\0", "1:1 looks like UTF-16" },
};

/* What an error's column is depends on where yajl was stopped. */
static void
drop_column(struct heard *h)
{
	char *last = strrchr(h->text, '\n'), *colon;

	last = last != NULL ? last + 1 : h->text;
	colon = strchr(last, ':');
	if (colon != NULL)
		memmove(colon, strchr(colon, ' '),
		    strlen(strchr(colon, ' ')) + 1);
}

static void
agrees(const struct heard *whole, const struct heard *cut, const char *text)
{
	struct heard a = *whole, b = *cut;

	drop_column(&a);
	drop_column(&b);
	if (strcmp(a.text, b.text) != 0)
		fail_msg("%s:\nwhole: %s\ncut: %s", text, a.text, b.text);
}

static void
texts(void **state)
{
	struct heard whole, cut;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *text = cases[i].text, *want = cases[i].want;
		size_t n = strlen(text);

		hear(&whole, text, n, n, n);
		if (strncmp(whole.text, want, strlen(want)) != 0)
			fail_msg("%s:\ngot %s\nnot %s", text, whole.text,
			    want);
		if (want[strlen(want) - 1] == '\n')
			assert_string_equal(whole.text, want);
		hear(&cut, text, n, n, 1);
		agrees(&whole, &cut, text);
		for (size_t at = 1; at < n; at++) {
			hear(&cut, text, n, at, n);
			agrees(&whole, &cut, text);
		}
	}
}

/* Depth: as deep as is allowed, and one more. */
static void
depth(void **state)
{
	char text[2 * JSON_DEPTH_MAX + 32];
	struct heard h;

	(void)state;
	for (int extra = 0; extra < 2; extra++) {
		size_t n = JSON_DEPTH_MAX - 1 + (size_t)extra, at = 0;

		memcpy(text, "{\"x\":", 5);
		at = 5;
		memset(text + at, '[', n);
		memset(text + at + n, ']', n);
		at += 2 * n;
		text[at++] = '}';
		hear(&h, text, at, at, at);
		assert_string_equal(extra == 0 ? h.text : "page 1 ? 0\n",
		    "page 1 ? 0\n");
		if (extra != 0)
			assert_non_null(strstr(h.text, "nested deeper"));
	}
}

/* Many records, each cleared: places stay right over pieces. */
static void
long_text(void **state)
{
	static char text[20000];
	struct heard h, small;
	size_t n = 0;

	(void)state;
	n += (size_t)sprintf(text, "{\"Subs\":[\n");
	for (int i = 0; i < 100; i++)
		n += (size_t)sprintf(text + n, "  {\"Pad\": \"%*s\", \"Id\": "
		    "\"%d\"}%s\n", i, "", i, i < 99 ? "," : "");
	n += (size_t)sprintf(text + n, "]}\n");
	hear(&h, text, n, n, n);
	assert_non_null(strstr(h.text, "sub@101:3 {Id:'99}\npage 1 sub 100"));
	for (size_t size = 1; size < 300; size += 7) {
		hear(&small, text, n, n, size);
		agrees(&h, &small, "long text");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts),
		cmocka_unit_test(depth),
		cmocka_unit_test(long_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
