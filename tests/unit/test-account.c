/*
 * What the readers make of random accounts, of which the truth is known: each
 * ENI has its class, each address its subnet, the sums are those of EC2,
 * usage has every address where it is, and the order and number of pages
 * change no byte of what it prints.
 */
#include <stdio.h>
#include <string.h>

#include "ingest/documents.h"
#include "ingest/plan.h"
#include "random-account.h"
#include "report/writer.h"
#include "test.h"
#include "view/draft.h"
#include "view/usage.h"

#define ACCOUNTS 60

/* What the classes of ENIs are called there. */
static const enum eni_class classes[TRUTH_COUNT][9] = {
	[TRUTH_NODE_PRIMARY] = { ENI_NODE_PRIMARY },
	[TRUTH_ENI_PRIMARY] = { ENI_CNI },
	[TRUTH_TRUNK] = { ENI_TRUNK },
	[TRUTH_BRANCH] = { ENI_BRANCH },
	[TRUTH_NODE_OTHER] = { ENI_NODE_OTHER },
	[TRUTH_CONTROL_PLANE] = { ENI_CONTROL_PLANE },
	[TRUTH_LOAD_BALANCER] = { ENI_LOAD_BALANCER },
	[TRUTH_NAT] = { ENI_NAT },
	[TRUTH_ENDPOINT] = { ENI_ENDPOINT },
	[TRUTH_TGW] = { ENI_TGW },
	[TRUTH_LAMBDA] = { ENI_LAMBDA },
	[TRUTH_EFS] = { ENI_EFS },
	[TRUTH_RDS] = { ENI_RDS },
	[TRUTH_FARGATE] = { ENI_FARGATE },
	[TRUTH_INSTANCE] = { ENI_INSTANCE },
	[TRUTH_SERVICE] = { ENI_SERVICE, ENI_DIRECTORY, ENI_ELASTICACHE,
	    ENI_DAX, ENI_OPENSEARCH, ENI_REDSHIFT, ENI_DMS, ENI_RESOLVER,
	    ENI_INSTANCE_CONNECT },
	[TRUTH_ORPHAN] = { ENI_ORPHAN },
	[TRUTH_LEAKED] = { ENI_CNI, ENI_BRANCH },
};

static bool
class_fits(enum truth t, enum eni_class c)
{
	if (t == TRUTH_SERVICE && (c == ENI_ECS || c == ENI_OTHER))
		return true;
	for (size_t i = 0; i < COUNT(classes[t]); i++)
		if (classes[t][i] == c && (i == 0 || c != 0))
			return true;
	return false;
}

/* All documents, one after the other, as some of the readers' users do. */
static const char *
write_all(const struct account *ac, const struct account_how *how,
    struct arena *a, size_t *n)
{
	struct out *o = arena_new(a, struct out);

	out_init_memory(o, a);
	for (int d = 0; d < ACCOUNT_DOCUMENTS; d++)
		for (unsigned c = 0; c < (account_is_kube(
		    (enum account_document)d) ? ac->nclusters : 1); c++) {
			struct account_how mine = *how;

			mine.cluster = c;
			account_write(ac, (enum account_document)d, &mine, o);
		}
	return out_memory(o, n);
}

static void
read_all(struct inventory *inv, const struct account *ac,
    const struct account_how *how, struct arena *a)
{
	struct err e = ERR_INIT;
	size_t n;
	const char *text = write_all(ac, how, a, &n);

	if (!documents_parse(inv, "account", text, n, 65536, a, NULL, &e))
		fail_msg("seed %llu: %lu:%lu: %s", (unsigned long long)
		    ac->shape.seed, e.line, e.column, e.msg);
}

static void
check_enis(const struct account *ac, const struct inventory *inv)
{
	assert_int_equal(inv->nenis, ac->nenis);
	for (size_t i = 0; i < ac->nenis; i++) {
		const struct account_eni *t = &ac->enis[i];
		const struct inv_eni *e = inventory_eni(inv, t->id);

		assert_non_null(e);
		if (!class_fits(t->truth, e->class))
			fail_msg("seed %llu: %s \"%s\": %s is taken for "
			    "class %d", (unsigned long long)ac->shape.seed,
			    t->id, t->description, truth_name(t->truth),
			    (int)e->class);
		assert_int_equal(e->naddresses, t->naddresses);
		assert_int_equal(e->nprefixes, t->nprefixes);
		assert_string_equal(e->subnet_id,
		    ac->subnets[t->subnet].id);
		assert_int_equal(e->leaked, t->truth == TRUTH_LEAKED);
		assert_int_equal(e->leaked && e->class == ENI_BRANCH,
		    t->truth == TRUTH_LEAKED && t->trunk != NULL);
		if (t->cluster != NULL)
			assert_string_equal(e->cluster, t->cluster);
	}
}

