/* Records as kubectl prints them. */
#include <inttypes.h>

#include "base/str.h"
#include "random-account-parts.h"

static void
js_condition(struct js *j, const char *type)
{
	js_begin(j, NULL, '{');
	js_str(j, "lastTransitionTime", "2026-07-01T08:00:30Z");
	js_str(j, "status", "True");
	js_str(j, "type", type);
	js_end(j, '}');
}

void
account_put_node(const struct account *ac, size_t i, struct js *j)
{
	const struct account_instance *v = &ac->instances[i];
	const struct account_subnet *s = &ac->subnets[v->subnet];

	js_str(j, "apiVersion", "v1");
	js_str(j, "kind", "Node");
	js_begin(j, "metadata", '{');
	js_begin(j, "labels", '{');
	js_str(j, "beta.kubernetes.io/arch", "amd64");
	if (v->nodegroup != NULL)
		js_str(j, "eks.amazonaws.com/nodegroup", v->nodegroup);
	else
		js_str(j, "karpenter.sh/nodepool", "spare");
	js_str(j, "kubernetes.io/arch", "amd64");
	js_str(j, "kubernetes.io/os", "linux");
	js_str(j, "node.kubernetes.io/instance-type", v->type);
	js_str(j, "topology.k8s.aws/zone-id", s->az_id);
	js_str(j, "topology.kubernetes.io/zone", s->az);
	js_end(j, '}');
	js_str(j, "name", v->name);
	js_end(j, '}');
	js_begin(j, "spec", '{');
	js_fmt(j, "providerID", "aws:///%s/%s", s->az, v->id);
	js_end(j, '}');
	js_begin(j, "status", '{');
	js_begin(j, "addresses", '[');
	js_begin(j, NULL, '{');
	js_ip(j, "address", v->address);
	js_str(j, "type", "InternalIP");
	js_end(j, '}');
	js_end(j, ']');
	js_begin(j, "allocatable", '{');
	js_str(j, "pods", "29");
	js_end(j, '}');
	js_begin(j, "capacity", '{');
	js_str(j, "pods", "29");
	js_end(j, '}');
	js_begin(j, "conditions", '[');
	js_condition(j, "Ready");
	js_end(j, ']');
	js_end(j, '}');
}

static void
write_pod_meta(const struct account_pod *p, struct js *j)
{
	js_begin(j, "metadata", '{');
	if (p->branch) {
		js_begin(j, "annotations", '{');
		js_fmt(j, "vpc.amazonaws.com/pod-eni",
		    "[{\\\"privateIp\\\":\\\"" DOTTED "\\\"}]",
		    BYTES(p->address));
		js_end(j, '}');
	}
	js_str(j, "creationTimestamp", "2026-07-01T08:00:00Z");
	js_fmt(j, "generateName", "%.3s-6d4cf56db6-", p->name);
	js_begin(j, "labels", '{');
	js_str(j, "app.kubernetes.io/name", "shop");
	js_str(j, "pod-template-hash", "6d4cf56db6");
	js_end(j, '}');
	js_str(j, "name", p->name);
	js_str(j, "namespace", p->namespace);
	js_begin(j, "ownerReferences", '[');
	js_begin(j, NULL, '{');
	js_str(j, "apiVersion", "apps/v1");
	js_bool(j, "blockOwnerDeletion", true);
	js_bool(j, "controller", true);
	js_str(j, "kind", p->host ? "DaemonSet" : "ReplicaSet");
	js_str(j, "name", "shop-6d4cf56db6");
	js_str(j, "uid", "6b1f2c3d-0000-4000-8000-1234567890ab");
	js_end(j, '}');
	js_end(j, ']');
	js_end(j, '}');
}

