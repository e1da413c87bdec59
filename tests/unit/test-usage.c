/*
 * usage: classes add up to the size of each subnet, and are those that a
 * random account was made with, in whatever order its documents come; and the
 * recorded documents in $IPPLAN_REAL, when they are there.
 */
#include "test.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capacity/usage.h"
#include "ingest/documents.h"

#define SUBNETS 4		/* of a /24 each */
#define RECORDS_MAX 600

/* An account: its records as text, and what usage must find. */
struct account {
	char *subnets[SUBNETS], *enis[RECORDS_MAX], *pods[RECORDS_MAX],
	    *nodes[RECORDS_MAX], *reservations[RECORDS_MAX];
	size_t nsubnets, nenis, npods, nnodes, nreservations;
	uint64_t truth[SUBNETS][USE_CLASSES];
	bool taken[SUBNETS][256];
	struct arena arena;
	uint64_t seed;
};

static uint64_t
below(struct account *x, uint64_t n)
{
	x->seed ^= x->seed << 13;
	x->seed ^= x->seed >> 7;
	x->seed ^= x->seed << 17;
	return (x->seed >> 11) % n;
}

/* A free address of the subnet, now taken; 0 when there is none. */
static unsigned
single(struct account *x, size_t s)
{
	unsigned start = (unsigned)below(x, 256);

	for (unsigned i = 0; i < 256; i++) {
		unsigned a = (start + i) % 256;

		if (x->taken[s][a])
			continue;
		x->taken[s][a] = true;
		return a;
	}
	return 0;
}

static unsigned
block(struct account *x, size_t s)
{
	for (unsigned b = 16; b < 240; b += 16) {
		bool free = true;

		for (unsigned i = b; i < b + 16; i++)
			free = free && !x->taken[s][i];
		if (!free)
			continue;
		memset(&x->taken[s][b], true, 16);
		return b;
	}
	return 0;
}

static void
add_pod(struct account *x, size_t s, unsigned addr, unsigned node)
{
	static const char *const odd[] = { "", ",\"phase\":\"Running\"",
	    ",\"phase\":\"Pending\"", ",\"phase\":\"NewPhase\"" };

	x->pods[x->npods] = arena_printf(&x->arena, "{\"kind\":\"Pod\","
	    "\"metadata\":{\"name\":\"p%zu\"},\"spec\":{\"nodeName\":\"n%u\"},"
	    "\"status\":{\"podIP\":\"10.0.%zu.%u\"%s}}", x->npods, node, s,
	    addr, odd[below(x, 4)]);
	x->npods++;
}

/* Pods that take no address, though they name one. */
static void
add_idle_pod(struct account *x, size_t s, unsigned addr, unsigned node)
{
	x->pods[x->npods] = arena_printf(&x->arena, "{\"kind\":\"Pod\","
	    "\"metadata\":{\"name\":\"p%zu\"},\"spec\":{\"nodeName\":\"n%u\""
	    "%s},\"status\":{\"podIP\":\"10.0.%zu.%u\",\"phase\":\"%s\"}}",
	    x->npods, node, below(x, 2) != 0 ? ",\"hostNetwork\":true" : "",
	    s, addr, "Succeeded");
	x->npods++;
}

static void
add_eni(struct account *x, size_t s, const char *addresses,
    const char *prefixes, const char *rest)
{
	x->enis[x->nenis] = arena_printf(&x->arena, "{\"NetworkInterfaceId\":"
	    "\"eni-%zu\",\"SubnetId\":\"s%zu\",\"VpcId\":\"v\","
	    "\"PrivateIpAddresses\":[%s],\"Ipv4Prefixes\":[%s]%s}", x->nenis,
	    s, addresses, prefixes, rest);
	x->nenis++;
}

static char *
address(struct account *x, size_t s, unsigned a, bool primary)
{
	return arena_printf(&x->arena, "{\"PrivateIpAddress\":\"10.0.%zu.%u\""
	    ",\"Primary\":%s}", s, a, primary ? "true" : "false");
}

