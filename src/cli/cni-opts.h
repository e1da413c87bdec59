/*
 * cni-opts: the options that say how the CNI of a node is set.
 *
 * Rows for the option tables of the commands that have them; each takes the
 * offset of the command's struct cni_options.
 */
#ifndef CLI_CNI_OPTS_H
#define CLI_CNI_OPTS_H

#include "cli/cmd.h"
#include "cni/settings.h"

struct cni_options {
	const char *mode, *env, *version, *os;
	/* Any text, as the environment of the CNI's daemonset. */
	const char *warm_eni, *warm_ip, *minimum_ip, *warm_prefix, *max_eni;
	struct opt_u64 max_pods, pod_eni, unmanaged;
	bool custom_networking, multi_nic;
	struct opt_list files;
};

/* Words, each list ending with NULL. */
extern const char *const cni_opt_modes[], *const cni_opt_oses[];

#define CNI_OPT_AT(base, field) ((base) + offsetof(struct cni_options, field))
#define CNI_OPT_NUMBER(base, name, field, text)				\
	{ .l = name, .type = OPT_U64, .off = CNI_OPT_AT(base, field),	\
	    .arg = "n", .help = text }

#define CNI_OPT_SETTING(base, name, field, text)			\
	{ .l = name, .type = OPT_STRING, .off = CNI_OPT_AT(base, field), \
	    .arg = "n", .help = text }

#define CNI_OPT_CNI_ENV(base)						\
	{ .l = "cni-env", .type = OPT_STRING,				\
	    .off = CNI_OPT_AT(base, env), .arg = "file",		\
	    .help = "take settings from the CNI's daemonset" }
#define CNI_OPT_CNI_VERSION(base)					\
	{ .l = "cni-version", .type = OPT_STRING,			\
	    .off = CNI_OPT_AT(base, version), .arg = "release",		\
	    .help = "release of the CNI whose rules apply" }
#define CNI_OPT_CUSTOM_NETWORKING(base)					\
	{ .l = "custom-networking", .type = OPT_FLAG,			\
	    .off = CNI_OPT_AT(base, custom_networking),			\
	    .help = "pods have no address on the primary ENI" }
#define CNI_OPT_INSTANCE_TYPES(base)					\
	{ .l = "instance-types", .type = OPT_LIST,			\
	    .off = CNI_OPT_AT(base, files), .arg = "file",		\
	    .help = "take types from describe-instance-types output" }
#define CNI_OPT_MAX_ENI(base)						\
	CNI_OPT_SETTING(base, "max-eni", max_eni, "MAX_ENI of the CNI")
#define CNI_OPT_MAX_PODS(base)						\
	CNI_OPT_NUMBER(base, "max-pods", max_pods,			\
	    "maxPods given to the kubelet")
#define CNI_OPT_MINIMUM_IP(base)					\
	CNI_OPT_SETTING(base, "minimum-ip-target", minimum_ip,		\
	    "MINIMUM_IP_TARGET")
#define CNI_OPT_MODE(base)						\
	{ .l = "mode", .type = OPT_STRING,				\
	    .off = CNI_OPT_AT(base, mode),				\
	    .arg = "secondary|prefix|ipv6", .choices = cni_opt_modes,	\
	    .help = "how pods get addresses" }
#define CNI_OPT_MULTI_NIC(base)						\
	{ .l = "multi-nic", .type = OPT_FLAG,				\
	    .off = CNI_OPT_AT(base, multi_nic),				\
	    .help = "ENABLE_MULTI_NIC: use every network card" }
#define CNI_OPT_OS(base)						\
	{ .l = "os", .type = OPT_STRING, .off = CNI_OPT_AT(base, os),	\
	    .arg = "linux|windows", .choices = cni_opt_oses,		\
	    .help = "operating system of the node" }
#define CNI_OPT_POD_ENI(base)						\
	CNI_OPT_NUMBER(base, "pod-eni", pod_eni,			\
	    "so many pods have a branch ENI")
#define CNI_OPT_UNMANAGED(base)						\
	CNI_OPT_NUMBER(base, "unmanaged-enis", unmanaged,		\
	    "ENIs that the CNI leaves alone")
#define CNI_OPT_WARM_ENI(base)						\
	CNI_OPT_SETTING(base, "warm-eni-target", warm_eni,		\
	    "WARM_ENI_TARGET")
#define CNI_OPT_WARM_IP(base)						\
	CNI_OPT_SETTING(base, "warm-ip-target", warm_ip, "WARM_IP_TARGET")
#define CNI_OPT_WARM_PREFIX(base)					\
	CNI_OPT_SETTING(base, "warm-prefix-target", warm_prefix,	\
	    "WARM_PREFIX_TARGET")

/*
 * The settings: the manifest's, under the file's, under the options; the
 * second for Windows nodes, whose file is another.  False with the context's
 * err set.
 */
bool cni_options_settings(struct ctx *ctx, const struct cni_options *o,
    struct cni_settings *s);
bool cni_options_windows(struct ctx *ctx, const struct cni_options *o,
    struct cni_settings *s);

bool cni_options_is_windows(const struct cni_options *o);

/* False with err set: no type could start with these settings. */
bool cni_options_check(struct ctx *ctx, const struct cni_options *o,
    const struct cni_settings *s);

#endif
