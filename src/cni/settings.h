/*
 * settings: what the CNI's environment variables mean.
 *
 * The variables are those of the aws-node daemonset.  Their values are read
 * exactly as the agent reads them: an integer is an optional sign and decimal
 * digits that fit 64 bits; a bool is one of 1 t T TRUE true True 0 f F FALSE
 * false False; anything else means the default that is compiled in, and so
 * does a variable that is absent.  The shipped manifest sets some variables,
 * so its defaults differ (WARM_PREFIX_TARGET is 0 in code, 1 in the manifest).
 *
 * Source: amazon-vpc-cni-k8s v1.23.1, pkg/ipamd/ipamd.go (getWarm*Target,
 * getMaxENI, parseBoolEnvVar, isConfigValid), utils/utils.go,
 * config/master/aws-k8s-cni.yaml; read 2026-08.
 */
#ifndef CNI_SETTINGS_H
#define CNI_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "cni/rules.h"
#include "model/limits.h"

#define CNI_PREFIX_SIZE 16	/* addresses of a delegated /28 */

enum cni_mode { CNI_SECONDARY, CNI_PREFIX, CNI_IPV6 };

struct cni_settings {
	const struct cni_rules *rules;	/* of the release it is for */
	uint64_t warm_eni;		/* spare full ENIs, secondary mode */
	uint64_t warm_ip;		/* spare addresses; 0: not set */
	uint64_t minimum_ip;		/* floor for all; 0: not set */
	uint64_t warm_prefix;		/* spare /28s, prefix mode */
	uint64_t max_eni;		/* 0: the type's limit */
	int64_t ip_cooldown_s;		/* may be negative: none */
	bool prefix_delegation;
	bool custom_networking;
	bool pod_eni;			/* trunk and branch ENIs */
	bool subnet_discovery;
	bool ipv4, ipv6;
	bool multi_nic;
	bool manage_non_schedulable;
	bool manage_untagged;
	bool disable_provisioning;
	bool imds_only;
	bool disable_leaked_cleanup;
	/* Set by cni_settings_env(), so not by the manifest's defaults. */
	bool given[CNI_VARS];
};

/* What a release begins with. */
enum cni_defaults { CNI_MANIFEST, CNI_CODE };

/* The defaults of the newest release's shipped manifest. */
void cni_settings_init(struct cni_settings *s);
/* Those of another release, or those compiled in. */
void cni_settings_init_as(struct cni_settings *s, const struct cni_rules *r,
    enum cni_defaults d);

enum cni_env {
	CNI_ENV_OK,
	CNI_ENV_UNKNOWN,	/* changes no answer here; ignored */
	CNI_ENV_DEFAULT,	/* not a value of that variable: the default */
};

/* One NAME=VALUE of the daemonset; value NULL: the variable is absent. */
enum cni_env cni_settings_env(struct cni_settings *s, const char *name,
    const char *value);

/*
 * Windows nodes have none of these variables: their controller reads the
 * config map amazon-vpc-cni.  What one of its keys sets, as the variable that
 * means the same here, or NULL.
 *
 * Source: amazon-vpc-resource-controller-k8s docs/windows, pkg/config; read
 * 2026-08.  warm-ip-target and the like are older names, still taken.
 */
const char *cni_settings_windows(const char *key);

/* " (did you mean ...?)" for a name that is no variable here, or "". */
const char *cni_settings_near(const char *name, char *buf, size_t size);

/*
 * Why the agent refuses to start with these settings on that type, or NULL;
 * with l NULL, why it does on every type.
 */
const char *cni_settings_refused(const struct cni_settings *s,
    const struct limits *l);

/*
 * The mode that comes of them: prefix delegation on a type that is neither
 * Nitro nor bare metal silently is secondary mode (isConfigValid).
 */
enum cni_mode cni_settings_mode(const struct cni_settings *s,
    const struct limits *l);

/* WARM_IP_TARGET or MINIMUM_IP_TARGET is set; the other targets then rest. */
bool cni_settings_ip_targets(const struct cni_settings *s);

/* ENIs that the agent may use on the default card: MAX_ENI below the limit. */
uint64_t cni_settings_enis(const struct cni_settings *s,
    const struct limits *l);

const char *cni_mode_name(enum cni_mode m);

#endif