/* One ENI of a node, with addresses and prefixes, some of them for pods. */
static void
add_node_eni(struct account *x, unsigned node, size_t s, bool first,
    bool leaked)
{
	uint64_t *t = x->truth[s];
	unsigned a = single(x, s);
	char *list = address(x, s, a, true), *blocks = arena_strdup(&x->arena,
	    "");
	const char *at = leaked ? "\"Status\":\"available\"" :
	    arena_printf(&x->arena, "\"Status\":\"in-use\",\"Attachment\":{"
	    "\"InstanceId\":\"i-%u\",\"DeviceIndex\":%d}", node, !first);

	if (a == 0)
		return;
	t[leaked ? USE_LEAKED : first ? USE_NODE_PRIMARY : USE_ENI_PRIMARY]++;
	for (uint64_t k = below(x, 6); k > 0 && (a = single(x, s)) != 0; k--) {
		bool pod = !leaked && below(x, 2) != 0;

		list = arena_printf(&x->arena, below(x, 2) != 0 ? "%s,%s" :
		    "%2$s,%1$s", list, address(x, s, a, false));
		t[leaked ? USE_LEAKED : pod ? USE_ASSIGNED : USE_WARM]++;
		if (pod)
			add_pod(x, s, a, node);
		else if (below(x, 4) == 0)
			add_idle_pod(x, s, a, node);
	}
	for (uint64_t k = below(x, 3); k > 0 && (a = block(x, s)) != 0; k--) {
		blocks = arena_printf(&x->arena, "%s%s{\"Ipv4Prefix\":"
		    "\"10.0.%zu.%u/28\"}", blocks, *blocks != '\0' ? "," : "",
		    s, a);
		for (unsigned i = 0; i < 16; i++) {
			bool pod = !leaked && below(x, 3) == 0;

			t[leaked ? USE_LEAKED : pod ? USE_ASSIGNED :
			    USE_PREFIX_SLACK]++;
			if (pod)
				add_pod(x, s, a + i, node);
		}
	}
	add_eni(x, s, list, blocks, arena_printf(&x->arena,
	    ",\"Description\":\"%s%s\",%s", first ? "" : "aws-K8S-i-",
	    first ? "" : arena_printf(&x->arena, "%u", node), at));
}

static void
add_node(struct account *x, unsigned node)
{
	size_t s = below(x, SUBNETS);

	x->nodes[x->nnodes++] = arena_printf(&x->arena, "{\"kind\":\"Node\","
	    "\"metadata\":{\"name\":\"n%u\"},\"spec\":{\"providerID\":"
	    "\"aws:///z/i-%u\"}}", node, node);
	for (uint64_t k = below(x, 4), i = 0; i <= k; i++)
		add_node_eni(x, node, s, i == 0, false);
	if (below(x, 3) == 0)
		add_node_eni(x, 1000 + node, s, false, true);
}

static void
add_service(struct account *x, size_t s)
{
	static const struct {
		const char *rest;
		enum usage_class class;
	} kinds[] = {
		{ ",\"Description\":\"Amazon EKS c\"", USE_CONTROL_PLANE },
		{ ",\"Description\":\"ELB app/x/1\"", USE_LOAD_BALANCER },
		{ ",\"InterfaceType\":\"nat_gateway\"", USE_NAT },
		{ ",\"InterfaceType\":\"vpc_endpoint\"", USE_ENDPOINT },
		{ ",\"InterfaceType\":\"lambda\"", USE_LAMBDA },
		{ ",\"InterfaceType\":\"efs\"", USE_EFS },
		{ ",\"Description\":\"RDSNetworkInterface\"", USE_RDS },
		{ ",\"InterfaceType\":\"new_in_2030\"", USE_OTHER },
		{ ",\"Status\":\"available\"", USE_ORPHAN },
		{ ",\"InterfaceType\":\"trunk\"", USE_TRUNK },
		{ ",\"InterfaceType\":\"branch\"", USE_BRANCH },
	};
	size_t k = below(x, COUNT(kinds));
	unsigned a = single(x, s);

	if (a == 0)
		return;
	add_eni(x, s, address(x, s, a, true), "", kinds[k].rest);
	x->truth[s][kinds[k].class]++;
}

