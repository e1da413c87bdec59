#include "ingest/sniff.h"

#include <sys/stat.h>

#include <string.h>

#include "base/str.h"
#include "ingest/input.h"
#include "ingest/kube-yaml.h"

/*
 * Keys that only a plan has; "cluster" is a document's too, and the others
 * that a plan may begin with come with one of these.
 */
static const char *const plan_only[] = { "ip_family", "vpc", "service_cidr",
    "cni", "subnets", "nodegroups", "connected", "region" };

static bool
is_plan_key(const char *s, size_t n)
{
	for (size_t i = 0; i < COUNT(plan_only); i++)
		if (strlen(plan_only[i]) == n &&
		    memcmp(plan_only[i], s, n) == 0)
			return true;
	return false;
}

/* The closing quote of the text that begins after s, or end. */
static const char *
end_of_text(const char *s, const char *end)
{
	for (s++; s < end && *s != '"'; s++)
		if (*s == '\\')
			s++;
	return s < end ? s : end;
}

/* Walk JSON text far enough to see the keys of its outermost object. */
static bool
has_plan_key(const char *s, const char *end)
{
	unsigned depth = 0;
	bool key = true;

	for (; s < end; s++) {
		const char *close;

		if (*s == '{' || *s == '[')
			depth++;
		else if ((*s == '}' || *s == ']') && depth-- <= 1)
			return false;
		else if (*s == ',' || *s == ':')
			key = *s == ',';
		if (*s != '"')
			continue;
		close = end_of_text(s, end);
		if (depth == 1 && key && close < end &&
		    is_plan_key(s + 1, (size_t)(close - s - 1)))
			return true;
		s = close;
	}
	return false;
}

static bool
begins_like_document(const char *s, const char *end)
{
	const char *begin;

	if (end - s >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
		s += 3;
	while (s < end && strchr(" \t\r\n", *s) != NULL)
		s++;
	if (s == end || (*s != '{' && *s != '['))
		return kube_yaml_begins(s, (size_t)(end - s));
	if (*s == '[')
		return true;
	begin = s++;
	while (s < end && strchr(" \t\r\n", *s) != NULL)
		s++;
	if (s < end && *s != '"' && *s != '}')
		return false;	/* {a: b} is YAML, and no JSON */
	return !has_plan_key(begin, end);
}

bool
sniff_document(const char *path)
{
	struct arena a = ARENA_INIT;
	struct err e = ERR_INIT;
	struct input in;
	struct stat st;
	const char *piece;
	size_t n = 0;
	bool document = false;

	if (strcmp(path, "-") == 0 || stat(path, &st) != 0)
		return false;
	if (!S_ISREG(st.st_mode))	/* reading a pipe would use it up */
		return S_ISDIR(st.st_mode);
	if (input_open(&in, path, &a, &e)) {
		document = input_next(&in, &piece, &n, &e) &&
		    begins_like_document(piece, piece + n);
		input_close(&in);
	}
	arena_clear(&a);
	return document;
}
