/*
 * Exported documents: what is recognised, merged and refused, who holds an
 * ENI, and the recorded documents in $IPPLAN_REAL, when they are there.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ingest/documents.h"
#include "model/eni-class.h"

static char warnings[1024], notes[1024];

static void
warned(void *arg, const char *text)
{
	(void)arg;
	snprintf(warnings, sizeof(warnings), "%s", text);
}

static void
noted(void *arg, const char *text)
{
	(void)arg;
	snprintf(notes, sizeof(notes), "%s", text);
}

static bool
parse(struct inventory *inv, const char *text, struct arena *a,
    struct err *e)
{
	static const struct documents_talk talk = { noted, warned, NULL, NULL };

	*e = (struct err)ERR_INIT;
	*warnings = *notes = '\0';
	return documents_parse(inv, "f", text, strlen(text), 0, a, &talk, e);
}

#define SUBNET(id, cidr, free) "{\"SubnetId\":\"" id "\",\"VpcId\":\"v\"," \
	"\"CidrBlock\":\"" cidr "\",\"AvailableIpAddressCount\":" free "}"
#define SUBNETS(list) "{\"Subnets\":[" list "]}"
#define ENI(id, rest) "{\"NetworkInterfaceId\":\"" id "\",\"SubnetId\":"    \
	"\"s\",\"VpcId\":\"v\"" rest "}"
#define ENIS(list) "{\"NetworkInterfaces\":[" list "]}"
#define IP(a) ",\"PrivateIpAddresses\":[{\"PrivateIpAddress\":\"" a	\
	"\",\"Primary\":true}]"
#define PD(p) ",\"Ipv4Prefixes\":[{\"Ipv4Prefix\":\"" p "\"}]"

#define POD(name, uid, node) "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"" \
	name "\",\"uid\":\"" uid "\"},\"spec\":{\"nodeName\":\"" node "\"}}"

/* Each is refused at that line, with these words. */
static const struct {
	const char *text;
	unsigned long line;
	const char *words;
} refusals[] = {
	{ "{\"a\":1}", 0, "not a document that ipplan knows" },
	{ "{\"items\":[{\"x\":1}]}", 0, "not a document that ipplan knows" },
	{ SUBNETS(SUBNET("s", "10.0.0.0/24", "252")), 1, "at most 251" },
	{ SUBNETS(SUBNET("s", "10.0.0.0/24", "4091")), 1, "got 4091" },
	{ SUBNETS(SUBNET("s", "10.0.0.0/24", "-1")), 1, "a whole number" },
	{ SUBNETS(SUBNET("s", "10.0.0.0/24", "1.5")), 1, "a whole number" },
	{ SUBNETS(SUBNET("s", "10.0.0.0/24", "1e999")), 1, "a whole number" },
	{ SUBNETS(SUBNET("s", "10.0.0.0/24", "\"7\"")), 1, "a whole number" },
	{ SUBNETS(SUBNET("s", "10.0.0.0/24", "99999999999999999999")), 1,
	    "a whole number" },
	{ SUBNETS(SUBNET("s", "10.0.0.1/24", "1")), 1, "host bits set" },
	{ SUBNETS(SUBNET("s", "10.0.0.0", "1")), 1, "an IPv4 CIDR" },
	{ SUBNETS(SUBNET("s", "2001:db8::/64", "1")), 1, "an IPv4 CIDR" },
	{ SUBNETS("{\"CidrBlock\":\"10.0.0.0/24\"}"), 1,
	    "a record without SubnetId" },
	{ "{\"items\":[{\"kind\":\"Pod\"}]}", 1, "without metadata" },
	{ "{\"items\":[{\"kind\":\"Node\",\"metadata\":null}]}", 1,
	    "without metadata" },
	{ "{\"items\":[{\"kind\":\"Pod\",\"metadata\":\"x\"}]}", 1,
	    "metadata: expected an object" },
	{ SUBNETS("{\"SubnetId\":[]}"), 1, "expected a text, got a list" },
	{ SUBNETS("{\"SubnetId\":\"s\",\"Tags\":{}}"), 1, "a list" },
	{ SUBNETS("{\"SubnetId\":\"s\",\"Tags\":[1]}"), 1, "an object" },
	{ SUBNETS("7"), 1, "expected an object" },
	{ SUBNETS(SUBNET("s", "10.0.0.0/24", "1") ",\n"
	    SUBNET("s", "10.0.1.0/24", "1")), 2,
	    "s: CidrBlock is 10.0.1.0/24 here and 10.0.0.0/24 in f:1" },
	{ "{\"Subnets\":[],\"NextToken\":\"t\"}", 1, "the last page" },
	{ SUBNETS(SUBNET("s", "10.0.0.0/24", "5")) "\n"
	    SUBNETS(SUBNET("s", "10.0.0.0/24", "7")), 2,
	    "describe-subnets: the document of f:1 again" },
	{ ENIS(ENI("e", IP("10.0.0.4")) "," ENI("g", IP("10.0.0.5"))) "\n"
	    ENIS(ENI("g", IP("10.0.0.6"))), 2, "g: holds 10.0.0.6" },
	{ "{\"items\":[" POD("p", "u", "n") "," POD("q", "v", "n") "]}\n"
	    "{\"items\":[" POD("q", "v", "m") "]}", 2,
	    "v: nodeName is m here and n in f:1" },
	{ ENIS(ENI("e", IP("10.0.0.4"))) "\n"
	    SUBNETS(SUBNET("s", "10.0.1.0/24", "1")), 1,
	    "e: 10.0.0.4 is not in its subnet s, which is 10.0.1.0/24 in "
	    "f:2" },
	{ ENIS(ENI("e", PD("10.0.0.16/28"))) "\n"
	    SUBNETS(SUBNET("s", "10.0.1.0/24", "1")), 1, "10.0.0.16/28" },
	{ ENIS(ENI("e", IP("10.0.0.3"))) "\n"
	    SUBNETS(SUBNET("s", "10.0.0.0/24", "1")), 1,
	    "e: 10.0.0.3 is for AWS in its subnet s, which is 10.0.0.0/24 in "
	    "f:2; expected 10.0.0.4 to 10.0.0.254" },
	{ ENIS(ENI("e", IP("10.0.0.255"))) "\n"
	    SUBNETS(SUBNET("s", "10.0.0.0/24", "1")), 1, "10.0.0.255 is" },
	{ ENIS(ENI("e", PD("10.0.0.0/28"))) "\n"
	    SUBNETS(SUBNET("s", "10.0.0.0/24", "1")), 1, "10.0.0.0/28 is" },
	{ ENIS(ENI("e", PD("10.0.0.240/28"))) "\n"
	    SUBNETS(SUBNET("s", "10.0.0.0/24", "1")), 1, "10.0.0.240/28 is" },
	{ SUBNETS(SUBNET("s", "0.0.0.0/0", "1")), 1,
	    "CidrBlock: expected a /16 to /28" },
	{ SUBNETS("\n" SUBNET("s", "10.0.0.0/15", "1")), 2, "10.0.0.0/15" },
	{ SUBNETS(SUBNET("s", "10.0.0.0/29", "1")), 1, "10.0.0.0/29" },
	{ ENIS(ENI("e", PD("10.0.0.0/27"))), 1, "a /28" },
	{ ENIS(ENI("e", PD("10.0.0.8/28"))), 1, "host bits set" },
	{ ENIS(ENI("e", IP("10.0.0.4")) ",\n" ENI("g", IP("10.0.0.4"))), 2,
	    "g: 10.0.0.4 is on e in f:1 too" },
	{ ENIS(ENI("e", PD("10.0.0.0/28")) ",\n" ENI("g", IP("10.0.0.9"))), 2,
	    "g: 10.0.0.9 is on e in f:1 too" },
	{ ENIS(ENI("e", IP("10.0.0"))), 1, "10.0.0" },
	{ ENIS(ENI("e", IP("10.0.0.4") ",\"Attachment\":{\"DeviceIndex\":-1}")),
	    1, "DeviceIndex" },
	{ "{\"Reservations\":[{\"Instances\":[{\"InstanceId\":\"i\","
	    "\"InstanceType\":\"a\"},\n{\"InstanceId\":\"i\","
	    "\"InstanceType\":\"b\"}]}]}", 2, "InstanceType is b here" },
	{ "[{\"InstanceId\":\"i\",\"InstanceType\":\"a\",\"NetworkInterfaces\""
	    ":[]}]", 1, "a bare instance" },
	{ "{\"nodegroup\":{\"nodegroupName\":\"g\",\"scalingConfig\":"
	    "{\"minSize\":3,\"maxSize\":2}}}", 1, "no more than maxSize" },
	{ "{\"nodegroup\":{\"nodegroupName\":\"g\",\"scalingConfig\":"
	    "{\"minSize\":1.5}}}", 1, "a whole number" },
	{ SUBNETS(SUBNET("s", "10.0.0.0/24", "1"))
	    "{\"SubnetIpv4CidrReservations\":[{\"SubnetCidrReservationId\":"
	    "\"r\",\"SubnetId\":\"s\",\"Cidr\":\"10.0.1.0/28\"}]}", 1,
	    "r: not inside the CIDR of its subnet" },
	{ "{\"kind\":\"Node\",\"metadata\":{}}", 1, "without name" },
};