/* Size = 5 + on ENIs + hidden + reserved + available, by both sides. */
static void
check_sums(const struct account *ac, const struct inventory *inv)
{
	for (size_t i = 0; i < ac->nsubnets; i++) {
		const struct account_subnet *t = &ac->subnets[i];
		const struct inv_subnet *s = inventory_subnet(inv, t->id);
		uint64_t listed = 0, sum = 0;

		for (size_t k = 0; k < inv->nenis; k++)
			if (strcmp(inv->enis[k]->subnet_id, t->id) == 0)
				listed += eni_cost(inv->enis[k]);
		for (size_t k = 0; k < TRUTH_COUNT; k++)
			sum += t->truth[k];
		assert_int_equal(sum, t->size);
		assert_int_equal(t->truth[TRUTH_AWS], 5);
		assert_int_equal(s->available.v, t->available);
		assert_int_equal(listed, t->size - 5 - t->available -
		    t->truth[TRUTH_HIDDEN] -
		    t->truth[TRUTH_RESERVED_PREFIX]);
	}
}

static void
check_nodes(const struct account *ac, const struct inventory *inv)
{
	for (size_t i = 0; i < ac->ninstances; i++) {
		const struct account_instance *t = &ac->instances[i];
		const struct inv_instance *v = inventory_instance(inv, t->id);

		assert_non_null(v);
		assert_int_equal(v->is_node, t->name != NULL);
		assert_int_equal(v->node != NULL, t->name != NULL &&
		    !t->stopped);
		if (v->node != NULL)
			assert_int_equal(v->node->pods, t->pods);
	}
}

/* Each truth is in this class of usage. */
static const enum usage_class uses[TRUTH_COUNT] = {
	[TRUTH_AWS] = USE_AWS, [TRUTH_NODE_PRIMARY] = USE_NODE_PRIMARY,
	[TRUTH_ENI_PRIMARY] = USE_ENI_PRIMARY, [TRUTH_PODS] = USE_ASSIGNED,
	[TRUTH_WARM] = USE_WARM, [TRUTH_SLACK] = USE_PREFIX_SLACK,
	[TRUTH_TRUNK] = USE_TRUNK, [TRUTH_BRANCH] = USE_BRANCH,
	[TRUTH_NODE_OTHER] = USE_OTHER,
	[TRUTH_CONTROL_PLANE] = USE_CONTROL_PLANE,
	[TRUTH_LOAD_BALANCER] = USE_LOAD_BALANCER, [TRUTH_NAT] = USE_NAT,
	[TRUTH_ENDPOINT] = USE_ENDPOINT, [TRUTH_TGW] = USE_OTHER,
	[TRUTH_LAMBDA] = USE_LAMBDA, [TRUTH_EFS] = USE_EFS,
	[TRUTH_RDS] = USE_RDS, [TRUTH_FARGATE] = USE_FARGATE,
	[TRUTH_INSTANCE] = USE_OTHER, [TRUTH_SERVICE] = USE_OTHER,
	[TRUTH_ORPHAN] = USE_ORPHAN, [TRUTH_LEAKED] = USE_LEAKED,
	[TRUTH_RESERVED_PREFIX] = USE_PREFIX_RESERVATION,
	[TRUTH_RESERVED_EXPLICIT] = USE_EXPLICIT_RESERVATION,
	[TRUTH_HIDDEN] = USE_UNACCOUNTED, [TRUTH_FREE] = USE_FREE,
};

/* Nobody can see that a hidden address lies in a reservation. */
static void
allow_hidden(uint64_t want[USE_CLASSES], const uint64_t is[USE_CLASSES],
    enum usage_class reservation, enum usage_class instead, uint64_t hidden)
{
	uint64_t more = is[reservation] - want[reservation];

	if (more == 0 || more > hidden)
		return;
	want[reservation] += more;
	want[instead] -= more;
}

static void
check_usage(const struct account *ac, const struct inventory *inv,
    struct arena *a)
{
	struct usage u;

