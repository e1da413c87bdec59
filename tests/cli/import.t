$ ipplan import shop
# Drawn by ipplan import from exported documents. Look at the lines that are guessed.
cluster: shop
region: eu-central-1
ip_family: ipv4
vpc:
  cidrs: [10.20.0.0/16]
service_cidr: 172.20.0.0/16
# services: how many have a cluster IP, none of these documents says
# connected: networks behind transit gateways, VPNs and Direct Connect are in none of these documents
cni:
  env:
    AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "false"
    ENABLE_POD_ENI: "false"
    ENABLE_PREFIX_DELEGATION: "false"
    WARM_ENI_TARGET: "1"
    WARM_PREFIX_TARGET: "1"
subnets:
  - name: shop-private-a
    id: subnet-0shoppra000000001
    az: euc1-az2
    cidr: 10.20.0.0/24
    roles: [cluster, nodes, pods, load_balancers]  # guessed: load_balancers by its tag
    used: 1
  - name: shop-private-b
    id: subnet-0shopprb000000001
    az: euc1-az3
    cidr: 10.20.1.0/24
    roles: [cluster, nodes, pods, load_balancers]  # guessed: load_balancers by its tag
  - name: shop-private-c
    id: subnet-0shopprc000000001
    az: euc1-az1
    cidr: 10.20.2.0/24
    roles: [nodes, pods, load_balancers]  # guessed: load_balancers by its tag
    used: 3  # guessed: 3 that AvailableIpAddressCount counts and no ENI here has
  - name: shop-public-a
    id: subnet-0shoppua000000001
    az: euc1-az2
    cidr: 10.20.10.0/26
    roles: [load_balancers]
  - name: shop-public-b
    id: subnet-0shoppub000000001
    az: euc1-az3
    cidr: 10.20.11.0/26
    roles: [load_balancers]
nodegroups:
  - name: web
    instance_type: m5.large
    nodes: {min: 3, desired: 3, max: 9}
    subnets: [shop-private-a, shop-private-b, shop-private-c]
    pods_per_node: 9  # guessed: the fullest of its 3 nodes now; the mean is 8.0
    max_pods: 29
    update: {strategy: default, max_unavailable: 33%}
  - name: jobs
    instance_type: c6a.large  # guessed: the types of its nodes now
    nodes: 1  # guessed: the number there is now; least and most are in none of these documents
    subnets: [shop-private-b]  # guessed: where its nodes are now
    pods_per_node: 4  # guessed: as many as its only node has now
    max_pods: 29
    update: {strategy: karpenter}  # guessed: its budgets are in none of these documents
load_balancers:
  - {name: k8s-shop-edge-0123456789, type: alb, subnets: [shop-public-a, shop-public-b]}
endpoints:
  - {name: ecr.api, subnets: [shop-private-a, shop-private-b]}
nat_gateways:
  - {name: shop-nat-a, subnets: [shop-public-a]}
fixed:
  - {name: rds, addresses: 1, subnets: [shop-private-c]}
  - {name: rds, addresses: 1, subnets: [shop-private-b]}
  - {name: efs, addresses: 1, subnets: [shop-private-a]}
# rollout, growth and thresholds are intentions; no document has them
# Taken now, and by this plan at rest:
#   shop-private-a: 24 and 25 (+1): nodes 20 and 20, others 4 and 5
#   shop-private-b: 43 and 44 (+1): nodes 40 and 40, others 3 and 4
#   shop-private-c: 24 and 24 (+0): nodes 20 and 20, others 4 and 4
#   shop-public-a: 2 and 9 (+7): nodes 0 and 0, others 2 and 9
#   shop-public-b: 1 and 8 (+7): nodes 0 and 0, others 1 and 8
$ ipplan import shop > drawn.yaml; ipplan plan --columns subnet,steady,fixed,available_now,fits drawn.yaml shop
ipplan: warning: subnet shop-private-c: 3 addresses are neither free nor on a listed ENI
SUBNET          STEADY  FIXED  AVAILABLE_NOW  FITS
shop-private-a      25      5            227  yes
shop-private-b      44      4            208  yes
shop-private-c      24      4            227  yes
shop-public-a        9      9             57  yes
shop-public-b        8      8             58  yes