static void
refused(void **state)
{
	struct arena a = ARENA_INIT;
	struct inventory inv;
	struct err e;

	(void)state;
	for (size_t i = 0; i < COUNT(refusals); i++) {
		const char *text = refusals[i].text;

		if (parse(&inv, text, &a, &e))
			fail_msg("taken: %s", text);
		if (e.status != EXIT_INPUT || e.line != refusals[i].line ||
		    strstr(e.msg, refusals[i].words) == NULL)
			fail_msg("%s:\n%lu:%lu: %s", text, e.line, e.column,
			    e.msg);
		arena_clear(&a);
	}
}

/* Taken as these kinds. */
static const struct {
	const char *text, *note;
} taken[] = {
	{ SUBNETS(""), "f: describe-subnets (0)" },
	{ "[" SUBNET("s", "10.0.0.0/24", "0") "]", "f: describe-subnets (1)" },
	{ SUBNETS(SUBNET("s", "10.0.0.0/24", "251")) ENIS(""),
	    "f: describe-subnets (1), describe-network-interfaces (0)" },
	{ "{\"Subnets\":[],\"NextToken\":\"t\"}{\"Subnets\":[],\"NextToken\""
	    ":\"\"}", "f: describe-subnets (0)" },
	{ "{\"RouteTables\":[{}]}", "f: describe-route-tables (1, not used)" },
	{ "{\"items\":[{\"metadata\":{\"name\":\"n\"},\"spec\":{\"providerID\""
	    ":\"aws:///z/i-1\"}},{\"metadata\":{\"name\":\"p\"},\"spec\":{"
	    "\"containers\":[]}}]}",
	    "f: kubectl get nodes (1), kubectl get pods (1)" },
	{ "{\"kind\":\"ENIConfig\",\"metadata\":{\"name\":\"z\"},\"spec\":{"
	    "\"subnet\":\"s\"}}", "f: kubectl get eniconfigs (1)" },
	{ "{\"kind\":\"List\",\"metadata\":{},\"items\":[{\"kind\":\"Service\""
	    ",\"metadata\":{\"name\":\"x\"}}]}",
	    "f: kubectl get (1, not used)" },
	{ "{\"name\":\"c\",\"resourcesVpcConfig\":{}}",
	    "f: describe-cluster (1)" },
	{ "{\"AutoScalingGroups\":[{\"AutoScalingGroupARN\":\"arn\","
	    "\"MinSize\":0,\"VPCZoneIdentifier\":\"s,t\",\"New\":1}]}",
	    "f: describe-auto-scaling-groups (1)" },
	{ "{\"InstanceTypes\":[]}", "f: describe-instance-types (0)" },
	{ "{\"kind\":\"List\",\"items\":[{\"kind\":\"CNINode\",\"metadata\":{"
	    "\"name\":\"n\"},\"spec\":{\"features\":[{\"name\":\"New\"}]}},{"
	    "\"kind\":\"NodePool\",\"metadata\":{\"name\":\"p\"}},{\"kind\":"
	    "\"EC2NodeClass\",\"metadata\":{\"name\":\"c\"}}]}",
	    "f: kubectl get cninodes (1), kubectl get nodepools (1), "
	    "kubectl get ec2nodeclasses (1)" },
	{ SUBNETS("{\"SubnetId\":\"six\",\"CidrBlock\":\"\",\"New\":{\"a\":[]}"
	    ",\"AvailableIpAddressCount\":0}"), "f: describe-subnets (1)" },
};

