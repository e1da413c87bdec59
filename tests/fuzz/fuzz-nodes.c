/*
 * Whatever a daemonset's environment or an instance type says, a node's
 * addresses and pods add up.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cni/scatter.h"
#include "ingest/cni-env.h"
#include "ingest/ec2-types.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct limits *l, const struct cni_settings *s, enum cni_os os)
{
	static const uint64_t counts[] = { 0, 1, 16, 17, 110, UINT64_MAX };
	struct cni_node n = { .limits = l, .settings = *s, .os = os,
	    .branch_pods = 3 };
	struct cni_scatter sc;
	struct cni_rest r;

	cni_node_init(&n);
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		cni_rest(&n, counts[i], &r);
		if (r.assigned + r.branch_enis + r.unplaced != counts[i] ||
		    r.addresses != r.enis + r.secondary_ips +
		    16 * r.prefixes + r.branch_enis || r.enis == 0 ||
		    r.assigned + r.branch_enis > n.max_pods)
			abort();
		if (n.mode != CNI_IPV6 && r.warm + r.assigned !=
		    r.secondary_ips + 16 * r.prefixes)
			abort();
		cni_scatter(&n, &r, UINT64_MAX, &sc);
		if (r.addresses_min > r.addresses ||
		    r.addresses > sc.addresses || sc.addresses >
		    UINT64_C(1) << 48)
			abort();
	}
}

static void
try_env(const char *path, struct arena *a)
{
	struct settings env = { NULL, 0 };
	struct err e = ERR_INIT;
	struct cni_settings s;

	if (!cni_env_read(&env, path, a, &e)) {
		if (e.status != EXIT_INPUT || e.msg[0] == '\0')
			abort();
		return;
	}
	cni_settings_init(&s);
	for (size_t i = 0; i < env.n; i++) {
		const char *name = cni_settings_windows(env.v[i].name);

		cni_settings_env(&s, name != NULL ? name : env.v[i].name,
		    env.v[i].value);
	}
	for (size_t i = 0; i < nlimits; i += 97) {
		check(&limits[i], &s, CNI_LINUX);
		check(&limits[i], &s, CNI_WINDOWS);
	}
}

static void
try_types(const char *path, struct arena *a)
{
	struct err e = ERR_INIT;
	struct limits_set set;
	struct cni_settings s;

	limits_set_init(&set, a);
	if (!ec2_types_read(&set, path, &e)) {
		if (e.status != EXIT_INPUT || e.msg[0] == '\0')
			abort();
		return;
	}
	cni_settings_init(&s);
	for (size_t i = 0; i < set.n; i++)
		if (set.v[i] != limits_find(set.v[i]->type)) {
			check(set.v[i], &s, CNI_LINUX);
			s.multi_nic = s.prefix_delegation = true;
			check(set.v[i], &s, CNI_LINUX);
		}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", 0);
	struct arena a = ARENA_INIT;
	char path[64];

	if (fd == -1 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	try_env(path, &a);
	try_types(path, &a);
	close(fd);
	arena_clear(&a);
	return 0;
}