fits
$ ipplan import shop/*.json | diff - drawn.yaml
$ cat shop/*.json | ipplan import - | diff - drawn.yaml
$ gzip -c shop/subnets.json > s.json.gz; ipplan import -v s.json.gz | grep -c cidr:
ipplan: s.json.gz: describe-subnets (5)
6
$ ipplan import -v shop | tail -n 1
ipplan: shop/aws-node.json: kubectl get ds aws-node (1)
ipplan: shop/cluster.json: describe-cluster (1)
ipplan: shop/nat-gateways.json: describe-nat-gateways (1)
ipplan: shop/network-interfaces.json: describe-network-interfaces (19)
ipplan: shop/nodegroups.json: describe-nodegroup (1)
ipplan: shop/nodes.json: kubectl get nodes (4)
ipplan: shop/pods.json: kubectl get pods (37)
ipplan: shop/subnets.json: describe-subnets (5)
ipplan: shop/vpc-endpoints.json: describe-vpc-endpoints (2)
ipplan: shop/vpcs.json: describe-vpcs (1)
#   shop-public-b: 1 and 8 (+7): nodes 0 and 0, others 1 and 8
$ ipplan import shop/subnets.json
# Drawn by ipplan import from exported documents. Look at the lines that are guessed.
# cluster: no document names it
region: eu-central-1  # guessed: from the AZ eu-central-1a
# ip_family: ipv4 is taken; it is in eks describe-cluster
# vpc: its CIDRs are in describe-vpcs, which is not among these documents
# service_cidr: it is in eks describe-cluster
# services: how many have a cluster IP, none of these documents says
# connected: networks behind transit gateways, VPNs and Direct Connect are in none of these documents
# cni: the settings of the shipped manifest are taken; kubectl -n kube-system get ds aws-node -o json has the real ones
subnets:
  - name: shop-private-a
    id: subnet-0shoppra000000001
    az: euc1-az2
    cidr: 10.20.0.0/24
    roles: [load_balancers]  # guessed: load_balancers by its tag
    used: 24  # guessed: taken now, by nobody in this plan
  - name: shop-private-b
    id: subnet-0shopprb000000001
    az: euc1-az3
    cidr: 10.20.1.0/24
    roles: [load_balancers]  # guessed: load_balancers by its tag
    used: 43  # guessed: taken now, by nobody in this plan
  - name: shop-private-c
    id: subnet-0shopprc000000001
    az: euc1-az1
    cidr: 10.20.2.0/24
    roles: [load_balancers]  # guessed: load_balancers by its tag
    used: 24  # guessed: taken now, by nobody in this plan
  - name: shop-public-a
    id: subnet-0shoppua000000001
    az: euc1-az2
    cidr: 10.20.10.0/26
    roles: [load_balancers]  # guessed: load_balancers by its tag
    used: 2  # guessed: taken now, by nobody in this plan
  - name: shop-public-b
    id: subnet-0shoppub000000001
    az: euc1-az3
    cidr: 10.20.11.0/26
    roles: [load_balancers]  # guessed: load_balancers by its tag
    used: 1  # guessed: taken now, by nobody in this plan
# nodegroups: no document shows one with its instance type; add eks describe-nodegroup or kubectl get nodes
# rollout, growth and thresholds are intentions; no document has them
$ ipplan import shop/nodes.json shop/pods.json
# Drawn by ipplan import from exported documents. Look at the lines that are guessed.
# cluster: no document names it
# region: no document names it
# ip_family: ipv4 is taken; it is in eks describe-cluster
# vpc: its CIDRs are in describe-vpcs, which is not among these documents
# service_cidr: it is in eks describe-cluster
# services: how many have a cluster IP, none of these documents says
# connected: networks behind transit gateways, VPNs and Direct Connect are in none of these documents
# cni: the settings of the shipped manifest are taken; kubectl -n kube-system get ds aws-node -o json has the real ones
# subnets: they are in describe-subnets, which is not among these documents
nodegroups:
  - name: web
    instance_type: m5.large  # guessed: the types of its nodes now
    nodes: 3  # guessed: the number there is now; least and most are in none of these documents
    # subnets: no document says where
    pods_per_node: 9  # guessed: the fullest of its 3 nodes now; the mean is 8.0
    max_pods: 29
  - name: jobs
    instance_type: c6a.large  # guessed: the types of its nodes now
    nodes: 1  # guessed: the number there is now; least and most are in none of these documents
    # subnets: no document says where
    pods_per_node: 4  # guessed: as many as its only node has now
    max_pods: 29
    update: {strategy: karpenter}  # guessed: its budgets are in none of these documents
# rollout, growth and thresholds are intentions; no document has them
$ ipplan import shop/network-interfaces.json | grep -v '^#'
cluster: shop  # guessed: the only one that nodes and ENIs name
  # other-nodes: 4 nodes now, of instance types that no document names; it is left out
$ ipplan import
ipplan: import needs a document, such as the output of aws ec2 describe-subnets; see ipplan help import
[2]
$ ipplan import --cluster shop shop | diff - drawn.yaml
$ ipplan import --cluster market shop
ipplan: market: no such cluster in these documents; they name shop
[4]
$ ipplan import --cluster= shop
ipplan: --cluster: expected a name; see ipplan help import
[2]
$ ipplan import starter.yaml
ipplan: starter.yaml:1:1: not JSON: lexical error: invalid char in json text.; export with --output json (aws) or -o json (kubectl)
[3]
$ ipplan import missing.json
ipplan: missing.json: cannot read: No such file or directory
[3]
$ echo '{"a": 1}' | ipplan import -
ipplan: standard input: not a document that ipplan knows; expected JSON of aws ec2 describe-subnets, describe-vpcs, describe-network-interfaces, describe-instances, describe-nat-gateways, describe-vpc-endpoints or get-subnet-cidr-reservations, of aws autoscaling describe-auto-scaling-groups, of aws eks describe-cluster or describe-nodegroup, or of kubectl get nodes, pods, ds aws-node, eniconfigs, cninodes, nodepools or ec2nodeclasses
[3]
$ head -c 700 shop/subnets.json | ipplan import -
ipplan: standard input:23:23: not JSON: parse error: premature EOF; the document is cut short
[3]
$ sed 's/"AvailableIpAddressCount": [0-9]*/"AvailableIpAddressCount": 4091/' shop/subnets.json | ipplan import -
ipplan: standard input:9:34: subnet-0shoppra000000001: AvailableIpAddressCount: expected at most 251, which is all of 10.20.0.0/24 but the 5 that AWS keeps, got 4091
[3]
$ printf '{"Subnets": [], "NextToken": "x"}' | ipplan import -
ipplan: standard input:1: describe-subnets: ends in NextToken, and no file has the last page; export again without --max-items and --no-paginate
[3]
$ sed 's/172.20.0.0/172.20.0.1/' shop/cluster.json | ipplan import -
ipplan: standard input:11:52: 172.20.0.1/16: host bits set; did you mean 172.20.0.0/16 or 172.20.0.1/32?
[3]
$ sed 's/"AvailableIpAddressCount": 2/"AvailableIpAddressCount": 1/' shop/subnets.json | ipplan import -q shop/subnets.json - | grep -c cidr:
ipplan: standard input:1: describe-subnets: the document of shop/subnets.json:1 again; give each one once
0
[1]
$ sed 's/"AvailableIpAddressCount": 227/"AvailableIpAddressCount": 100/' shop/subnets.json | ipplan import shop/subnets.json - | grep -c cidr:
ipplan: warning: standard input:3: subnet-0shoppra000000001: AvailableIpAddressCount is 100, and was 227 in shop/subnets.json:3; taking the smaller
ipplan: warning: standard input:33: subnet-0shopprc000000001: AvailableIpAddressCount is 100, and was 227 in shop/subnets.json:33; taking the smaller
ipplan: standard input:1: describe-subnets: the document of shop/subnets.json:1 again; give each one once
0
[1]
$ ipplan import -o json shop
ipplan: --output: import prints no table; see ipplan help import
[2]
$ ipplan import --columns subnet shop
ipplan: --columns: import prints no table; see ipplan help import
[2]
$ ipplan version --table x
ipplan: --table: version prints no table; see ipplan help version
[2]
$ ipplan completion bash --sort-by x
ipplan: --sort-by: completion prints no table; see ipplan help completion
[2]
$ ipplan plan starter.yaml aws-node.json --table nodegroups --columns nodegroup,addresses_per_node
NODEGROUP  ADDRESSES_PER_NODE
web                        33
web                        33
web                        33