static void
recognised(void **state)
{
	struct arena a = ARENA_INIT;
	struct inventory inv;
	struct err e;

	(void)state;
	for (size_t i = 0; i < COUNT(taken); i++) {
		if (!parse(&inv, taken[i].text, &a, &e))
			fail_msg("%s: %s", taken[i].text, e.msg);
		assert_string_equal(notes, taken[i].note);
		arena_clear(&a);
	}
}

#define POD_YAML(name, ip) "- apiVersion: v1\n  kind: Pod\n  metadata:\n" \
	"    name: " name "\n    annotations:\n      text: |\n"		\
	"        - kind\n        items:\n  spec:\n    nodeName: n\n"	\
	"    containers:\n    - name: c\n  status:\n    podIP: " ip "\n"
#define ENICONFIG_YAML "kind: ENIConfig\nmetadata:\n  name: z\nspec:\n"	  \
	"  subnet: s\n"

/* kubectl -o yaml: what it is taken for, or the line and words of an error. */
static const struct {
	const char *text;
	const char *note;		/* NULL: an error */
	unsigned long line;
	const char *words;
} yamls[] = {
	{ "apiVersion: v1\nitems:\n" POD_YAML("a", "10.0.0.5")
	    POD_YAML("b", "10.0.0.6") "kind: List\nmetadata:\n"
	    "  resourceVersion: \"\"\n", "f: kubectl get pods (2)", 0, NULL },
	{ "\xef\xbb\xbf---\n" ENICONFIG_YAML "---\n# none\n---\n"
	    "items: []\nkind: List\n...\n",
	    "f: kubectl get eniconfigs (1), kubectl get (0, not used)", 0,
	    NULL },
	{ "items:\r\n- kind: ENIConfig\r\n  metadata: {name: z}\r\n"
	    "  spec: {subnet: s}\r\nkind: List\r\n",
	    "f: kubectl get eniconfigs (1)", 0, NULL },
	{ "items:\n  - kind: ENIConfig\n    metadata: {name: y}\n  -\n"
	    "    kind: ENIConfig\n    metadata: {name: z}\nkind: List\n",
	    "f: kubectl get eniconfigs (2)", 0, NULL },
	{ "kind: NewThing\nmetadata:\n  name: x\n",
	    "f: kubectl get (1, not used)", 0, NULL },
	{ "items:\n" POD_YAML("a", "10.0.0.5") "- kind: Pod\n  metadata: [\n"
	    "kind: List\n", NULL, 18, "not YAML" },
	{ "items:\n" POD_YAML("a", "10.0.0.5"), NULL, 16, "cut short" },
	{ "items:\n" POD_YAML("7", "10.0.0.5") "kind: List\n", NULL, 5,
	    "name: expected a text, got 7" },
	{ "items:\n" POD_YAML("a", "10.0.0.5") "kind: List\nmetadata:\n"
	    "  continue: x\n", NULL, 1, "a page (metadata.continue)" },
	{ "kind: Pod\nkind: Pod\n", NULL, 2, "this key is here twice" },
	{ "kind: Pod\nmetadata: &a\n  name: x\nspec: *a\n", NULL, 4,
	    "aliases" },
	{ "--- kind: Pod\n", NULL, 0, "" },
	{ ENICONFIG_YAML "a: \"\\ud800\"\n", NULL, 6, "not YAML" },
	{ "items:\n- kind: Pod\n  metadata: {name: \"a\xff\"}\nkind: L\n",
	    NULL, 3, "0xff is not UTF-8" },
};