	usage_make(&u, inv, a);
	assert_int_equal(u.nsubnets, ac->nsubnets);
	for (size_t i = 0; i < ac->nsubnets; i++) {
		const struct account_subnet *t = &ac->subnets[i];
		const struct usage_subnet *s = usage_subnet(&u, t->id);
		uint64_t want[USE_CLASSES] = { 0 };

		for (size_t k = 0; k < TRUTH_COUNT; k++)
			want[uses[k]] += t->truth[k];
		allow_hidden(want, s->by, USE_EXPLICIT_RESERVATION, USE_FREE,
		    t->truth[TRUTH_HIDDEN]);
		allow_hidden(want, s->by, USE_PREFIX_RESERVATION,
		    USE_UNACCOUNTED, t->truth[TRUTH_HIDDEN]);
		for (size_t k = 0; k < USE_CLASSES; k++)
			if (s->by[k] != want[k])
				fail_msg("seed %llu: %s: %s is %llu, not %llu",
				    (unsigned long long)ac->shape.seed, t->id,
				    usage_class_name((enum usage_class)k),
				    (unsigned long long)s->by[k],
				    (unsigned long long)want[k]);
		assert_int_equal(s->residue, want[USE_UNACCOUNTED]);
	}
	for (size_t i = 0; i < u.nenis; i++) {
		const struct account_eni *t = NULL;

		for (size_t k = 0; k < ac->nenis && t == NULL; k++)
			if (strcmp(ac->enis[k].id, u.enis[i].eni->id) == 0)
				t = &ac->enis[k];
		assert_int_equal(u.enis[i].eni->leaked,
		    t->truth == TRUTH_LEAKED);
	}
}

/* All that usage prints, in every grouping. */
static const char *
print_usage(const struct inventory *inv, struct arena *a)
{
	static const char *const ways[] = { "az", "vpc", "cluster", "owner",
	    "tag:Name" };
	struct out *o = arena_new(a, struct out);
	struct err e = ERR_INIT;
	struct usage u;
	size_t n;

	usage_make(&u, inv, a);
	out_init_memory(o, a);
	for (size_t i = 0; i <= COUNT(ways); i++) {
		struct view_usage v = { .usage = &u };
		struct doc d;

		doc_init(&d, a, &e);
		d.command = "usage";
		d.out = o;
		d.writer = writer_find("json");
		v.nodes = usage_nodes(&u, &inv->types, &v.nnodes);
		if (i < COUNT(ways))
			v.groups = usage_by(&u, ways[i], &v.ngroups);
		view_usage(&d, &v);
		assert_true(doc_end(&d));
	}
	return out_memory(o, &n);
}

static void
truth(void **state)
{
	uint64_t seen[TRUTH_COUNT] = { 0 };

	(void)state;
	for (uint64_t seed = 1; seed <= ACCOUNTS; seed++) {
		const struct account_shape shape = { .seed = seed,
		    .vpcs = 1 + seed % 2, .clusters = 1 + seed % 3,
		    .nodes = 4, .pods = 25 };
		const struct account_how how[] = { { 0, 1, 0 },
		    { seed, 1, 0 }, { seed, 3, 0 } };

		struct arena kept = ARENA_INIT;
		const char *printed = NULL;

		for (size_t k = 0; k < COUNT(how); k++) {
			struct arena a = ARENA_INIT;
			struct inventory inv;
			struct account ac;
			const char *text;

			account_draw(&ac, &shape, &a);
			read_all(&inv, &ac, &how[k], &a);
			check_enis(&ac, &inv);
			check_sums(&ac, &inv);
			check_nodes(&ac, &inv);
			check_usage(&ac, &inv, &a);
			text = print_usage(&inv, &a);
			if (printed == NULL)
				printed = arena_strdup(&kept, text);
			else
				assert_string_equal(text, printed);
			for (size_t i = 0; i < ac.nsubnets; i++)
				for (size_t t = 0; t < TRUTH_COUNT; t++)
					seen[t] += ac.subnets[i].truth[t];
			arena_clear(&a);
		}
		arena_clear(&kept);
	}
	for (size_t t = 0; t < TRUTH_COUNT; t++)
		if (seen[t] == 0)
			fail_msg("no account has %s",
			    truth_name((enum truth)t));
}

/* The plan that import would draw of a cluster, and beside what is there. */
static const struct plan *
draw(struct account *ac, struct inventory *inv, const char *cluster,
    struct agree **v, size_t *n, struct arena *a)
{
	const struct answer_options how = { .types = &inv->types };
	struct answer *answer = arena_new(a, struct answer);
	struct plan *p = arena_new(a, struct plan);
	struct observed *o = arena_new(a, struct observed);
	struct out *text = arena_new(a, struct out);
	struct err e = ERR_INIT;
	struct draft d;
	const char *yaml;
	size_t len;

