$ ipplan collect describe-subnets get-subnet-cidr-reservations 'kubectl get pods'
# the subnets, and what is free in them (needed)
aws ec2 describe-subnets --output json >subnets.json
# what reservations hold back (needed); for each subnet
aws ec2 get-subnet-cidr-reservations --subnet-id SUBNET --output json >>reservations.json
# which addresses pods have (needed)
kubectl get pods --all-namespaces -o json >pods.json
$ ipplan collect --cluster shop --region eu-central-1 --vpc vpc-0shop00000000001
# the CIDRs of the VPC
aws ec2 describe-vpcs --vpc-ids vpc-0shop00000000001 --region eu-central-1 --output json >vpcs.json
# the subnets, and what is free in them (needed)
aws ec2 describe-subnets --filters Name=vpc-id,Values=vpc-0shop00000000001 --region eu-central-1 --output json >subnets.json
# who holds which address (needed)
aws ec2 describe-network-interfaces --filters Name=vpc-id,Values=vpc-0shop00000000001 --region eu-central-1 --output json >network-interfaces.json
# what reservations hold back (needed); for each subnet
aws ec2 get-subnet-cidr-reservations --subnet-id SUBNET --region eu-central-1 --output json >>reservations.json
# nodes, also stopped ones, and their groups
aws ec2 describe-instances --filters Name=vpc-id,Values=vpc-0shop00000000001 --region eu-central-1 --output json >instances.json
# limits of types that ipplan does not know
aws ec2 describe-instance-types --region eu-central-1 --output json >instance-types.json
# NAT gateways
aws ec2 describe-nat-gateways --filter Name=vpc-id,Values=vpc-0shop00000000001 --region eu-central-1 --output json >nat-gateways.json
# interface endpoints
aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=vpc-0shop00000000001 --region eu-central-1 --output json >vpc-endpoints.json
# peered networks
aws ec2 describe-vpc-peering-connections --region eu-central-1 --output json >vpc-peering-connections.json
# least and most nodes of groups
aws autoscaling describe-auto-scaling-groups --region eu-central-1 --output json >auto-scaling-groups.json
# subnets, service CIDR, IP family
aws eks describe-cluster --name shop --region eu-central-1 --output json >cluster.json
# sizes and types of managed node groups; for each node group
aws eks describe-nodegroup --cluster-name shop --nodegroup-name NODEGROUP --region eu-central-1 --output json >>nodegroup.json
# groups, types, max pods
kubectl get nodes -o json >nodes.json
# which addresses pods have (needed)
kubectl get pods --all-namespaces -o json >pods.json
# settings of the CNI
kubectl get daemonset aws-node --namespace kube-system -o json >aws-node.json
# subnets of custom networking; where there are any
kubectl get eniconfigs.crd.k8s.amazonaws.com -o json >eniconfigs.json
# nodes with a trunk ENI; where there are any
kubectl get cninodes.vpcresources.k8s.aws -o json >cninodes.json
# limits of Karpenter's pools; where there are any
kubectl get nodepools.karpenter.sh -o json >nodepools.json
# subnets of Karpenter's nodes; where there are any
kubectl get ec2nodeclasses.karpenter.k8s.aws -o json >ec2nodeclasses.json
$ ipplan collect -o csv --columns document,each,needed,permission
document,each,needed,permission
describe-vpcs,region,false,ec2:DescribeVpcs
describe-subnets,region,true,ec2:DescribeSubnets
describe-network-interfaces,region,true,ec2:DescribeNetworkInterfaces
get-subnet-cidr-reservations,subnet,true,ec2:GetSubnetCidrReservations
describe-instances,region,false,ec2:DescribeInstances
describe-instance-types,region,false,ec2:DescribeInstanceTypes
describe-nat-gateways,region,false,ec2:DescribeNatGateways
describe-vpc-endpoints,region,false,ec2:DescribeVpcEndpoints
describe-vpc-peering-connections,region,false,ec2:DescribeVpcPeeringConnections
describe-auto-scaling-groups,region,false,autoscaling:DescribeAutoScalingGroups
describe-cluster,cluster,false,eks:DescribeCluster
describe-nodegroup,nodegroup,false,eks:DescribeNodegroup
kubectl get nodes,cluster,false,list nodes
kubectl get pods,cluster,true,list pods
kubectl get ds aws-node,cluster,false,get daemonsets.apps
kubectl get eniconfigs,cluster,false,list eniconfigs.crd.k8s.amazonaws.com
kubectl get cninodes,cluster,false,list cninodes.vpcresources.k8s.aws
kubectl get nodepools,cluster,false,list nodepools.karpenter.sh
kubectl get ec2nodeclasses,cluster,false,list ec2nodeclasses.karpenter.k8s.aws
$ ipplan collect --policy
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadNetwork",
      "Effect": "Allow",
      "Action": [
        "autoscaling:DescribeAutoScalingGroups",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeInstances",
        "ec2:DescribeNatGateways",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcEndpoints",
        "ec2:DescribeVpcPeeringConnections",
        "ec2:DescribeVpcs",
        "ec2:GetSubnetCidrReservations"
      ],
      "Resource": "*"
    },
    {
      "Sid": "ListClusters",
      "Effect": "Allow",
      "Action": [
        "eks:ListClusters"
      ],
      "Resource": "*"
    },
    {
      "Sid": "ReadClusters",
      "Effect": "Allow",
      "Action": [
        "eks:DescribeCluster",
        "eks:ListNodegroups"
      ],
      "Resource": "arn:aws:eks:*:*:cluster/*"
    },
    {
      "Sid": "ReadNodegroups",
      "Effect": "Allow",
      "Action": [
        "eks:DescribeNodegroup"
      ],
      "Resource": "arn:aws:eks:*:*:nodegroup/*/*/*"
    }
  ]
}
$ ipplan collect --policy --cluster shop --region cn-north-1 --account 111122223333 describe-cluster describe-nodegroup
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadClusters",
      "Effect": "Allow",
      "Action": [
        "eks:DescribeCluster",
        "eks:ListNodegroups"
      ],
      "Resource": "arn:aws-cn:eks:cn-north-1:111122223333:cluster/shop"
    },
    {
      "Sid": "ReadNodegroups",
      "Effect": "Allow",
      "Action": [
        "eks:DescribeNodegroup"
      ],
      "Resource": "arn:aws-cn:eks:cn-north-1:111122223333:nodegroup/shop/*/*"
    }
  ]
}
$ ipplan collect --policy 'kubectl get nodes'
{
  "Version": "2012-10-17",
  "Statement": []
}
$ ipplan collect --role 'kubectl get ds aws-node' 'kubectl get pods'
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ipplan-read
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [list]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ipplan-read
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: ipplan-read
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: ipplan-readers
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: ipplan-read
  namespace: kube-system