static void
write_pod_spec(const struct account_pod *p, struct js *j)
{
	js_begin(j, "spec", '{');
	js_begin(j, "containers", '[');
	js_begin(j, NULL, '{');
	js_str(j, "image", "111122223333.dkr.ecr.eu-central-1.amazonaws.com/"
	    "shop/web:1.42.0");
	js_str(j, "imagePullPolicy", "IfNotPresent");
	js_str(j, "name", "web");
	js_begin(j, "resources", '{');
	js_begin(j, "limits", '{');
	js_str(j, "memory", "512Mi");
	js_end(j, '}');
	js_end(j, '}');
	js_str(j, "terminationMessagePath", "/dev/termination-log");
	js_end(j, '}');
	js_end(j, ']');
	js_str(j, "dnsPolicy", "ClusterFirst");
	if (p->host)
		js_bool(j, "hostNetwork", true);
	js_str(j, "nodeName", p->node);
	js_str(j, "restartPolicy", "Always");
	js_str(j, "serviceAccountName", "default");
	js_u64(j, "terminationGracePeriodSeconds", 30);
	js_end(j, '}');
}

static void
js_pod_ip(struct js *j, const char *key, const struct account_pod *p)
{
	if (p->ipv6)
		js_fmt(j, key, "2001:db8::%" PRIx64, p->tail);
	else
		js_ip(j, key, p->address);
}

void
account_put_pod(const struct account *ac, size_t i, struct js *j)
{
	const struct account_pod *p = &ac->pods[i];

	js_str(j, "apiVersion", "v1");
	js_str(j, "kind", "Pod");
	write_pod_meta(p, j);
	write_pod_spec(p, j);
	js_begin(j, "status", '{');
	js_begin(j, "conditions", '[');
	js_condition(j, "Initialized");
	js_condition(j, "Ready");
	js_end(j, ']');
	js_ip(j, "hostIP", p->node_address);
	js_str(j, "phase", p->phase);
	js_pod_ip(j, "podIP", p);
	js_begin(j, "podIPs", '[');
	js_begin(j, NULL, '{');
	js_pod_ip(j, "ip", p);
	js_end(j, '}');
	js_end(j, ']');
	js_str(j, "qosClass", "Burstable");
	js_end(j, '}');
}

void
account_put_aws_node(const struct account *ac, size_t i, struct js *j)
{
	const struct account_cluster *c = &ac->clusters[i];
	const struct { const char *name; bool on; } env[] = {
		{ "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG",
		    c->mode == ACCOUNT_CUSTOM },
		{ "ENABLE_IPv4", c->mode != ACCOUNT_IPV6 },
		{ "ENABLE_IPv6", c->mode == ACCOUNT_IPV6 },
		{ "ENABLE_POD_ENI", c->pod_eni },
		{ "ENABLE_PREFIX_DELEGATION", c->mode == ACCOUNT_PREFIX ||
		    c->mode == ACCOUNT_IPV6 },
	};

	js_str(j, "apiVersion", "apps/v1");
	js_str(j, "kind", "DaemonSet");
	js_begin(j, "metadata", '{');
	js_str(j, "name", "aws-node");
	js_str(j, "namespace", "kube-system");
	js_end(j, '}');
	js_begin(j, "spec", '{');
	js_begin(j, "template", '{');
	js_begin(j, "spec", '{');
	js_begin(j, "containers", '[');
	js_begin(j, NULL, '{');
	js_begin(j, "env", '[');
	for (size_t k = 0; k < COUNT(env); k++) {
		js_begin(j, NULL, '{');
		js_str(j, "name", env[k].name);
		js_str(j, "value", env[k].on ? "true" : "false");
		js_end(j, '}');
	}
	js_begin(j, NULL, '{');
	js_str(j, "name", "CLUSTER_NAME");
	js_str(j, "value", c->name);
	js_end(j, '}');
	js_end(j, ']');
	js_str(j, "name", "aws-node");
	for (int k = 0; k < 5; k++)
		js_end(j, k == 1 ? ']' : '}');
}

/* One an AZ, named as it. */
void
account_put_eniconfig(const struct account *ac, size_t i, struct js *j)
{
	const struct account_cluster *c = &ac->clusters[i / ZONES];
	const struct account_subnet *s =
	    &ac->subnets[c->pod_subnets[i % ZONES]];

	js_str(j, "apiVersion", "crd.k8s.amazonaws.com/v1alpha1");
	js_str(j, "kind", "ENIConfig");
	js_begin(j, "metadata", '{');
	js_str(j, "name", s->az);
	js_end(j, '}');
	js_begin(j, "spec", '{');
	js_str(j, "subnet", s->id);
	js_end(j, '}');
}