static void
check_yaml(size_t i, size_t piece)
{
	struct arena a = ARENA_INIT;
	struct inventory inv;
	struct err e = ERR_INIT;
	static const struct documents_talk talk = { noted, warned, NULL, NULL };
	const char *text = yamls[i].text;
	bool ok;

	*notes = '\0';
	ok = documents_parse(&inv, "f", text, strlen(text), piece, &a, &talk,
	    &e);
	if (ok != (yamls[i].note != NULL) || (ok &&
	    strcmp(notes, yamls[i].note) != 0) || (!ok && (e.status !=
	    EXIT_INPUT || strstr(e.msg, yamls[i].words) == NULL ||
	    (yamls[i].line != 0 && e.line != yamls[i].line))))
		fail_msg("%zu, pieces of %zu: %s%lu: %s:\n%s", i, piece, notes,
		    e.line, e.msg, text);
	arena_clear(&a);
}

/* However it is cut. */
static void
yaml(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(yamls); i++) {
		check_yaml(i, 0);
		for (size_t piece = 1; piece < 40; piece++)
			check_yaml(i, piece);
	}
}

static void
merged(void **state)
{
	struct arena a = ARENA_INIT;
	struct inventory inv;
	struct err e;

	(void)state;
	assert_true(parse(&inv, SUBNETS(SUBNET("s", "10.0.0.0/24", "5"))
	    SUBNETS(SUBNET("s", "10.0.0.0/24", "5") ","
	    SUBNET("t", "10.0.1.0/24", "5")), &a, &e));
	assert_string_equal(warnings, "");
	assert_int_equal(inv.nsubnets, 2);
	assert_true(parse(&inv, SUBNETS(SUBNET("s", "10.0.0.0/24", "5") ","
	    SUBNET("t", "10.0.1.0/24", "5")) "\n"
	    SUBNETS(SUBNET("s", "10.0.0.0/24", "7")), &a, &e));
	assert_string_equal(warnings, "f:2: s: AvailableIpAddressCount is 7, "
	    "and was 5 in f:1; taking the smaller");
	assert_int_equal(inventory_subnet(&inv, "s")->available.v, 5);
	/* An ENI nested in its instance, and the same by itself. */
	assert_true(parse(&inv, ENIS(ENI("e", IP("10.0.0.4")
	    ",\"InterfaceType\":\"efa\""))
	    "{\"Reservations\":[{\"Instances\":[{\"InstanceId\":\"i\","
	    "\"NetworkInterfaces\":[" ENI("e", IP("10.0.0.9")) ","
	    ENI("f", IP("10.0.0.5")) "]}]}]}", &a, &e));
	assert_int_equal(inv.nenis, 2);
	assert_int_equal(inventory_eni(&inv, "e")->addresses[0] & 255, 4);
	assert_string_equal(inventory_eni(&inv, "f")->instance_id, "i");
	/* Tag and node: 2 addresses and a /28 cost 18. */
	assert_true(parse(&inv, ENIS(ENI("e", ",\"PrivateIpAddresses\":[{"
	    "\"PrivateIpAddress\":\"10.0.0.4\"},{\"PrivateIpAddress\":"
	    "\"10.0.0.5\"}]" PD("10.0.0.16/28"))), &a, &e));
	assert_int_equal(eni_cost(inv.enis[0]), 18);
	arena_clear(&a);
}