does not fit: subnet/private-a lacks 6 /28 blocks at peak (5 more limits)
[1]
$ mkdir empty; ipplan check empty
ipplan: no file in empty
[3]
$ printf '{vpc: {cidrs: [10.30.0.0/16]}}\n' >flow.yaml; ipplan check flow.yaml
nothing found
$ printf 'cluster: shop\nservice_cidr: 10.100.0.0/16\n' >other.yaml; ipplan check other.yaml shop/cluster.json
ipplan: other.yaml:2:15: service_cidr is 10.100.0.0/16 in the plan, and 172.20.0.0/16 of cluster shop in shop/cluster.json:2
[3]
$ printf 'subnets: [{id: subnet-0shoppra000000001, cidr: 10.20.0.0/24}]\n' >ids.yaml; ipplan plan ids.yaml shop/network-interfaces.json --columns subnet,fixed
SUBNET                    FIXED
subnet-0shoppra000000001      4

fits
$ printf '%s\n' '{"Subnets":[' '{"SubnetId":"subnet-1","AvailabilityZone":"eu-central-1a","CidrBlock":"10.0.0.0/24"},' '{"SubnetId":"subnet-2","AvailabilityZone":"eu-central-1a"}]}' | ipplan import - | grep id:
ipplan: warning: standard input:3: subnet-2: no CidrBlock, so it has no IPv4 address to count; right only for an IPv6-only subnet
    id: subnet-1
