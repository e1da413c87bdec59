#include "report/redact.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "report/doc.h"

/* --- which columns ------------------------------------------------------ */

enum show { SHOW_WORDS, SHOW_PROSE, SHOW_SCOPE };

/* Of one table, or of any; the first row that fits. */
static const struct {
	const char *table, *column;	/* NULL: all */
	enum show show;
} shown[] = {
	{ "rules", NULL, SHOW_WORDS }, { "rule", NULL, SHOW_WORDS },
	{ "collect", "document", SHOW_WORDS },
	{ "collect", "permission", SHOW_WORDS },
	{ "collect", "gives", SHOW_WORDS },
	{ "collect", "command", SHOW_PROSE },
	{ "findings", "id", SHOW_WORDS },
	{ "findings", "source", SHOW_WORDS },
	{ "map", "blocks", SHOW_WORDS },
	{ NULL, "action", SHOW_WORDS }, { NULL, "arch", SHOW_WORDS },
	{ NULL, "az", SHOW_WORDS }, { NULL, "bar", SHOW_WORDS },
	{ NULL, "binding", SHOW_WORDS }, { NULL, "causes", SHOW_PROSE },
	{ NULL, "change", SHOW_WORDS }, { NULL, "changes", SHOW_WORDS },
	{ NULL, "class", SHOW_WORDS }, { NULL, "class_new", SHOW_WORDS },
	{ NULL, "class_old", SHOW_WORDS }, { NULL, "detail", SHOW_PROSE },
	{ NULL, "each", SHOW_WORDS }, { NULL, "event", SHOW_WORDS },
	{ NULL, "family", SHOW_WORDS }, { NULL, "formula", SHOW_PROSE },
	{ NULL, "goes_with", SHOW_WORDS }, { NULL, "hypervisor", SHOW_WORDS },
	{ NULL, "instance_type", SHOW_WORDS }, { NULL, "kind", SHOW_WORDS },
	{ NULL, "limit", SHOW_WORDS }, { NULL, "message", SHOW_PROSE },
	{ NULL, "method", SHOW_WORDS }, { NULL, "mode", SHOW_WORDS },
	{ NULL, "need", SHOW_WORDS }, { NULL, "needs", SHOW_WORDS },
	{ NULL, "phase", SHOW_WORDS }, { NULL, "plot", SHOW_WORDS },
	{ NULL, "point", SHOW_WORDS }, { NULL, "reason", SHOW_WORDS },
	{ NULL, "relation", SHOW_WORDS }, { NULL, "remedy", SHOW_WORDS },
	{ NULL, "reservation", SHOW_WORDS }, { NULL, "resource", SHOW_WORDS },
	{ NULL, "result", SHOW_WORDS }, { NULL, "rule", SHOW_WORDS },
	{ NULL, "rules", SHOW_WORDS }, { NULL, "scope", SHOW_SCOPE },
	{ NULL, "seasons", SHOW_WORDS }, { NULL, "setting", SHOW_WORDS },
	{ NULL, "severity", SHOW_WORDS }, { NULL, "since", SHOW_WORDS },
	{ NULL, "source", SHOW_PROSE }, { NULL, "stable", SHOW_WORDS },
	{ NULL, "state", SHOW_WORDS }, { NULL, "status", SHOW_WORDS },
	{ NULL, "strategy", SHOW_WORDS }, { NULL, "term", SHOW_PROSE },
	{ NULL, "unsafe", SHOW_WORDS }, { NULL, "used", SHOW_WORDS },
	{ NULL, "what", SHOW_WORDS }, { NULL, "where", SHOW_PROSE },
	{ NULL, "why", SHOW_WORDS },
};

static bool
find_show(const struct table *t, const struct column *c, enum show *show)
{
	for (size_t i = 0; i < COUNT(shown); i++) {
		if ((shown[i].table != NULL &&
		    strcmp(shown[i].table, t->key) != 0) ||
		    (shown[i].column != NULL &&
		    strcmp(shown[i].column, c->key) != 0))
			continue;
		*show = shown[i].show;
		return true;
	}
	return false;
}

/* --- what ids look like ------------------------------------------------- */

/* Prefixes of AWS ids; longer ones before those that they begin with. */
static const char *const kinds[] = { "name", "account", "arn", "host",
	"eni-attach", "ela-attach", "eni", "subnet", "vpc-cidr-assoc",
	"vpce-svc", "vpce", "vpc", "i", "nat", "sgr", "sg", "tgw-attach",
	"tgw-rtb", "tgw", "rtbassoc", "rtb", "acl", "igw", "eigw", "scr",
	"eipalloc", "eipassoc", "pcx", "ami", "fsmt", "fs", "dopt", "lt",
	"pl", "r", "d", "cgw", "vgw", "vol" };