#define DESC(d) IP("10.0.0.4") ",\"Description\":\"" d "\""
#define AT(i, n) ",\"Attachment\":{\"InstanceId\":\"" i "\",\"DeviceIndex\":" \
	n "}"
#define TAG(k, v) ",\"TagSet\":[{\"Key\":\"" k "\",\"Value\":\"" v "\"}]"
#define TWO_TAGS(k, v, l, w) ",\"TagSet\":[{\"Key\":\"" k "\",\"Value\":\"" \
	v "\"},{\"Key\":\"" l "\",\"Value\":\"" w "\"}]"
#define ON_NODE TAG("node.k8s.amazonaws.com/instance_id", "i-1")
#define TYPE(t) IP("10.0.0.4") ",\"InterfaceType\":\"" t "\""
static const struct {
	const char *eni, *want;		/* class holder cluster */
} classes[] = {
	{ DESC("Amazon EKS prod"), "control_plane prod prod" },
	{ DESC("Amazon EKS prod") AT("i-9", "1"), "instance i-9 -" },
	{ DESC("aws-K8S-i-7"), "cni i-7 -" },
	{ DESC("x") TAG("node.k8s.amazonaws.com/instance_id", "i-7"),
	    "cni i-7 -" },
	{ DESC("aws-k8s-trunk-eni") AT("i-1", "1"), "trunk i-1 c" },
	{ TYPE("trunk") AT("i-1", "1"), "trunk i-1 c" },
	{ TYPE("branch") TAG("kubernetes.io/cluster/c", "owned"),
	    "branch - c" },
	{ DESC("aws-k8s-branch-eni"), "branch - -" },
	{ DESC("") TAG("vpcresources.k8s.aws/trunk-eni-id", "eni-t"),
	    "branch eni-t -" },
	/* Trunk and branch ENIs with the CNI's tag of a node. */
	{ TYPE("trunk") ON_NODE AT("i-1", "1"), "trunk i-1 c" },
	{ DESC("aws-k8s-trunk-eni") ON_NODE AT("i-1", "1"), "trunk i-1 c" },
	{ TYPE("branch") ON_NODE, "branch - c" },
	{ DESC("aws-k8s-branch-eni") ON_NODE, "branch - c" },
	{ DESC("") TWO_TAGS("node.k8s.amazonaws.com/instance_id", "i-1",
	    "vpcresources.k8s.aws/trunk-eni-id", "eni-t"),
	    "branch eni-t c" },
	{ DESC("aws-K8S-i-1") TAG("vpcresources.k8s.aws/trunk-eni-id",
	    "eni-t"), "branch eni-t c" },
	{ DESC("") AT("i-1", "0"), "node_primary i-1 c" },
	{ DESC("Primary network interface") AT("i-1", "0"),
	    "node_primary i-1 c" },
	{ DESC("multus") AT("i-1", "2"), "node_other i-1 c" },
	{ DESC("") AT("i-9", "0"), "instance i-9 -" },
	{ DESC("Interface for NAT Gateway nat-0ab"), "nat_gateway nat-0ab -" },
	{ DESC("Network Interface for Transit Gateway Attachment "
	    "tgw-attach-1"), "transit_gateway tgw-attach-1 -" },
	{ DESC("VPC Endpoint Interface vpce-1"), "endpoint vpce-1 -" },
	{ DESC("ELB app/k8s-x/1a"), "load_balancer k8s-x -" },
	{ DESC("ELB net/n/1a"), "load_balancer n -" },
	{ DESC("ELB classic"), "load_balancer classic -" },
	{ DESC("ELB "), "load_balancer - -" },
	{ DESC("RDSNetworkInterface"), "rds - -" },
	{ DESC("EFS mount target for fs-1 (fsmt-2)"), "efs fs-1 -" },
	{ DESC("AWS Lambda VPC ENI-fn-1-2"), "lambda fn-1-2 -" },
	{ DESC("arn:aws:ecs:eu-west-1:1:attachment/2"), "ecs - -" },
	{ DESC("AWS created network interface for directory d-1"),
	    "directory d-1 -" },
	{ DESC("ElastiCache web-001"), "elasticache web-001 -" },
	{ DESC("DAX d"), "dax d -" },
	{ DESC("Network interface for DBProxy shop-db"), "rds shop-db -" },
	{ DESC("ES logs"), "opensearch logs -" },
	{ DESC("ESPRESSO"), "other - -" },
	{ DESC("RedshiftNetworkInterface"), "redshift - -" },
	{ DESC("DMSNetworkInterface"), "dms - -" },
	{ DESC("Route 53 Resolver: rslvr-in-5:rni-9"),
	    "resolver rslvr-in-5 -" },
	{ DESC("Instance Connect Endpoint (id: eice-0a)"),
	    "instance_connect eice-0a -" },
	{ TYPE("ec2_instance_connect_endpoint"), "instance_connect - -" },
	{ TYPE("nat_gateway"), "nat_gateway - -" },
	{ TYPE("natGateway"), "nat_gateway - -" },
	{ TYPE("network_load_balancer"), "load_balancer - -" },
	{ TYPE("gateway_load_balancer_endpoint"), "endpoint - -" },
	{ TYPE("efs"), "efs - -" },
	{ TYPE("quicksight"), "service - -" },
	{ TYPE("brand-new"), "other - -" },
	{ DESC("mine") ",\"Status\":\"available\"", "orphan - -" },
	{ DESC("mine") ",\"Status\":\"in-use\"", "other - -" },
};