/* A reservation of the last /26 but its last address, over what is there. */
static void
add_reservation(struct account *x, size_t s)
{
	bool prefix = below(x, 2) != 0;
	unsigned from = 192;

	if (below(x, 2) != 0)
		return;
	x->reservations[x->nreservations] = arena_printf(&x->arena,
	    "{\"SubnetCidrReservationId\":\"r%zu\",\"SubnetId\":\"s%zu\","
	    "\"Cidr\":\"10.0.%zu.%u/26\",\"ReservationType\":\"%s\"}",
	    x->nreservations, s, s, from, prefix ? "prefix" : "explicit");
	x->nreservations++;
	for (unsigned i = from; i < 255; i++)
		x->truth[s][prefix ? USE_PREFIX_RESERVATION :
		    USE_EXPLICIT_RESERVATION] += !x->taken[s][i];
}

/* EC2 counts some as taken that no document shows. */
static void
add_subnet(struct account *x, size_t s)
{
	uint64_t *t = x->truth[s], sum = 0, count, lost;

	for (size_t i = 0; i < USE_CLASSES; i++)
		sum += t[i];
	count = 256 - sum;		/* outside all reservations */
	lost = below(x, 3) == 0 ? below(x, count + 1) : 0;
	t[USE_UNACCOUNTED] = lost;
	t[USE_FREE] = count - lost;
	x->subnets[x->nsubnets++] = arena_printf(&x->arena, "{\"SubnetId\":"
	    "\"s%zu\",\"VpcId\":\"v\",\"CidrBlock\":\"10.0.%zu.0/24\","
	    "\"AvailableIpAddressCount\":%u}", s, s, (unsigned)(count - lost +
	    t[USE_EXPLICIT_RESERVATION]));
}

static void
account_make(struct account *x, uint64_t seed)
{
	*x = (struct account){ .seed = seed * 2654435761 + 88172645463325252 };
	for (size_t s = 0; s < SUBNETS; s++) {
		for (unsigned i = 0; i < 4; i++)
			x->taken[s][i] = true;
		x->taken[s][255] = true;
		x->truth[s][USE_AWS] = 5;
	}
	for (unsigned i = 0, n = 1 + (unsigned)below(x, 12); i < n; i++)
		add_node(x, i);
	add_idle_pod(x, 0, 4, 0);	/* an empty list is of no kind */
	for (size_t s = 0; s < SUBNETS; s++) {
		for (uint64_t k = below(x, 12); k > 0; k--)
			add_service(x, s);
		add_reservation(x, s);
		add_subnet(x, s);
	}
}

static void
shuffle(struct account *x, char **v, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = below(x, i);
		char *t = v[i - 1];

		v[i - 1] = v[k];
		v[k] = t;
	}
}

static char *
list(struct account *x, const char *key, char **v, size_t n)
{
	char *s = arena_printf(&x->arena, "{\"%s\":[", key);

	for (size_t i = 0; i < n; i++)
		s = arena_printf(&x->arena, "%s%s%s", s, i != 0 ? "," : "",
		    v[i]);
	return arena_printf(&x->arena, "%s]}\n", s);
}

/* All documents in one text, records and documents in any order. */
static char *
account_text(struct account *x)
{
	char *docs[] = {
		list(x, "Subnets", x->subnets, x->nsubnets),
		list(x, "NetworkInterfaces", x->enis, x->nenis),
		list(x, "items", x->pods, x->npods),
		list(x, "items", x->nodes, x->nnodes),
		list(x, "SubnetIpv4CidrReservations", x->reservations,
		    x->nreservations),
	};
	char *s = arena_strdup(&x->arena, "");

	shuffle(x, docs, COUNT(docs));
	for (size_t i = 0; i < COUNT(docs); i++)
		s = arena_printf(&x->arena, "%s%s", s, docs[i]);
	return s;
}