	out_init_memory(text, a);
	if (!draft_make(&d, inv, cluster, a, &e))
		fail_msg("seed %llu: %s", (unsigned long long)ac->shape.seed,
		    e.msg);
	view_draft(text, &d);
	yaml = out_memory(text, &len);
	if (!plan_parse(p, "plan", yaml, len, NULL, 0, a, &e) ||
	    !observe(o, p, inv, a, &e) ||
	    !plan_answer(answer, p, &how, a, &e))
		fail_msg("seed %llu: %s\n%s", (unsigned long long)
		    ac->shape.seed, e.msg, yaml);
	*v = agree_make(answer, o, n, a);
	return p;
}

/* Of the group that no document describes; stopped instances are none. */
static void
check_spare(const struct account *ac, const struct plan *p)
{
	uint64_t want = 0, got = 0;

	for (size_t i = 0; i < ac->ninstances; i++)
		want += ac->instances[i].name != NULL &&
		    ac->instances[i].nodegroup == NULL &&
		    !ac->instances[i].stopped;
	for (size_t i = 0; i < p->nnodegroups; i++)
		if (strcmp(p->nodegroups[i].name, "spare") == 0)
			got = p->nodegroups[i].desired.v;
	if (got != want)
		fail_msg("seed %llu: %llu spare nodes, not %llu",
		    (unsigned long long)ac->shape.seed,
		    (unsigned long long)got, (unsigned long long)want);
}

/*
 * What import says is there is what usage says, subnet by subnet; and where
 * every node is alike, it plans what they hold, spread evenly.
 */
static void
agrees(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= ACCOUNTS; seed++) {
		const struct account_shape shape = { .seed = seed, .vpcs = 1,
		    .clusters = 1, .nodes = seed % 2 == 0 ? 30 : 5,
		    .pods = 6, .even = seed % 2 == 0 };
		const struct account_how how = { seed, 1, 0 };
		struct arena a = ARENA_INIT;
		struct inventory inv;
		struct account ac;
		struct agree *v;
		struct usage u;
		size_t n;
		uint64_t now = 0, planned = 0, want = 0;
		const struct plan *p;

		account_draw(&ac, &shape, &a);
		read_all(&inv, &ac, &how, &a);
		usage_make(&u, &inv, &a);
		p = draw(&ac, &inv, ac.clusters[0].name, &v, &n, &a);
		assert_true(n > 0);
		check_spare(&ac, p);
		for (size_t i = 0; i < n; i++) {
			const struct usage_subnet *s = usage_subnet(&u,
			    v[i].subnet->id);
			uint64_t taken = s->size - s->by[USE_AWS] -
			    s->by[USE_FREE] - s->by[USE_PREFIX_RESERVATION] -
			    s->by[USE_EXPLICIT_RESERVATION];

			assert_int_equal(v[i].nodes_now + v[i].others_now,
			    taken);
			now += v[i].nodes_now;
			planned += v[i].nodes_planned;
		}
		/* 20 addresses a node; each group is rounded up by subnet. */
		for (size_t i = 0; i < p->nnodegroups; i++) {
			uint64_t k = p->nodegroups[i].subnets.n;

			want += 20 * k * ((p->nodegroups[i].desired.v + k - 1)
			    / k);
		}
		if (shape.even) {
			assert_int_equal(now, 20 * ac.ninstances);
			assert_int_equal(planned, want);
		}
		arena_clear(&a);
	}
}

/* What the benchmark reads, a little of it. */
static void
even(void **state)
{
	static const struct account_shape shape = { .seed = 7, .vpcs = 2,
	    .clusters = 1, .nodes = 100, .pods = 6, .even = true };
	const struct account_how how = { 0, 1, 0 };
	struct arena a = ARENA_INIT;
	struct inventory inv;
	struct account ac;

	(void)state;
	account_draw(&ac, &shape, &a);
	read_all(&inv, &ac, &how, &a);
	assert_int_equal(inv.nenis, 400);
	assert_int_equal(inv.npods, 1200);
	for (size_t i = 0; i < inv.nenis; i++)
		assert_int_equal(inv.enis[i]->naddresses, 10);
	check_enis(&ac, &inv);
	check_sums(&ac, &inv);
	arena_clear(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(truth),
		cmocka_unit_test(even),
		cmocka_unit_test(agrees),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