/* i-1 is a node of cluster c; i-9 is no node. */
#define NODE "{\"Reservations\":[{\"Instances\":[{\"InstanceId\":\"i-1\","  \
	"\"Tags\":[{\"Key\":\"kubernetes.io/cluster/c\",\"Value\":"	    \
	"\"owned\"}]}]}]}"

static void
classified(void **state)
{
	struct arena a = ARENA_INIT;
	struct inventory inv;
	struct err e;

	(void)state;
	for (size_t i = 0; i < COUNT(classes); i++) {
		char *text = arena_printf(&a, ENIS(ENI("e", "%s")) NODE,
		    classes[i].eni);
		const struct inv_eni *eni;
		char got[200];

		if (!parse(&inv, text, &a, &e))
			fail_msg("%s: %s", text, e.msg);
		eni = inv.enis[0];
		snprintf(got, sizeof(got), "%s %s %s",
		    eni_class_name(eni->class), eni->holder != NULL ?
		    eni->holder : "-", eni->cluster != NULL ? eni->cluster :
		    "-");
		if (strcmp(got, classes[i].want) != 0)
			fail_msg("%s:\ngot %s\nnot %s", text, got,
			    classes[i].want);
	}
	arena_clear(&a);
}

/* Two accounts have a cluster, a group and a node of one name each. */
static void
accounts(void **state)
{
	static const char text[] =
	    "{\"cluster\":{\"name\":\"c\",\"arn\":\"arn:aws:eks:r:1:c\","
	    "\"resourcesVpcConfig\":{\"vpcId\":\"v\"}}}"
	    "{\"cluster\":{\"name\":\"c\",\"arn\":\"arn:aws:eks:r:2:c\","
	    "\"resourcesVpcConfig\":{\"vpcId\":\"w\"}}}"
	    "{\"items\":[{\"kind\":\"Node\",\"metadata\":{\"name\":\"n\"},"
	    "\"spec\":{\"providerID\":\"aws:///z/i-1\"}},"
	    "{\"kind\":\"Node\",\"metadata\":{\"name\":\"n\"},"
	    "\"spec\":{\"providerID\":\"aws:///z/i-2\"}},"
	    POD("p", "u1", "n") "," POD("p", "u2", "n") "]}";
	struct arena a = ARENA_INIT;
	struct inventory inv;
	struct err e;

	(void)state;
	assert_true(parse(&inv, text, &a, &e));
	assert_int_equal(inv.nclusters, 2);
	assert_null(inventory_named_cluster(&inv, "c"));
	assert_int_equal(inv.npods, 2);
	assert_int_equal(inv.nnodes, 2);
	assert_string_equal(inventory_named_node(&inv, "n")->instance_id,
	    "i-1");
	assert_string_equal(inventory_named_node(&inv, "n")->same->instance_id,
	    "i-2");
	arena_clear(&a);
}