rules:
  - apiGroups: ["apps"]
    resources: [daemonsets]
    resourceNames: [aws-node]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: ipplan-read
  namespace: kube-system
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: ipplan-read
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: ipplan-readers
$ ipplan collect --role describe-subnets
$ ipplan collect --script --vpc vpc-1 --context "it's mine" describe-subnets describe-nat-gateways 'kubectl get eniconfigs'
#!/bin/sh
# Made by ipplan collect.  Writes the documents that ipplan reads to a new
# folder; every command only reads.
# usage: sh collect.sh FOLDER
set -eu
umask 077
AWS_PAGER= AWS_DEFAULT_OUTPUT=json
export AWS_PAGER AWS_DEFAULT_OUTPUT
[ $# -eq 1 ] || { echo "usage: sh $0 FOLDER" >&2; exit 2; }
for command in aws kubectl; do
	command -v $command >/dev/null ||
	    { echo "$command: not found" >&2; exit 1; }
done

call() { aws "$@"; }
kube() { kubectl --context 'it'\''s mine' "$@"; }

dir=$1
mkdir "$dir" || exit 1	# new: documents of two times do not fit
end() {
	rc=$?
	rm -f "$dir/.part" "$dir/.all"
	[ $rc -eq 0 ] || echo "failed: $dir is incomplete" >&2
}
trap end EXIT

# save FILE COMMAND ...: the file is whole or not there.
save() {
	file=$1; shift
	echo "$file" >&2
	"$@" >"$dir/.part"
	mv "$dir/.part" "$dir/$file"
}

# add COMMAND ...: to the documents that finish will save.
add() {
	"$@" >"$dir/.part"
	cat "$dir/.part" >>"$dir/.all"
}

finish() {
	echo "$1" >&2
	[ ! -e "$dir/.all" ] || mv "$dir/.all" "$dir/$1"
}

# has RESOURCE: the cluster knows it.  One API that does not answer is no
# reason to stop, but said.
resources=$(kube api-resources --verbs=list -o name) ||
    echo 'kubectl api-resources: incomplete' >&2
has() { echo "$resources" | grep -qx "$1"; }

# the subnets, and what is free in them
save subnets.json call ec2 describe-subnets \
    --filters Name=vpc-id,Values=vpc-1

# NAT gateways
save nat-gateways.json call ec2 describe-nat-gateways \
    --filter Name=vpc-id,Values=vpc-1

# subnets of custom networking
! has eniconfigs.crd.k8s.amazonaws.com ||
    save eniconfigs.json kube get eniconfigs.crd.k8s.amazonaws.com -o json

echo "now: ipplan usage $dir" >&2
$ # The script, on commands that print the documents in shop:
$ ipplan collect --script --context staging > collect.sh; sh -n collect.sh
$ CALLS=$PWD/calls PATH=$PWD/collect:$PATH sh collect.sh got
context staging
vpcs.json
subnets.json
network-interfaces.json
reservations.json
instances.json
instance-types.json
nat-gateways.json
vpc-endpoints.json
vpc-peering-connections.json
auto-scaling-groups.json
cluster.json
nodegroup.json
nodes.json
context staging
pods.json
context staging
aws-node.json
context staging
nodepools.json
context staging
now: ipplan usage got
$ ls -A got; ls -ld got | cut -c 1-10
auto-scaling-groups.json
aws-node.json
cluster.json
instance-types.json
instances.json
nat-gateways.json
network-interfaces.json
nodegroup.json
nodepools.json
nodes.json
pods.json
reservations.json
subnets.json
vpc-endpoints.json
vpc-peering-connections.json
vpcs.json
drwx------
$ ipplan import shop > shop.yaml; ipplan import got | diff - shop.yaml
$ ipplan usage got -o csv > got.csv; ipplan usage shop -o csv | diff - got.csv
$ # What was called needs each right of the policy, and no other:
$ awk -F : '/^list |^get /{next}{n=split($2,w,"-");s="";for(i=1;i<=n;i++)s=s toupper(substr(w[i],1,1)) substr(w[i],2);print $1 ":" s}' calls | sort -u > called
$ ipplan collect --policy | sed -n 's/.*"\([a-z0-9]*:[A-Z][A-Za-z0-9]*\)".*/\1/p' | sort -u | diff - called && wc -l < called
14
$ # A folder that is there, a command that fails, one that is not there:
$ CALLS=$PWD/calls PATH=$PWD/collect:$PATH sh collect.sh got
mkdir: cannot create directory 'got': File exists
[1]
$ sed 's/cat shop.pods.json/exit 1/' collect/kubectl > k; mkdir bad; cp collect/aws bad; cp k bad/kubectl; chmod +x bad/kubectl; CALLS=$PWD/calls PATH=$PWD/bad:$PATH sh collect.sh got2
context staging
vpcs.json
subnets.json
network-interfaces.json
reservations.json
instances.json
instance-types.json
nat-gateways.json
vpc-endpoints.json
vpc-peering-connections.json
auto-scaling-groups.json
cluster.json
nodegroup.json
nodes.json
context staging
pods.json
context staging
failed: got2 is incomplete
[1]
$ ls got2 | grep pods
[1]
$ mkdir few; for c in sh mkdir rm; do ln -s "$(command -v $c)" few; done; PATH=$PWD/few sh collect.sh got3
aws: not found
[1]
$ sh collect.sh
usage: sh collect.sh FOLDER
[2]
$ ipplan collect --region 'eu central'
ipplan: --region eu central: expected a name such as eu-central-1; see ipplan help collect
[2]
$ ipplan collect --vpc 'vpc-1; rm -rf /'
ipplan: --vpc vpc-1; rm -rf /: expected an id such as vpc-0123456789abcdef0; see ipplan help collect
[2]
$ ipplan collect --cluster '$(x)'
ipplan: --cluster $(x): expected a name of letters, digits, - and _; see ipplan help collect
[2]
$ ipplan collect --account 123
ipplan: --account 123: expected 12 digits; see ipplan help collect
[2]
$ ipplan collect --policy --role
ipplan: --policy, --role and --script: one at a time; see ipplan help collect
[2]
$ ipplan collect --script -o json
ipplan: --policy, --role and --script print no table; see ipplan help collect
[2]
$ ipplan collect describe-subnet
ipplan: describe-subnet: no such document (did you mean describe-subnets?); see ipplan help collect
[2]
