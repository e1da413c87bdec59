/* Documents of a random account, in any order, and the truth of them. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "random-account-parts.h"
#include "random-node.h"

struct kind {
	const char *file;
	const char *path;		/* of the list; NULL: one a document */
	const char *one;		/* what the one is called, or NULL */
	void (*put)(const struct account *ac, size_t i, struct js *j);
	bool kube;
};

static const struct kind kinds[ACCOUNT_DOCUMENTS] = {
	[ACCOUNT_VPCS] = { "vpcs", "Vpcs", NULL, account_put_vpc, false },
	[ACCOUNT_SUBNETS] = { "subnets", "Subnets", NULL, account_put_subnet,
	    false },
	[ACCOUNT_ENIS] = { "network-interfaces", "NetworkInterfaces", NULL,
	    account_put_eni, false },
	[ACCOUNT_INSTANCES] = { "instances", "Reservations", NULL,
	    account_put_instance, false },
	[ACCOUNT_NATS] = { "nat-gateways", "NatGateways", NULL,
	    account_put_nat, false },
	[ACCOUNT_ENDPOINTS] = { "vpc-endpoints", "VpcEndpoints", NULL,
	    account_put_endpoint, false },
	[ACCOUNT_RESERVATIONS] = { "reservations",
	    "SubnetIpv4CidrReservations", NULL, account_put_reservation,
	    false },
	[ACCOUNT_CLUSTERS] = { "clusters", NULL, "cluster",
	    account_put_cluster, false },
	[ACCOUNT_NODEGROUPS] = { "nodegroups", NULL, "nodegroup",
	    account_put_nodegroup, false },
	[ACCOUNT_NODES] = { "nodes", "items", NULL, account_put_node, true },
	[ACCOUNT_PODS] = { "pods", "items", NULL, account_put_pod, true },
	[ACCOUNT_AWS_NODE] = { "aws-node", NULL, NULL, account_put_aws_node,
	    true },
	[ACCOUNT_ENICONFIGS] = { "eniconfigs", "items", NULL,
	    account_put_eniconfig, true },
};

const char *
account_file(char buf[64], enum account_document d, unsigned cluster)
{
	if (kinds[d].kube)
		snprintf(buf, 64, "%s-c%u.json", kinds[d].file, cluster);
	else
		snprintf(buf, 64, "%s.json", kinds[d].file);
	return buf;
}

bool
account_is_kube(enum account_document d)
{
	return kinds[d].kube;
}

/* --- which records, in which order -------------------------------------- */

static size_t
count(const struct account *ac, enum account_document d)
{
	const size_t n[ACCOUNT_DOCUMENTS] = {
		[ACCOUNT_VPCS] = ac->nvpcs,
		[ACCOUNT_SUBNETS] = ac->nsubnets,
		[ACCOUNT_ENIS] = ac->nenis,
		[ACCOUNT_INSTANCES] = ac->ninstances,
		[ACCOUNT_NATS] = ac->nnats,
		[ACCOUNT_ENDPOINTS] = ac->nendpoints,
		[ACCOUNT_RESERVATIONS] = ac->nreservations,
		[ACCOUNT_CLUSTERS] = ac->nclusters,
		[ACCOUNT_NODEGROUPS] = ac->nclusters,
		[ACCOUNT_NODES] = ac->ninstances,
		[ACCOUNT_PODS] = ac->npods,
		[ACCOUNT_AWS_NODE] = ac->nclusters,
		[ACCOUNT_ENICONFIGS] = ac->nclusters * ZONES,
	};

	return n[d];
}

/* Kubectl asks one cluster; a stopped instance is no node there. */
static bool
belongs(const struct account *ac, enum account_document d, unsigned cluster,
    size_t i)
{
	switch (d) {
	case ACCOUNT_NODES:
		return ac->instances[i].cluster == cluster &&
		    !ac->instances[i].stopped;
	case ACCOUNT_PODS:
		return ac->pods[i].cluster == cluster;
	case ACCOUNT_AWS_NODE:
		return i == cluster;
	case ACCOUNT_ENICONFIGS:
		return i / ZONES == cluster &&
		    ac->clusters[cluster].mode == ACCOUNT_CUSTOM;
	default:
		return true;
	}
}