static void
check(struct account *x, uint64_t seed)
{
	struct arena a = ARENA_INIT;
	struct inventory inv;
	struct err e = ERR_INIT;
	struct usage u;
	char *text = account_text(x);

	if (!documents_parse(&inv, "f", text, strlen(text), 0, &a, NULL, &e))
		fail_msg("seed %llu: %s\n%s", (unsigned long long)seed, e.msg,
		    text);
	usage_make(&u, &inv, &a);
	assert_int_equal(u.nsubnets, SUBNETS);
	for (size_t s = 0; s < SUBNETS; s++) {
		uint64_t sum = 0;

		assert_string_equal(u.subnets[s].id, arena_printf(&a, "s%zu",
		    s));
		for (size_t c = 0; c < USE_CLASSES; c++) {
			uint64_t is = u.subnets[s].by[c];

			sum += is;
			if (is != x->truth[s][c])
				fail_msg("seed %llu, s%zu: %s is %llu, not "
				    "%llu\n%s", (unsigned long long)seed, s,
				    usage_class_name((enum usage_class)c),
				    (unsigned long long)is,
				    (unsigned long long)x->truth[s][c], text);
		}
		assert_int_equal(sum, u.subnets[s].size);
		assert_int_equal(u.subnets[s].residue,
		    x->truth[s][USE_UNACCOUNTED]);
	}
	arena_clear(&a);
}

static void
recovered(void **state)
{
	static struct account x;

	(void)state;
	for (uint64_t seed = 1; seed <= 300; seed++) {
		account_make(&x, seed);
		for (int again = 0; again < 3; again++) {
			check(&x, seed);
			shuffle(&x, x.subnets, x.nsubnets);
			shuffle(&x, x.enis, x.nenis);
			shuffle(&x, x.pods, x.npods);
			shuffle(&x, x.nodes, x.nnodes);
			shuffle(&x, x.reservations, x.nreservations);
		}
		arena_clear(&x.arena);
	}
}

static void
adds_up(const struct inventory *inv, struct arena *a)
{
	struct usage u;
	uint64_t listed = 0, counted = 0;

	usage_make(&u, inv, a);
	for (size_t i = 0; i < inv->nenis; i++)
		listed += eni_cost(inv->enis[i]);
	for (size_t i = 0; i < u.nsubnets; i++) {
		const struct usage_subnet *s = &u.subnets[i];
		uint64_t sum = 0;

		for (size_t c = 0; c < USE_CLASSES; c++)
			sum += s->by[c];
		counted += s->listed;
		if (s->size != 0)
			assert_int_equal(sum, s->size);
		else
			assert_int_equal(sum, s->listed);
		/* Nothing invented: no document has pods. */
		assert_int_equal(s->by[USE_ASSIGNED] + s->by[USE_WARM] +
		    s->by[USE_PREFIX_SLACK], 0);
		if (s->residue_known && s->residue != 0)
			assert_true(s->causes != 0);
	}
	assert_int_equal(counted, listed);
}

/* Each recorded document by itself adds up, or is refused with its place. */
static void
real(void **state)
{
	const char *dir = getenv("IPPLAN_REAL");
	struct arena a = ARENA_INIT;
	size_t taken = 0, refused = 0;
	glob_t g;

	(void)state;
	if (dir == NULL) {
		print_message("IPPLAN_REAL is not set: no recorded "
		    "documents\n");
		skip();
	}
	assert_int_equal(glob(arena_printf(&a, "%s/*.json", dir), 0, NULL,
	    &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		const char *path = g.gl_pathv[i];
		struct inventory inv;
		struct err e = ERR_INIT;

		if (documents_read(&inv, &path, 1, &a, NULL, &e)) {
			adds_up(&inv, &a);
			taken++;
			continue;
		}
		assert_int_equal(e.status, EXIT_INPUT);
		assert_string_equal(e.file, path);
		refused++;
	}
	print_message("%zu add up, %zu refused\n", taken, refused);
	assert_true(taken > refused);
	globfree(&g);
	arena_clear(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recovered),
		cmocka_unit_test(real),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
