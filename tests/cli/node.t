$ ipplan node m5.large --pods 0..2 -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,eni_primaries,branch_enis,addresses,node_subnet_addresses,pod_subnet_addresses,assigned,warm,max_pods,unplaced,stable,addresses_min,addresses_scattered,prefixes_scattered
m5.large,0,secondary,1,0,9,1,0,10,10,0,0,9,29,0,true,10,10,0
m5.large,1,secondary,2,0,18,2,0,20,20,0,1,17,29,0,true,20,20,0
m5.large,2,secondary,2,0,18,2,0,20,20,0,2,16,29,0,true,20,30,0
$ ipplan node m5.large --pods 29 -o json
{
  "schema": "ipplan/v1",
  "command": "node",
  "node": [
    {"instance_type": "m5.large", "pods": 29, "mode": "secondary", "enis": 3, "prefixes": 0, "secondary_ips": 27, "eni_primaries": 3, "branch_enis": 0, "addresses": 30, "node_subnet_addresses": 30, "pod_subnet_addresses": 0, "assigned": 27, "warm": 0, "max_pods": 29, "unplaced": 2, "stable": true, "addresses_min": 30, "addresses_scattered": 30, "prefixes_scattered": 0}
  ]
}
$ ipplan node t3.small --pods 58 --mode prefix --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
t3.small,58,prefix,2,5,0,0,82,58,22,110,0,true
$ ipplan node m5.large t3.small --pods 5 --warm-ip-target 2 --minimum-ip-target 12 --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,5,secondary,2,0,12,0,14,5,7,29,0,true
t3.small,5,secondary,3,0,9,0,12,5,4,11,0,true
$ ipplan node m5.large --pods 40 --mode prefix --minimum-ip-target 20 --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,40,prefix,1,2,0,0,33,32,0,110,8,true
$ ipplan node m5.large --pods 0..2 --custom-networking -o csv --columns pods,enis,secondary_ips,addresses,node_subnet_addresses,pod_subnet_addresses,max_pods
pods,enis,secondary_ips,addresses,node_subnet_addresses,pod_subnet_addresses,max_pods
0,2,9,11,1,10,20
1,3,18,21,1,20,20
2,3,18,21,1,20,20
$ ipplan node m5.large --pods 16..17 --mode prefix --warm-prefix-target 0 --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,16,prefix,1,2,0,0,33,16,16,110,0,false
m5.large,17,prefix,1,2,0,0,33,17,15,110,0,true
$ ipplan node m5.large --pods 8..10 --warm-eni-target 0 --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,8,secondary,1,0,9,0,10,8,1,29,0,true
m5.large,9,secondary,2,0,18,0,20,9,9,29,0,false
m5.large,10,secondary,2,0,18,0,20,10,8,29,0,true
$ ipplan node m5.large --pods 24 --pod-eni 4 --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,24,secondary,3,0,18,4,25,18,0,29,2,true
$ ipplan node m5.large --pods 24 --pod-eni 12 --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,24,secondary,3,0,18,9,30,12,6,29,3,true
$ ipplan node c6g.medium --pods 30 --pod-eni 12 --mode prefix --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
c6g.medium,30,prefix,2,3,0,4,54,18,30,110,8,true
$ ipplan node m4.4xlarge --pods 5 --mode prefix -v --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
ipplan: m4.4xlarge: neither Nitro nor bare metal, so the CNI falls back to secondary mode
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m4.4xlarge,5,secondary,2,0,58,0,60,5,53,234,0,true
$ ipplan node m5.large m4.large --pods 120 --mode ipv6 --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
ipplan: warning: m4.large: no pod is placed: IPv6 needs a Nitro or bare-metal instance
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,120,ipv6,1,0,0,0,1,110,,110,10,true
m4.large,120,ipv6,1,0,0,0,1,0,,110,120,true
$ ipplan node m5.large --pods 3 --mode ipv6 -o jsonl
{"instance_type": "m5.large", "pods": 3, "mode": "ipv6", "enis": 1, "prefixes": 0, "secondary_ips": 0, "eni_primaries": 1, "branch_enis": 0, "addresses": 1, "node_subnet_addresses": 1, "pod_subnet_addresses": 0, "assigned": 3, "warm": null, "max_pods": 110, "unplaced": 0, "stable": true, "addresses_min": 1, "addresses_scattered": 1, "prefixes_scattered": 0}
$ ipplan node m5.large --pods 0..1 --os windows --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,0,secondary,1,0,3,0,4,0,3,9,0,true
m5.large,1,secondary,1,0,4,0,5,1,3,9,0,true
$ ipplan node m5.large --pods 120 --os windows --mode prefix --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,120,prefix,1,7,0,0,113,110,2,110,10,true
$ ipplan node m5.large --pods 1 --os windows --warm-ip-target 0 --minimum-ip-target 0 --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,1,secondary,1,0,2,0,3,1,1,9,0,true
$ ipplan node m5.large --pods 1 --os windows --pod-eni 1
ipplan: a Windows node has no custom networking, branch ENIs or IPv6; see ipplan help node
[2]
$ ipplan node p4d.24xlarge --pods 0 --multi-nic --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
p4d.24xlarge,0,secondary,4,0,52,0,56,0,52,737,0,true
$ ipplan node p4d.24xlarge --pods 0 --multi-nic --mode prefix --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
p4d.24xlarge,0,prefix,4,4,0,0,68,0,64,250,0,false
$ ipplan node m5.large --pods 10 --unmanaged-enis 1 --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,10,secondary,2,0,18,0,20,10,8,29,0,true
$ ipplan node m5.large --pods 10 --max-eni 1 --custom-networking --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
ipplan: warning: m5.large: no pod is placed: custom networking leaves no ENI for pods
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,10,secondary,1,0,0,0,1,0,0,2,10,true
$ ipplan node m5.large --pods 18446744073709551615 --max-pods 9223372036854775807 --mode prefix --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,18446744073709551615,prefix,3,27,0,0,435,432,0,9223372036854775807,18446744073709551183,true
$ ipplan node m5.large --pods 9 --warm-eni-target 9223372036854775807 --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,9,secondary,3,0,27,0,30,9,18,29,0,true
$ ipplan node m5.large --pods 30 --max-pods 20 --warm-ip-target 50 --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,30,secondary,3,0,27,0,30,20,7,20,10,true
$ ipplan node 'm5.*large' --pods 30 --mode prefix --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.12xlarge,30,prefix,1,3,0,0,49,30,18,250,0,true
m5.16xlarge,30,prefix,1,3,0,0,49,30,18,250,0,true
m5.24xlarge,30,prefix,1,3,0,0,49,30,18,250,0,true
m5.2xlarge,30,prefix,1,3,0,0,49,30,18,110,0,true
m5.4xlarge,30,prefix,1,3,0,0,49,30,18,110,0,true
m5.8xlarge,30,prefix,1,3,0,0,49,30,18,250,0,true
m5.large,30,prefix,1,3,0,0,49,30,18,110,0,true
m5.xlarge,30,prefix,1,3,0,0,49,30,18,110,0,true
$ ipplan node m5.large --pods 17 --cni-env aws-node.env --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,17,prefix,1,2,0,0,33,17,15,110,0,true
$ ipplan node m5.large --pods 17 --cni-env aws-node.env -v --columns pods
ipplan: aws-node.env:4: AWS_VPC_K8S_CNI_LOGLEVEL: no effect on addresses
PODS
  17