enum { KIND_NAME, KIND_ACCOUNT, KIND_ARN, KIND_HOST, KIND_IDS };

_Static_assert(COUNT(kinds) <= REDACT_KINDS, "a count for each kind");

static bool
is_alnum(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Length of PREFIX-0123456789abcdef0 at s, or 0. */
static size_t
id_length(const char *s, const char *prefix)
{
	size_t n = strlen(prefix), k = 0, digits = 0;

	if (strncmp(s, prefix, n) != 0 || s[n] != '-')
		return 0;
	for (n++; (s[n + k] >= 'a' && s[n + k] <= 'z') ||
	    isdigit((unsigned char)s[n + k]); k++)
		digits += isdigit((unsigned char)s[n + k]) != 0;
	return k >= 8 && digits != 0 && !is_alnum(s[n + k]) ? n + k : 0;
}

/* ip-10-0-0-1 with what domain follows, fargate-ip-10-0-0-1 too. */
static size_t
host_length(const char *s)
{
	static const char fargate[] = "fargate-";
	size_t at = strncmp(s, fargate, sizeof(fargate) - 1) == 0 ?
	    sizeof(fargate) - 1 : 0, n;

	if (strncmp(s + at, "ip-", 3) != 0)
		return 0;
	n = at + 3 + strspn(s + at + 3, "0123456789-");
	if (n < at + 3 + 7)
		return 0;
	return n + strspn(s + n, "abcdefghijklmnopqrstuvwxyz0123456789-.");
}

/* The kind of what stands at s, with its length; KIND_NAME: no id. */
static unsigned
look(const char *s, size_t *n)
{
	if (strncmp(s, "arn:", 4) == 0) {
		*n = strcspn(s, " \t\n\"',;)]}");
		return KIND_ARN;
	}
	*n = strspn(s, "0123456789");
	if (*n == 12 && !is_alnum(s[12]))
		return KIND_ACCOUNT;
	*n = host_length(s);
	if (*n != 0)
		return KIND_HOST;
	for (unsigned k = KIND_IDS; k < COUNT(kinds); k++) {
		*n = id_length(s, kinds[k]);
		if (*n != 0)
			return k;
	}
	return KIND_NAME;
}

/* 2026-07-01, alone or with a time of day. */
static bool
is_date(const char *s)
{
	static const char form[] = "0000-00-00";

	for (size_t i = 0; form[i] != '\0'; i++)
		if (form[i] == '0' ? !isdigit((unsigned char)s[i]) :
		    s[i] != form[i])
			return false;
	return s[strspn(s, "0123456789T:.Z+-")] == '\0';
}

/* Addresses, prefixes, ranges, counts, dates: not ours to hide. */
static bool
is_number(const char *s)
{
	size_t dots = 0, colons = 0, n = strlen(s);

	if (n == 12 && strspn(s, "0123456789") == n)
		return false;		/* an account */
	if (is_date(s))
		return true;
	for (const char *p = s; *p != '\0'; p++) {
		dots += *p == '.';
		colons += *p == ':';
	}
	if (strspn(s, "0123456789./-") == n)
		return dots == 0 ? strspn(s, "0123456789") == n :
		    dots == 3 || dots == 6 || dots == 1;
	return colons >= 2 && strspn(s, "0123456789abcdefABCDEF:./-") == n;
}

/* --- words -------------------------------------------------------------- */

void
redact_init(struct redact *r, struct arena *a)
{
	*r = (struct redact){ .arena = a, .known = map_make(a) };
}

static void
learn(struct redact *r, const char *text, size_t n, const char *word)
{
	*map_slot(&r->known, arena_strndup(r->arena, text, n), n) =
	    (void *)(uintptr_t)word;
	r->lengths[n < COUNT(r->lengths) ? n : COUNT(r->lengths) - 1] = true;
	if (n > r->longest)
		r->longest = n;
}

static const char *
word_of(struct redact *r, const char *text, size_t n, unsigned kind)
{
	const char *word = map_find(&r->known, text, n);

	if (word != NULL)
		return word;
	word = arena_printf(r->arena, "%s-r%u", kinds[kind],
	    ++r->counts[kind]);
	learn(r, text, n, word);
	return word;
}

const char *
redact_word(struct redact *r, const char *text)
{
	size_t n = strlen(text), k;
	unsigned kind = look(text, &k);

	if (n == 0 || is_number(text))
		return text;
	return word_of(r, text, n, k == n ? kind : KIND_NAME);
}

void
redact_learn(struct redact *r, const char *name)
{
	char quoted[ERR_MSGLEN];
	const char *word;
	size_t n;

	if (name == NULL || *name == '\0')
		return;
	word = redact_word(r, name);
	n = strlen(err_quote(quoted, sizeof(quoted), name, strlen(name)));
	if (word != name && strcmp(quoted, name) != 0)
		learn(r, quoted, n, word);	/* as messages have it */
}

/* --- prose -------------------------------------------------------------- */

/* The word for the longest known text at s, which goes on for most bytes. */
static const char *
find_known(struct redact *r, const char *s, size_t most, size_t *n)
{
	*n = most < r->longest || r->more != NULL ? most : r->longest;
	for (; *n > 0; (*n)--) {
		const char *word;
		unsigned kind;
		size_t k;

		if (r->more == NULL && *n < COUNT(r->lengths) &&
		    !r->lengths[*n])
			continue;
		if (is_alnum(s[*n - 1]) && is_alnum(s[*n]))
			continue;
		word = map_find(&r->known, s, *n);
		if (word == NULL && r->more != NULL &&
		    strspn(s, "0123456789.") < *n &&
		    map_find(r->more, s, *n) != NULL) {
			kind = look(s, &k);
			word = word_of(r, s, *n, k == *n ? kind : KIND_NAME);
		}
		if (word != NULL)
			return word;
	}
	return NULL;
}

struct text {
	struct arena *arena;
	char *v;
	size_t n;
};

static void
put(struct text *t, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		*arena_push(t->arena, t->v, t->n) = s[i];
}

static const char *
replace(struct redact *r, const char *text, bool names)
{
	struct text out = { r->arena, NULL, 0 };
	const char *done = text, *s = text;
	size_t most = strlen(text), n;

	while (*s != '\0') {
		bool starts = s == text || !is_alnum(s[-1]);
		const char *word = starts && names ? find_known(r, s, most -
		    (size_t)(s - text), &n) : NULL;
		unsigned kind;

		if (word == NULL && starts) {
			kind = look(s, &n);
			word = kind != KIND_NAME ? word_of(r, s, n, kind) :
			    NULL;
		}
		if (word == NULL) {
			s++;
			continue;
		}
		put(&out, done, (size_t)(s - done));
		put(&out, word, strlen(word));
		done = s += n;
	}
	if (done == text)
		return text;
	put(&out, done, strlen(done) + 1);
	return out.v;
}

const char *
redact_prose(struct redact *r, const char *text)
{
	return replace(r, text, true);
}

const char *
redact_ids(struct redact *r, const char *text)
{
	return replace(r, text, false);
}

/* One that was too long was cut, and is known no more. */
static bool
is_cut(const char *s)
{
	size_t n = strlen(s);

	return n > 3 && strcmp(s + n - 3, "...") == 0;
}

const char *
redact_err(struct redact *r, const struct err *e)
{
	size_t at = 0, end = strlen(e->msg);
	const char *text = "";

	for (unsigned i = 0; i < e->ngiven && e->given[i].at < end; i++) {
		const struct err_given *g = &e->given[i];
		bool last = g->at + g->n >= end;
		const char *part = arena_strndup(r->arena, e->msg + g->at,
		    last ? end - g->at : g->n);

		text = arena_printf(r->arena, "%s%.*s%s", text,
		    (int)(g->at - at), e->msg + at, last && is_cut(part) ?
		    redact_word(r, part) : redact_prose(r, part));
		at = last ? end : g->at + g->n;
	}
	return arena_printf(r->arena, "%s%s", text, e->msg + at);
}

const char *
redact_scope(struct redact *r, const char *text)
{
	size_t n = strcspn(text, "/");

	if (text[n] == '\0')
		return redact_ids(r, text);
	return arena_printf(r->arena, "%.*s/%s", (int)n, text,
	    redact_word(r, text + n + 1));
}

void
redact_row(struct redact *r, const struct table *t, struct cell *row)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
		enum show show;

		if (row[i].kind != CELL_TEXT)
			continue;
		if (!find_show(t, &t->columns[i], &show))
			row[i] = cell_text(redact_word(r, row[i].text));
		else if (show == SHOW_PROSE)
			row[i] = cell_text(redact_prose(r, row[i].text));
		else if (show == SHOW_SCOPE)
			row[i] = cell_text(redact_scope(r, row[i].text));
	}
}
