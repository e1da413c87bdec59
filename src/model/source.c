#include "model/source.h"

#include <string.h>

#define VPC_FILTER "--filters Name=vpc-id,Values="
#define EC2(doc, f, op, vpc, need, text) { .document = doc, .file = f,	\
	.each = SOURCE_REGION, .command = "aws ec2 " doc,		\
	.in_vpc = vpc, .action = "ec2:" op, .needed = need, .gives = text }
#define KUBE(doc, f, g, r, text) { .document = doc, .file = f,		\
	.each = SOURCE_KUBE, .command = "kubectl get " r "." g,		\
	.group = g, .resource = r, .custom = true, .gives = text }

const struct source sources[] = {
	EC2("describe-vpcs", "vpcs", "DescribeVpcs", "--vpc-ids ", false,
	    "the CIDRs of the VPC"),
	EC2("describe-subnets", "subnets", "DescribeSubnets", VPC_FILTER,
	    true, "the subnets, and what is free in them"),
	EC2("describe-network-interfaces", "network-interfaces",
	    "DescribeNetworkInterfaces", VPC_FILTER, true,
	    "who holds which address"),
	{ .document = "get-subnet-cidr-reservations",
	    .file = "reservations", .each = SOURCE_SUBNET,
	    .command = "aws ec2 get-subnet-cidr-reservations --subnet-id",
	    .action = "ec2:GetSubnetCidrReservations", .needed = true,
	    .gives = "what reservations hold back" },
	EC2("describe-instances", "instances", "DescribeInstances",
	    VPC_FILTER, false, "nodes, also stopped ones, and their groups"),
	EC2("describe-instance-types", "instance-types",
	    "DescribeInstanceTypes", NULL, false,
	    "limits of types that ipplan does not know"),
	EC2("describe-nat-gateways", "nat-gateways", "DescribeNatGateways",
	    "--filter Name=vpc-id,Values=", false, "NAT gateways"),
	EC2("describe-vpc-endpoints", "vpc-endpoints",
	    "DescribeVpcEndpoints", VPC_FILTER, false,
	    "interface endpoints"),
	EC2("describe-vpc-peering-connections", "vpc-peering-connections",
	    "DescribeVpcPeeringConnections", NULL, false,
	    "peered networks"),
	{ .document = "describe-auto-scaling-groups",
	    .file = "auto-scaling-groups", .each = SOURCE_REGION,
	    .command = "aws autoscaling describe-auto-scaling-groups",
	    .action = "autoscaling:DescribeAutoScalingGroups",
	    .gives = "least and most nodes of groups" },
	{ .document = "describe-cluster", .file = "cluster",
	    .each = SOURCE_EKS, .command = "aws eks describe-cluster --name",
	    .action = "eks:DescribeCluster",
	    .gives = "subnets, service CIDR, IP family" },
	{ .document = "describe-nodegroup", .file = "nodegroup",
	    .each = SOURCE_NODEGROUP,
	    .command = "aws eks describe-nodegroup",
	    .action = "eks:DescribeNodegroup",
	    .gives = "sizes and types of managed node groups" },
	{ .document = "kubectl get nodes", .file = "nodes",
	    .each = SOURCE_KUBE, .command = "kubectl get nodes",
	    .group = "", .resource = "nodes",
	    .gives = "groups, types, max pods" },
	{ .document = "kubectl get pods", .file = "pods",
	    .each = SOURCE_KUBE,
	    .command = "kubectl get pods --all-namespaces", .group = "",
	    .resource = "pods", .needed = true,
	    .gives = "which addresses pods have" },
	{ .document = "kubectl get ds aws-node", .file = "aws-node",
	    .each = SOURCE_KUBE,
	    .command = "kubectl get daemonset aws-node "
	    "--namespace kube-system", .group = "apps",
	    .resource = "daemonsets", .namespace = "kube-system",
	    .name = "aws-node", .gives = "settings of the CNI" },
	KUBE("kubectl get eniconfigs", "eniconfigs",
	    "crd.k8s.amazonaws.com", "eniconfigs",
	    "subnets of custom networking"),
	KUBE("kubectl get cninodes", "cninodes", "vpcresources.k8s.aws",
	    "cninodes", "nodes with a trunk ENI"),
	KUBE("kubectl get nodepools", "nodepools", "karpenter.sh",
	    "nodepools", "limits of Karpenter's pools"),
	KUBE("kubectl get ec2nodeclasses", "ec2nodeclasses",
	    "karpenter.k8s.aws", "ec2nodeclasses",
	    "subnets of Karpenter's nodes"),
	{ .document = NULL }
};

const struct source *
source_find(const char *document)
{
	for (const struct source *s = sources; s->document != NULL; s++)
		if (strcmp(s->document, document) == 0)
			return s;
	return NULL;
}

const char *
source_list_action(enum source_each each)
{
	switch (each) {
	case SOURCE_SUBNET:
		return "ec2:DescribeSubnets";
	case SOURCE_EKS:
		return "eks:ListClusters";
	case SOURCE_NODEGROUP:
		return "eks:ListNodegroups";
	case SOURCE_REGION:
	case SOURCE_KUBE:
		break;
	}
	return NULL;
}