$ ipplan node m5.large --pods 17 --cni-env aws-node.json --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,17,prefix,1,2,0,0,33,17,15,110,0,true
$ ipplan node m5.large --pods 17 --cni-env aws-node.json --mode secondary --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,17,secondary,3,0,22,0,25,17,5,29,0,true
$ printf 'WARM_IP_TARGET= 5\nENABLE_PREFIX_DELEGATION=yes\nFOO=1\n' | ipplan node m5.large --pods 1 --cni-env - --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
ipplan: warning: standard input:1: WARM_IP_TARGET= 5: not a value that the CNI takes; it uses the default
ipplan: warning: standard input:2: ENABLE_PREFIX_DELEGATION=yes: not a value that the CNI takes; it uses the default
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
m5.large,1,secondary,2,0,18,0,20,1,17,29,0,true
$ printf 'WARM_IP_TARGET 5\n' | ipplan node m5.large --pods 1 --cni-env -
ipplan: standard input:1:1: expected NAME=VALUE, or a document of kubectl get daemonset aws-node -o json
[3]
$ printf 'ENABLE_IPv4=true\r\n\r\nENABLE_IPv6=true\r\n' | ipplan node m5.large --pods 1 --cni-env -
ipplan: standard input: the CNI does not start: ENABLE_IPv4 and ENABLE_IPv6 are both on
[3]
$ echo '{"items":[]}' | ipplan node m5.large --pods 1 --cni-env -
ipplan: standard input: no container called aws-node in it; expected kubectl get daemonset aws-node -o json, or for Windows nodes configmap amazon-vpc-cni
[3]
$ echo '{"spec":{"containers":[{"name":"aws-node"' | ipplan node m5.large --pods 1 --cni-env -
ipplan: standard input:2:1: not JSON: parse error: premature EOF; the document is cut short
[3]
$ echo '{"spec":{"containers":[{"name":"aws-node","env":[{"value":"1"}]}]}}' | ipplan node m5.large --pods 1 --cni-env -
ipplan: standard input:1:50: an env entry without a name
[3]
$ echo '{"spec":{"containers":[{"name":"aws-node"},{"name":"aws-node"}]}}' | ipplan node m5.large --pods 1 --cni-env -
ipplan: standard input:1:44: a second container called aws-node; give one daemonset
[3]
$ ipplan node m5.large --pods 1 --cni-env no-such-file
ipplan: no-such-file: cannot read: No such file or directory
[3]
$ ipplan node x99.48xlarge --pods 60 --instance-types instance-types.json --columns instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable -o csv
instance_type,pods,mode,enis,prefixes,secondary_ips,branch_enis,addresses,assigned,warm,max_pods,unplaced,stable
x99.48xlarge,60,secondary,3,0,147,0,150,60,87,394,0,true
$ ipplan node m5.large --pods 17 --mode prefix --explain
node
INSTANCE_TYPE  PODS  MODE    ENIS  PREFIXES  SECONDARY_IPS  ENI_PRIMARIES  BRANCH_ENIS  ADDRESSES  NODE_SUBNET_ADDRESSES  POD_SUBNET_ADDRESSES  ASSIGNED  WARM  MAX_PODS  UNPLACED  STABLE  ADDRESSES_MIN  ADDRESSES_SCATTERED  PREFIXES_SCATTERED
m5.large         17  prefix     1         3              0              1            0         49                     49                     0        17    31       110         0  yes                49                  113                   7