static size_t *
choose(const struct account *ac, enum account_document d,
    const struct account_how *how, struct arena *a, size_t *chosen)
{
	size_t all = count(ac, d), n = 0;
	size_t *v = arena_array(a, all + 1, size_t);

	for (size_t i = 0; i < all; i++)
		if (belongs(ac, d, how->cluster, i))
			v[n++] = i;
	random_state = how->shuffle;
	for (size_t i = n; how->shuffle != 0 && i > 1; i--) {
		size_t k = rnd(i), t = v[i - 1];

		v[i - 1] = v[k];
		v[k] = t;
	}
	*chosen = n;
	return v;
}

/* --- documents ---------------------------------------------------------- */

static void
write_record(const struct account *ac, const struct kind *k, size_t i,
    struct js *j)
{
	js_begin(j, NULL, '{');
	k->put(ac, i, j);
	js_end(j, '}');
}

static void
write_page(const struct account *ac, const struct kind *k, const size_t *v,
    size_t n, bool more, struct out *o)
{
	struct js j = { o, 0, false };

	js_begin(&j, NULL, '{');
	if (k->kube)
		js_str(&j, "apiVersion", "v1");
	js_begin(&j, k->path, '[');
	for (size_t i = 0; i < n; i++)
		write_record(ac, k, v[i], &j);
	js_end(&j, ']');
	if (k->kube)
		js_str(&j, "kind", "List");
	else if (more)
		js_str(&j, "NextToken", "eyJOZXh0VG9rZW4iOiBudWxsfQ==");
	js_end(&j, '}');
	out_char(o, '\n');
}

/* "aws eks describe-cluster" and such: a document of one record. */
static void
write_ones(const struct account *ac, const struct kind *k, const size_t *v,
    size_t n, struct out *o)
{
	for (size_t i = 0; i < n; i++) {
		struct js j = { o, 0, false };

		js_begin(&j, NULL, '{');
		if (k->one != NULL)
			js_begin(&j, k->one, '{');
		k->put(ac, v[i], &j);
		if (k->one != NULL)
			js_end(&j, '}');
		js_end(&j, '}');
		out_char(o, '\n');
	}
}

bool
account_write(const struct account *ac, enum account_document d,
    const struct account_how *how, struct out *o)
{
	struct arena a = ARENA_INIT;
	const struct kind *k = &kinds[d];
	unsigned pages = how->pages > 1 ? how->pages : 1;
	size_t n;
	const size_t *v = choose(ac, d, how, &a, &n);

	if (k->path == NULL)
		write_ones(ac, k, v, n, o);
	for (size_t p = 0; p < pages && k->path != NULL; p++)
		write_page(ac, k, v + n * p / pages, n * (p + 1) / pages -
		    n * p / pages, p + 1 < pages, o);
	arena_clear(&a);
	return n != 0;
}

/* --- the truth ---------------------------------------------------------- */

void
account_write_subnets(const struct account *ac, struct out *o)
{
	out_str(o, "subnet,vpc,az,size,available");
	for (size_t t = 0; t < TRUTH_COUNT; t++)
		out_printf(o, ",%s", truth_name((enum truth)t));
	out_str(o, "\r\n");
	for (size_t i = 0; i < ac->nsubnets; i++) {
		const struct account_subnet *s = &ac->subnets[i];

		out_printf(o, "%s,%s,%s,%" PRIu32 ",%" PRIu64, s->id,
		    ac->vpcs[s->vpc].id, s->az, s->size, s->available);
		for (size_t t = 0; t < TRUTH_COUNT; t++)
			out_printf(o, ",%" PRIu64, s->truth[t]);
		out_str(o, "\r\n");
	}
}

void
account_write_truth(const struct account *ac, struct out *o)
{
	out_str(o, "eni,subnet,truth,cluster,instance,addresses,prefixes,"
	    "pods,leaked\r\n");
	for (size_t i = 0; i < ac->nenis; i++) {
		const struct account_eni *e = &ac->enis[i];

		out_printf(o, "%s,%s,%s,%s,%s,%zu,%zu,%" PRIu64 ",%s\r\n",
		    e->id, ac->subnets[e->subnet].id, truth_name(e->truth),
		    e->cluster != NULL ? e->cluster : "", e->instance != NULL
		    ? e->instance : "", e->naddresses, e->nprefixes, e->pods,
		    e->truth == TRUTH_LEAKED ? "true" : "false");
	}
}