/* A Fargate pod's ENI looks like ECS's; its address says more. */
static void
fargate(void **state)
{
	struct arena a = ARENA_INIT;
	struct inventory inv;
	struct err e;

	(void)state;
	assert_true(parse(&inv, ENIS(ENI("e",
	    DESC("arn:aws:ecs:eu-west-1:1:attachment/2"))) "{\"kind\":\"Pod\""
	    ",\"metadata\":{\"name\":\"p\"},\"spec\":{\"nodeName\":"
	    "\"fargate-ip-10-0-0-4.x\"},\"status\":{\"podIP\":\"10.0.0.4\"}}",
	    &a, &e));
	assert_int_equal(inv.enis[0]->class, ENI_FARGATE);
	arena_clear(&a);
}

static void
real(void **state)
{
	static const struct {
		const char *file, *words;	/* NULL: taken */
	} files[] = {
		{ "awscli-describe-network-interfaces-1.json", NULL },
		{ "awscli-describe-subnets-2.json", NULL },
		{ "awscli-get-subnet-cidr-reservations-1.json", NULL },
		{ "awscli-describe-nat-gateways-1.json", NULL },
		{ "awscli-describe-vpc-endpoints-1.json", NULL },
		{ "awscli-describe-route-tables-1.json", NULL },
		{ "net410-1-cluster.json", NULL },
		{ "net410-2-NetworkInterfaces.json", NULL },
		{ "cloudmapper-demo-vpcs.json", NULL },
		{ "cloudmapper-demo-subnets.json", "at most 251" },
	};
	const char *dir = getenv("IPPLAN_REAL");
	struct arena a = ARENA_INIT;
	struct inventory inv;
	struct err e = ERR_INIT;

	(void)state;
	if (dir == NULL) {
		print_message("IPPLAN_REAL is not set: no recorded "
		    "documents\n");
		skip();
	}
	for (size_t i = 0; i < COUNT(files); i++) {
		const char *path = arena_printf(&a, "%s/%s", dir,
		    files[i].file);
		bool ok = documents_read(&inv, &path, 1, &a, NULL, &e);

		if (ok != (files[i].words == NULL) ||
		    (!ok && strstr(e.msg, files[i].words) == NULL))
			fail_msg("%s: %s", path, e.msg);
		e = (struct err)ERR_INIT;
	}
	arena_clear(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refused),
		cmocka_unit_test(recognised),
		cmocka_unit_test(yaml),
		cmocka_unit_test(merged),
		cmocka_unit_test(classified),
		cmocka_unit_test(accounts),
		cmocka_unit_test(fargate),
		cmocka_unit_test(real),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