explain
INSTANCE_TYPE  PODS  TERM                 VALUE  FORMULA                                                                SOURCE
m5.large         17  max_enis                 3  of the default network card                                            EC2 instance table
m5.large         17  usable_enis              3  max(min(max_enis, MAX_ENI) - unmanaged, 1)                             amazon-vpc-cni-k8s ipamd.go getMaxENI, hasRoomForEni
m5.large         17  trunk                    0  1 with ENABLE_POD_ENI, if the type can and usable_enis >= 2            amazon-vpc-cni-k8s ipamd.go hasRoomForEni
m5.large         17  pod_enis                 3  usable_enis - trunk - (1 under custom networking)                      amazon-vpc-cni-k8s ipamd.go hasRoomForEni
m5.large         17  slots                    9  ipv4_per_eni - 1                                                       EC2 instance table
m5.large         17  block                   16  16 addresses in prefix mode, else 1                                    amazon-vpc-cni-k8s ipamd.go GetIPv4Limit
m5.large         17  capacity               432  pod_enis * slots * block                                               amazon-vpc-cni-k8s ipamd.go increaseDatastorePool
m5.large         17  max_pods               110  default of the mode                                                    ipplan-maxpods(1)
m5.large         17  warm_target              1  WARM_PREFIX_TARGET                                                     amazon-vpc-cni-k8s ipamd.go warmIPTargetsDefined
m5.large         17  minimum                  0  MINIMUM_IP_TARGET                                                      amazon-vpc-cni-k8s ipamd.go getMinimumIPTarget
m5.large         17  brake                    7  min(ceil(max_pods / block), blocks of all pod ENIs)                    amazon-vpc-cni-k8s ipamd.go isDatastorePoolTooLow
m5.large         17  idle_blocks              1  blocks of the node without pods                                        amazon-vpc-cni-k8s ipamd.go increaseDatastorePool
m5.large         17  wanted_branch            0  pods that ask for a branch ENI                                         --pod-eni
m5.large         17  branch_limit             0  of the type, with a trunk                                              EC2 instance table
m5.large         17  assigned                17  min(pods - wanted_branch, max_pods - branch_enis), up to capacity      ipplan-node(1)
m5.large         17  wanted_blocks            3  warm_target + ceil(assigned / 16)                                      amazon-vpc-cni-k8s ipamd.go datastoreTargetState
m5.large         17  blocks                   3  wanted_blocks, until the pool has reached the brake                    amazon-vpc-cni-k8s ipamd.go increaseDatastorePool
m5.large         17  enis                     1  ceil(blocks / slots), and the primary and the trunk if they hold none  amazon-vpc-cni-k8s ipamd.go tryAllocateENI
m5.large         17  branch_enis              0  min(wanted_branch, branch_limit)                                       amazon-vpc-resource-controller-k8s provider/branch
m5.large         17  addresses               49  enis + blocks * block + branch_enis                                    EC2: an address for each ENI, 16 a /28
m5.large         17  unplaced                 0  pods - assigned - branch_enis                                          ipplan-node(1)
m5.large         17  peak_pods              110  most pods of the pool ever; max_pods if not given                      --peak-pods
m5.large         17  addresses_scattered    113  /28s with a pod and warm_target more stay, up to those of peak_pods    amazon-vpc-cni-k8s ipamd.go shouldRemoveExtraENIs
$ ipplan node m5.large --pods 5 --explain --table explain -o csv --columns term,value
term,value
max_enis,3
usable_enis,3
trunk,0
pod_enis,3
slots,9
block,1
capacity,27
max_pods,29
warm_target,1
minimum,0
brake,27
idle_blocks,9
wanted_branch,0
branch_limit,0
assigned,5
wanted_blocks,18
blocks,18
enis,2
branch_enis,0
addresses,20
unplaced,0
peak_pods,29
addresses_scattered,30
$ ipplan node m5.large --pods 5 --mode ipv6 --explain --table explain -o csv --columns term,value
term,value
max_enis,3
usable_enis,3
trunk,0
max_pods,110
assigned,5
blocks,0
enis,1
branch_enis,0
addresses,1
unplaced,0
addresses_scattered,1
$ ipplan node m4.large --pods 5 --mode ipv6 --explain --table explain -o csv --columns term,formula -q
term,formula
unusable,IPv6 needs a Nitro or bare-metal instance
$ ipplan node m5.large
ipplan: how many pods? give --pods N or --pods A..B; see ipplan help node
[2]
$ ipplan node --pods 5
ipplan: which instance type?
[2]
$ ipplan node m5.large --pods 5..4
ipplan: --pods 5..4: expected a number, or A..B with A not above B; see ipplan help node
[2]
$ ipplan node m5.large --pods 5..
ipplan: --pods 5..: expected a number, or A..B with A not above B; see ipplan help node
[2]
$ ipplan node m5.large --pods 05
ipplan: --pods 05: expected a number, or A..B with A not above B; see ipplan help node
[2]
$ ipplan node m5.large --pods 0..1000000
ipplan: --pods 0..1000000: more than 1000000 counts; see ipplan help node
[2]
$ ipplan node m5.large --pods 18446744073709551614..18446744073709551615 -o csv --columns pods,unplaced
pods,unplaced
18446744073709551614,18446744073709551587
18446744073709551615,18446744073709551588
$ ipplan node m5.large --pods 1 --mode ipv6 --custom-networking
ipplan: the CNI does not start: IPv6 does not go with custom networking; see ipplan help node
[2]
$ ipplan node m5.large --pods 1 --warm-ip-target -1
ipplan: warning: --warm-ip-target -1: not a value that the CNI takes; it uses the default
INSTANCE_TYPE  PODS  MODE       ENIS  PREFIXES  SECONDARY_IPS  ENI_PRIMARIES  BRANCH_ENIS  ADDRESSES  NODE_SUBNET_ADDRESSES  POD_SUBNET_ADDRESSES  ASSIGNED  WARM  MAX_PODS  UNPLACED  STABLE  ADDRESSES_MIN  ADDRESSES_SCATTERED  PREFIXES_SCATTERED
m5.large          1  secondary     2         0             18              2            0         20                     20                     0         1    17        29         0  yes                20                   20                   0
$ ipplan node m5.large --pods 1 --warm-ip-targe 1
ipplan: --warm-ip-targe: no such option (did you mean --warm-ip-target?); see ipplan help node
[2]
$ ipplan node m5.larg --pods 1
ipplan: m5.larg: unknown instance type (did you mean m5.large?)
[4]
$ printf 'windows-warm-ip-target=5\nenable-windows-prefix-delegation=true\nWARM_IP_TARGET=9\n' | ipplan node m5.large --pods 12 --os windows --cni-env - --columns mode,prefixes,addresses -o csv
ipplan: warning: standard input:3: WARM_IP_TARGET: for Linux nodes, so not used
mode,prefixes,addresses
prefix,2,33
$ echo '{"kind": "ConfigMap", "metadata": {"name": "amazon-vpc-cni"}, "data": {"enable-windows-ipam": "true", "windows-warm-ip-target": "5"}}' | ipplan node m5.large --pods 2 --os windows --cni-env - --columns mode,addresses -o csv
mode,addresses
secondary,8
$ echo '{"kind": "ConfigMap", "metadata": {"name": "amazon-vpc-cni"}, "data": {"enable-windows-ipam": "true", "windows-warm-ip-target": "5"}}' | ipplan node m5.large --pods 2 --cni-env - --columns mode,addresses -o csv
ipplan: warning: standard input:1: windows-warm-ip-target: for Windows nodes, so not used
mode,addresses
secondary,20
$ ipplan node m5.large --pods 2 --os windows --cni-env aws-node.json --columns mode,addresses -o csv
ipplan: warning: aws-node.json:24: ENABLE_PREFIX_DELEGATION: for Linux nodes, so not used
ipplan: warning: aws-node.json:28: WARM_IP_TARGET: for Linux nodes, so not used
ipplan: warning: aws-node.json:32: MINIMUM_IP_TARGET: for Linux nodes, so not used
mode,addresses
secondary,6