$ ipplan import lost 2>&1 | grep -e nodes -e used -e '- name'
cluster: lost  # guessed: the only one that nodes and ENIs name
  - name: app-a
    roles: [cluster, nodes, pods, load_balancers]  # guessed: nodes are there now; ENIs of the control plane are there
    used: 238
  - name: app
    instance_type: m5.xlarge  # guessed: the types of its nodes now
    nodes: 12  # guessed: the number there is now; least and most are in none of these documents
    subnets: [app-a]  # guessed: where its nodes are now
    pods_per_node: 8  # guessed: the fullest of its 12 nodes now; the mean is 8.0
#   app-a: 679 and 649 (-30): nodes 428 and 396, others 251 and 253
$ printf '%s\n' '{"items":[{"kind":"NodePool","metadata":{"name":"jobs","uid":"a"},"spec":{"disruption":{"budgets":[{"nodes":"20%"},{"nodes":"0","schedule":"0 9 * * *"},{"nodes":"10%"}]},"template":{"spec":{"nodeClassRef":{"name":"default"},"requirements":[{"key":"node.kubernetes.io/instance-type","operator":"In","values":["c6a.large","c6i.large"]}]}}}},' '{"kind":"EC2NodeClass","metadata":{"name":"default","uid":"b"},"status":{"subnets":[{"id":"subnet-0shopprb000000001"},{"id":"subnet-0shopprc000000001"}]}}]}' | ipplan import shop - | sed -n '/name: jobs/,/update/p'
  - name: jobs
    instance_type: [c6a.large, c6i.large]
    nodes: 1  # guessed: the number there is now; least and most are in none of these documents
    subnets: [shop-private-b, shop-private-c]
    pods_per_node: 4  # guessed: as many as its only node has now
    max_pods: 29
    update: {strategy: karpenter, budget: 10%}
$ printf '%s' '{"AutoScalingGroups":[{"AutoScalingGroupARN":"a","AutoScalingGroupName":"old","VPCZoneIdentifier":"subnet-0shopprb000000001","MinSize":1,"MaxSize":5,"DesiredCapacity":2}]}{"Reservations":[{"Instances":[{"InstanceId":"i-9","InstanceType":"m5.xlarge","SubnetId":"subnet-0shopprb000000001","Tags":[{"Key":"aws:autoscaling:groupName","Value":"old"},{"Key":"kubernetes.io/cluster/shop","Value":"owned"}]}]}]}' | ipplan import shop - | sed -n '/name: old/,/subnets/p'
  - name: old
    instance_type: m5.xlarge  # guessed: the types of its nodes now
    nodes: {min: 1, desired: 2, max: 5}
    subnets: [shop-private-b]
$ printf '%s\n' 'apiVersion: crd.k8s.amazonaws.com/v1alpha1' 'kind: ENIConfig' 'metadata:' '  name: eu-central-1a' 'spec:' '  subnet: subnet-0shoppra000000001' > z.yaml; ipplan import -v z.yaml shop/subnets.json 2>&1 | grep z.yaml
ipplan: z.yaml: kubectl get eniconfigs (1)
$ ipplan plan --table subnets --columns subnet z.yaml shop/subnets.json 2>&1 | tail -n 1
fits
$ printf '%s\n' 'items:' '- kind: Pod' | ipplan import -
ipplan: standard input:2:3: kubectl get pods: an object without metadata
[3]
$ printf '%s\n' 'vpc: {cidrs: [10.21.0.0/16]}' 'service_cidr: 172.20.0.0/16' > v.yaml; ipplan check v.yaml shop/vpcs.json
ipplan: v.yaml:1:15: vpc.cidrs: without 10.20.0.0/16, the primary CIDR of vpc-0shop00000000001 in shop/vpcs.json:3, which never changes
[3]
$ printf '%s\n' 'vpc: {cidrs: [10.20.0.0/16, 100.64.0.0/16]}' 'service_cidr: 172.20.0.0/16' > v.yaml; ipplan check v.yaml shop/vpcs.json 2>&1 | grep 100.64
ipplan: warning: 100.64.0.0/16 of the plan's vpc.cidrs is not of vpc-0shop00000000001 yet
$ printf '%s' '{"Reservations":[{"Instances":[{"InstanceId":"i-9","InstanceType":"m5.xlarge","State":{"Name":"stopped"},"SubnetId":"subnet-0shopprb000000001","Tags":[{"Key":"eks:nodegroup-name","Value":"web"},{"Key":"kubernetes.io/cluster/shop","Value":"owned"}]}]}]}' | ipplan import shop - | diff drawn.yaml -
59a60
> # stopped instances (1) are no nodes here; their addresses are in used
[1]
$ printf '%s' '{"Subnets":[{"SubnetId":"s","CidrBlock":"10.0.0.0/8"}]}' | ipplan import -
ipplan: standard input:1:41: describe-subnets: CidrBlock: expected a /16 to /28 as EC2 makes them (export again), got 10.0.0.0/8
[3]
